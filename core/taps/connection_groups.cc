#include "core/taps/connection_groups.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "core/base/mix.h"
#include "core/base/sort.h"
#include "core/engine/flow_table.h"
#include "core/taps/numbering.h"

namespace tcpladder {
namespace {

// Maximum product of the numbers of connections of one address and port pair that are compared
// individually.
constexpr size_t kCompared = 16;
// A hash found in more connections than this distinguishes none of them.
constexpr size_t kTooCommon = 12;
// Approximate number of packets hashed per connection; short connections are hashed completely.
constexpr uint32_t kHashed = 12;

struct Edge {
  uint32_t a, b;
  bool flipped;
  bool translated;
  SequenceShift shift;
};

struct Keyed {
  uint64_t hash;
  uint32_t connection;
  uint8_t file;
  uint8_t direction;  // of the packet; for a hash of both ends, 1 if the client is the greater end

  bool operator<(const Keyed& other) const {
    if (hash != other.hash) return hash < other.hash;
    if (file != other.file) return file < other.file;
    return connection < other.connection;
  }
};

struct Hit {
  uint32_t a, b;
  bool flipped;
  bool strong;
  auto operator<=>(const Hit&) const = default;
};

OrderedFlow Ordered(const ConnectionEnds& ends) {
  return OrderEnds(ends.addresses[0], ends.ports[0], ends.addresses[1], ends.ports[1]);
}

uint64_t HashOfEnds(const ConnectionEnds& ends) { return Ordered(ends).key.Hash(0); }

// For two connections with the same ends: whether the client of one is the server of the other.
bool IsFlipped(const Keyed& a, const Keyed& b) { return a.direction != b.direction; }

// Calls visit(a's entries, b's entries) for each hash that is in both captures.
template <typename Visit>
void VisitRuns(const std::vector<Keyed>& sorted, Visit visit) {
  for (size_t i = 0; i < sorted.size();) {
    size_t middle = i, end = i;
    while (end < sorted.size() && sorted[end].hash == sorted[i].hash) {
      if (sorted[end].file == 0) middle = end + 1;
      ++end;
    }
    if (middle > i && middle < end) {
      visit(std::span(sorted).subspan(i, middle - i),
            std::span(sorted).subspan(middle, end - middle));
    }
    i = end;
  }
}

}  // namespace

class GroupBuilder {
 public:
  explicit GroupBuilder(const std::array<TapCapture, 2>& captures) : captures_(captures) {
    for (size_t file = 0; file < 2; ++file) {
      paired_[file].resize(captures[file].engine.connections().size());
    }
  }

  ConnectionGroups Build() {
    const std::vector<Keyed> ends = HashEnds();
    PairSameEnds(ends);
    if (AnyUnpaired()) PairByHashes(HashNumbers(), false);
    if (AnyUnpaired()) VisitRuns(ends, [this](auto a, auto b) { PairShifted(a, b); });
    for (const bool by_timestamps : {true, false}) {
      if (AnyUnpaired()) PairByHashes(HashTraits(by_timestamps), true);
    }
    return Join();
  }

 private:
  bool AnyUnpaired() const {
    return std::all_of(paired_.begin(), paired_.end(), [](const std::vector<bool>& paired) {
      return std::find(paired.begin(), paired.end(), false) != paired.end();
    });
  }

  std::vector<Keyed> HashEnds() const {
    std::vector<Keyed> ends;
    ends.reserve(paired_[0].size() + paired_[1].size());
    for (uint8_t file = 0; file < 2; ++file) {
      const Engine& engine = captures_[file].engine;
      for (uint32_t i = 0; i < engine.connections().size(); ++i) {
        const OrderedFlow flow = Ordered(engine.EndsOf(engine.connections()[i]));
        ends.push_back({flow.key.Hash(0), i, file, static_cast<uint8_t>(flow.reversed ? 1 : 0)});
      }
    }
    SortStably(ends);
    return ends;
  }

  bool HaveSameEnds(uint32_t a, uint32_t b) const {
    const Engine &first = captures_[0].engine, &second = captures_[1].engine;
    return HashOfEnds(first.EndsOf(first.connections()[a])) ==
           HashOfEnds(second.EndsOf(second.connections()[b]));
  }

  void Pair(const Edge& edge) {
    edges_.push_back(edge);
    paired_[0][edge.a] = paired_[1][edge.b] = true;
  }

  // Visits the runs in the order of a's connections, so that segments are read in their own order.
  void PairSameEnds(const std::vector<Keyed>& ends) {
    struct Run {
      uint32_t connection, first, size_a, size_b;
    };
    std::vector<Run> runs;
    runs.reserve(std::min(paired_[0].size(), paired_[1].size()));
    VisitRuns(ends, [&](auto a, auto b) {
      runs.push_back({a[0].connection, static_cast<uint32_t>(a.data() - ends.data()),
                      static_cast<uint32_t>(a.size()), static_cast<uint32_t>(b.size())});
    });
    SortStably(runs, [](const Run& x, const Run& y) { return x.connection < y.connection; });
    for (const Run& run : runs) {
      const auto all = std::span(ends).subspan(run.first, run.size_a + run.size_b);
      PairSameEnds(all.first(run.size_a), all.subspan(run.size_a));
    }
  }

  // Only for few incarnations of one address and port pair. If there are many, sequence numbers
  // decide.
  void PairSameEnds(std::span<const Keyed> a, std::span<const Keyed> b) {
    if (a.size() * b.size() > kCompared) return;
    for (const Keyed& x : a) {
      for (const Keyed& y : b) {
        const bool flipped = IsFlipped(x, y);
        if (!ShareNumbers(captures_, x.connection, y.connection, flipped)) continue;
        Pair({x.connection, y.connection, flipped, false, {}});
      }
    }
  }

  // Pairs connections with the same ends but rewritten sequence numbers, in time order.
  void PairShifted(std::span<const Keyed> a, std::span<const Keyed> b) {
    size_t from = 0;
    for (const Keyed& x : a) {
      if (paired_[0][x.connection]) continue;
      const size_t end = std::min(b.size(), from + kTooCommon);
      for (size_t i = from; i < end; ++i) {
        if (paired_[1][b[i].connection]) continue;
        const bool flipped = IsFlipped(x, b[i]);
        const auto shift = FindShift(captures_, x.connection, b[i].connection, flipped, true);
        if (!shift) continue;
        Pair({x.connection, b[i].connection, flipped, false, *shift});
        from = i + 1;
        break;
      }
    }
  }

  // Selects the packets of each unpaired connection whose hash is low enough, so that a packet seen
  // by both taps is selected in both captures.
  template <typename HashOf>
  std::vector<Keyed> HashPackets(HashOf hash_of) const {
    std::vector<Keyed> hashes;
    for (uint8_t file = 0; file < 2; ++file) {
      const TapCapture& capture = captures_[file];
      const auto& connections = capture.engine.connections();
      for (uint32_t i = 0; i < connections.size(); ++i) {
        if (paired_[file][i]) continue;
        const uint32_t count = connections[i].segments[0] + connections[i].segments[1];
        const unsigned skipped_bits =
            count <= kHashed ? 0 : static_cast<unsigned>(std::bit_width(count / kHashed));
        const uint64_t mask = (uint64_t{1} << skipped_bits) - 1;
        for (uint32_t at = connections[i].first_segment; at != kNone;
             at = capture.engine.segments()[at].next) {
          const SegmentRecord& record = capture.engine.segments()[at];
          const uint64_t hash = hash_of(record, capture.traits[at]);
          const bool syn = record.flags & kSyn;
          if (hash == 0 || (!syn && (hash >> 32 & mask) != 0)) continue;
          hashes.push_back({hash, i, file, record.from()});
        }
      }
    }
    SortStably(hashes);
    const auto same = [](const Keyed& x, const Keyed& y) {
      return x.hash == y.hash && x.file == y.file && x.connection == y.connection;
    };
    hashes.erase(std::unique(hashes.begin(), hashes.end(), same), hashes.end());
    return hashes;
  }

  // Bit 0 is 0 for the number of a lone SYN, which may be equal by chance, and 1 for those of a
  // later packet.
  static constexpr uint64_t kStrong = 1;

  std::vector<Keyed> HashNumbers() const {
    return HashPackets([](const SegmentRecord& record, const PacketTraits::Trait& trait) {
      const bool strong = record.flags & kAck;
      const uint64_t numbers = uint64_t{record.seq} << 32 | (strong ? record.ack : 0);
      uint64_t rest = uint64_t{record.length} << 16 | (record.flags & kIdentityFlags);
      if (!strong) rest = rest << 16 ^ trait.timestamps();
      const uint64_t hash = Mix(numbers ^ kMixConstant1, rest ^ kMixConstant2);
      return strong ? hash | kStrong : hash & ~kStrong;
    });
  }

  // Hashes timestamps, or the IP identification for paths that remove timestamps.
  std::vector<Keyed> HashTraits(bool by_timestamps) const {
    return HashPackets([=](const SegmentRecord& record, const PacketTraits::Trait& trait) {
      const uint64_t own = by_timestamps ? trait.timestamps() : trait.identification;
      if (own == 0) return uint64_t{0};
      const uint64_t rest = uint64_t{record.length} << 16 | (record.flags & kIdentityFlags);
      return Mix(own ^ kMixConstant3, rest ^ kMixConstant2) & ~kStrong;
    });
  }

  void PairByHashes(const std::vector<Keyed>& hashes, bool find_shift) {
    std::vector<Hit> hits;
    VisitRuns(hashes, [&](auto a, auto b) {
      if (a.size() > kTooCommon || b.size() > kTooCommon) return;
      for (const Keyed& x : a) {
        for (const Keyed& y : b) {
          const bool strong = (x.hash & kStrong) != 0;
          if (!strong && !find_shift && (a.size() > 1 || b.size() > 1)) continue;
          hits.push_back({x.connection, y.connection, x.direction != y.direction, strong});
        }
      }
    });
    SortStably(hits);
    if (find_shift) {
      TryMostHit(hits);
    } else {
      PairHit(hits);
    }
  }

  // The sequence numbers agree. If the ends of some candidates agree too, those are the pair: a tap
  // that saw a packet before and after address translation has it twice.
  void PairHit(const std::vector<Hit>& hits) {
    for (const bool same_ends : {true, false}) {
      std::vector<Edge> found;
      for (size_t i = 0; i < hits.size();) {
        size_t end = i;
        bool strong = false;
        while (end < hits.size() && hits[end].a == hits[i].a && hits[end].b == hits[i].b &&
               hits[end].flipped == hits[i].flipped) {
          strong |= hits[end++].strong;
        }
        const Hit& hit = hits[i];
        i = end;
        if (paired_[0][hit.a] || paired_[1][hit.b]) continue;
        const bool same = HaveSameEnds(hit.a, hit.b);
        if (same != same_ends) continue;
        if (strong || same || TimesFit(hit.a, hit.b)) {
          found.push_back({hit.a, hit.b, hit.flipped, !same, {}});
        }
      }
      for (const Edge& edge : found) Pair(edge);
    }
  }

  // For two connections that agree only in the number of a SYN: if both were answered, they must
  // also have equally many segments.
  bool TimesFit(uint32_t a, uint32_t b) const {
    const Connection& x = captures_[0].engine.connections()[a];
    const Connection& y = captures_[1].engine.connections()[b];
    return x.segments[1] == 0 || y.segments[1] == 0 || x.segments == y.segments;
  }

  // Tries the candidates with the most packets of equal traits first; FindShift() decides.
  void TryMostHit(const std::vector<Hit>& hits) {
    struct Candidate {
      size_t count;
      Hit hit;
    };
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < hits.size();) {
      size_t end = i;
      while (end < hits.size() && hits[end] == hits[i]) ++end;
      if (end - i >= 2) candidates.push_back({end - i, hits[i]});
      i = end;
    }
    SortStably(candidates, [](const Candidate& x, const Candidate& y) {
      return x.count != y.count ? x.count > y.count : x.hit < y.hit;
    });
    std::array<std::vector<uint8_t>, 2> tried;
    for (size_t file = 0; file < 2; ++file) tried[file].resize(paired_[file].size());
    for (const Candidate& candidate : candidates) {
      const Hit& hit = candidate.hit;
      if (paired_[0][hit.a] || paired_[1][hit.b]) continue;
      if (tried[0][hit.a] >= kTooCommon || tried[1][hit.b] >= kTooCommon) continue;
      ++tried[0][hit.a];
      ++tried[1][hit.b];
      const auto shift = FindShift(captures_, hit.a, hit.b, hit.flipped, false);
      if (shift) Pair({hit.a, hit.b, hit.flipped, !HaveSameEnds(hit.a, hit.b), *shift});
    }
  }

  // All connections that are linked by edges form one group.
  ConnectionGroups Join() {
    const size_t count_a = paired_[0].size(), count = count_a + paired_[1].size();
    std::vector<uint32_t> root(count);
    std::iota(root.begin(), root.end(), 0);
    std::vector<uint32_t> edge_of(count, kNone);  // the first that reached it
    const auto find = [&root](uint32_t i) {
      while (root[i] != i) i = root[i] = root[root[i]];
      return i;
    };
    for (uint32_t e = 0; e < edges_.size(); ++e) {
      const uint32_t a = edges_[e].a, b = static_cast<uint32_t>(count_a) + edges_[e].b;
      if (edge_of[a] == kNone) edge_of[a] = e;
      if (edge_of[b] == kNone) edge_of[b] = e;
      root[std::max(find(a), find(b))] = std::min(find(a), find(b));
    }
    return Lay(root, find, edge_of);
  }

  template <typename Find>
  ConnectionGroups Lay(const std::vector<uint32_t>& root, Find find,
                       const std::vector<uint32_t>& edge_of) {
    const auto count_a = static_cast<uint32_t>(paired_[0].size());
    std::vector<uint32_t> order(root.size());
    std::iota(order.begin(), order.end(), 0);
    SortStably(order, [&](uint32_t x, uint32_t y) { return find(x) < find(y); });
    ConnectionGroups groups;
    groups.members_.reserve(order.size());
    uint32_t before = kNone;
    for (const uint32_t i : order) {
      const Edge* edge = edge_of[i] == kNone ? nullptr : &edges_[edge_of[i]];
      if (find(i) != before) {
        before = find(i);
        groups.groups_.push_back(
            {static_cast<uint32_t>(groups.members_.size()), edge ? edge->shift : SequenceShift{}});
        groups.shared_ += edge ? 1u : 0u;
        groups.translated_ += edge && edge->translated ? 1u : 0u;
      }
      const uint8_t file = i < count_a ? 0 : 1;
      groups.members_.push_back(
          {file == 0 ? i : i - count_a, file, file == 1 && edge && edge->flipped});
    }
    return groups;
  }

  const std::array<TapCapture, 2>& captures_;
  std::vector<Edge> edges_;
  std::array<std::vector<bool>, 2> paired_;
};

ConnectionGroups ConnectionGroups::Of(const std::array<TapCapture, 2>& captures) {
  return GroupBuilder(captures).Build();
}

ConnectionGroup ConnectionGroups::operator[](size_t group) const {
  ConnectionGroup loaded;
  Load(group, loaded);
  return loaded;
}

void ConnectionGroups::Load(size_t group, ConnectionGroup& into) const {
  const size_t first = groups_[group].first_member;
  const size_t end = group + 1 < groups_.size() ? groups_[group + 1].first_member : members_.size();
  into.members.assign(members_.begin() + static_cast<std::ptrdiff_t>(first),
                      members_.begin() + static_cast<std::ptrdiff_t>(end));
  into.shift = groups_[group].shift;
}

}  // namespace tcpladder
