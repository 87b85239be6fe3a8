// Two packets are equal if their sequence and acknowledgment numbers, length and flags are equal in
// a common numbering. That suffices for most. Retransmissions, keep-alives and duplicate ACKs
// repeat all of these fields. They are distinguished by the IP identification, the timestamps and
// the window if the path does not change these, otherwise by time: two packets of one direction
// have nearly the same delay between the taps, whereas repetitions are at least one round trip
// apart.
#include "core/taps/packet_matcher.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "core/base/mix.h"
#include "core/base/sort.h"

namespace tcpladder {
namespace {

// How many packets Walk() looks ahead for the next common packet before it leaves one to
// MatchRest().
constexpr size_t kLookAhead = 24;
// Permitted deviation of a packet's delay from that of packets before it.
constexpr int64_t kToleranceNs = 5'000'000;
// The parts of a merged segment take longer, up to 64 KB at 25 Mbit/s.
constexpr int64_t kSerializationNs = 20'000'000;
// Two clocks drift apart by less than one part in this (500 ppm).
constexpr int64_t kSlowestDrift = 2000;
// Equal packets within this time are copies: retransmission timers are longer (RFC 6298 section
// 2.4; 200 ms in Linux).
constexpr int64_t kCopiesNs = 50'000'000;
// Number of packets that suffice to learn which fields to trust.
constexpr size_t kCounted = 8192;
// Maximum number of packets tried for one that contains several segments.
constexpr size_t kTried = 128;
// Maximum number of segments that a network card merges or divides: 64 KB of 536 bytes or more.
constexpr uint16_t kMostPieces = 128;

auto HeaderOf(const Packet& p) {
  return std::make_tuple(p.direction, p.seq, p.length, p.identity_flags(), p.ack);
}

bool SameHeader(const Packet& x, const Packet& y) {
  return x.seq == y.seq && x.ack == y.ack && x.length == y.length &&
         x.identity_flags() == y.identity_flags() && x.direction == y.direction;
}

bool Holds(const SharedRange& pair, uint32_t index) { return pair.a == index || pair.b == index; }

bool AreEqual(const Packet& x, const Packet& y) {
  return SameHeader(x, y) && x.identification == y.identification && x.timestamps == y.timestamps &&
         x.window == y.window;
}

bool Contradict(const Packet& x, const Packet& y, const TrustedFields& trusted) {
  return (trusted.identification && x.identification != y.identification) ||
         (trusted.timestamps && x.timestamps != y.timestamps) ||
         (trusted.window && x.window != y.window) || (trusted.sack && x.sack != y.sack);
}

// The sort key: packets that may be the same have equal keys.
auto KeyOf(const Packet& p, const TrustedFields& trusted) {
  const uint16_t identification = trusted.identification ? p.identification : 0;
  const uint16_t timestamps = trusted.timestamps ? p.timestamps : 0;
  const uint16_t window = trusted.window ? p.window : 0;
  const uint16_t sack = trusted.sack ? p.sack : 0;
  return std::tuple_cat(HeaderOf(p), std::make_tuple(identification, timestamps, window, sack));
}

// Indices of the packets without a peer, sorted by `less`, then by position; a's before b's.
template <typename Less>
std::vector<uint32_t> SortAlone(const std::vector<Packet>& packets, Less less) {
  std::vector<uint32_t> alone;
  for (uint32_t i = 0; i < packets.size(); ++i) {
    if (packets[i].peer == Packet::kNoPeer) alone.push_back(i);
  }
  SortStably(alone, [&](uint32_t x, uint32_t y) {
    const Packet &p = packets[x], &q = packets[y];
    if (less(p, q)) return true;
    if (less(q, p)) return false;
    return x < y;
  });
  return alone;
}

// Calls visit(a's indices, b's indices) for each run of equal packets.
template <typename Equal, typename Visit>
void VisitRuns(const std::vector<Packet>& packets, std::span<const uint32_t> sorted, Equal equal,
               Visit visit) {
  for (size_t i = 0; i < sorted.size();) {
    size_t middle = i, end = i;
    while (end < sorted.size() && equal(packets[sorted[i]], packets[sorted[end]])) {
      if (packets[sorted[end]].file == 0) middle = end + 1;
      ++end;
    }
    visit(sorted.subspan(i, middle - i), sorted.subspan(middle, end - middle));
    i = end;
  }
}

}  // namespace

void FieldTrust::Count(const std::vector<Packet>& packets) {
  // In a long connection, takes a sample selected by sequence numbers, and so the same one in both
  // captures.
  const size_t share = packets.size() / kCounted + 1;
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < packets.size(); ++i) {
    const uint64_t numbers = uint64_t{packets[i].seq} << 32 | packets[i].ack;
    if (share == 1 || Mix(numbers ^ kMixConstant1, kMixConstant2) % share == 0) order.push_back(i);
  }
  SortStably(order, [&](uint32_t x, uint32_t y) {
    const auto p = HeaderOf(packets[x]), q = HeaderOf(packets[y]);
    return p != q ? p < q : x < y;
  });
  const auto note = [this](Field field, uint16_t x, uint16_t y) {
    if (x == 0 && y == 0) return;
    ++(x == y ? equal_ : different_)[field];
  };
  VisitRuns(packets, order, SameHeader, [&](auto a, auto b) {
    if (a.size() != 1 || b.size() != 1) return;
    const Packet &x = packets[a[0]], &y = packets[b[0]];
    note(identification, x.identification, y.identification);
    note(timestamps, x.timestamps, y.timestamps);
    note(window, x.window, y.window);
    note(sack, x.sack, y.sack);
  });
}

bool FieldTrust::Trusts(Field field, const FieldTrust& other) const {
  constexpr uint32_t kEnough = 4;
  const FieldTrust& counted = equal_[field] + different_[field] >= kEnough ? *this : other;
  return counted.equal_[field] > 2 * counted.different_[field];
}

bool PacketMatcher::Walk(const TrustedFields& trusted) {
  for (uint8_t direction = 0; direction < 2; ++direction) WalkDirection(trusted, direction);
  return std::all_of(packets_.begin(), packets_.end(),
                     [](const Packet& p) { return p.peer != Packet::kNoPeer; });
}

void PacketMatcher::WalkDirection(const TrustedFields& trusted, uint8_t direction) {
  const auto split =
      static_cast<uint32_t>(std::partition_point(packets_.begin(), packets_.end(),
                                                 [](const Packet& p) { return p.file == 0; }) -
                            packets_.begin());
  const auto end = static_cast<uint32_t>(packets_.size());
  const auto next = [&](uint32_t i, uint32_t limit) {
    while (i < limit && packets_[i].direction != direction) ++i;
    return i;
  };
  const auto match = [&](uint32_t i, uint32_t j) {
    return SameHeader(packets_[i], packets_[j]) && !Contradict(packets_[i], packets_[j], trusted);
  };
  // The number of packets from `i` to the first for which `fits` is true.
  const auto find = [&](uint32_t i, uint32_t limit, auto fits) {
    size_t steps = 0;
    while (i < limit && steps <= kLookAhead && !fits(i)) {
      i = next(i + 1, limit);
      ++steps;
    }
    return i < limit && steps <= kLookAhead ? steps : kLookAhead + 1;
  };
  uint32_t i = next(0, split), j = next(split, end);
  while (i < split && j < end) {
    if (match(i, j)) {
      Pair(i, j);
      i = next(i + 1, split);
      j = next(j + 1, end);
      continue;
    }
    const size_t in_a = find(i, split, [&](uint32_t at) { return match(at, j); });
    const size_t in_b = find(j, end, [&](uint32_t at) { return match(i, at); });
    if (in_a <= in_b) i = next(i + 1, split);
    if (in_b <= in_a) j = next(j + 1, end);
  }
}

void PacketMatcher::Pair(uint32_t a, uint32_t b) {
  packets_[a].peer = b;
  packets_[b].peer = a;
}

// Only a field in which the sender numbers its packets proves more than the header.
bool PacketMatcher::IsProven(const Packet& a, const Packet& b, const TrustedFields& trusted) const {
  return trusted.identification && a.identification != 0 && a.identification == b.identification &&
         !Contradict(a, b, trusted);
}

void PacketMatcher::CollectAnchors() {
  for (auto& anchors : anchors_) anchors.clear();
  jitter_ = {};
  for (const Packet& p : packets_) {
    if (p.file != 0 || p.peer == Packet::kNoPeer) continue;
    const Anchor anchor{p.time_ns, packets_[p.peer].time_ns - p.time_ns};
    std::vector<Anchor>& anchors = anchors_[p.direction];
    if (!anchors.empty()) {
      const Anchor& before = anchors.back();
      // The possible clock drift between the two pairs is not jitter.
      const int64_t drifted = std::abs(anchor.a_ns - before.a_ns) / kSlowestDrift;
      const int64_t changed = std::abs(anchor.difference_ns - before.difference_ns) - drifted;
      jitter_[p.direction] = std::max(jitter_[p.direction], changed);
    }
    anchors.push_back(anchor);
  }
}

DelayRange PacketMatcher::Expected(uint8_t direction, int64_t time_ns, bool time_is_of_b,
                                   const DelayRange& otherwise) const {
  const auto& anchors = anchors_[direction];
  if (anchors.empty()) return otherwise;
  const auto time_of = [time_is_of_b](const Anchor& anchor) {
    return anchor.a_ns + (time_is_of_b ? anchor.difference_ns : 0);
  };
  auto at = std::lower_bound(anchors.begin(), anchors.end(), time_ns,
                             [&](const Anchor& x, int64_t t) { return time_of(x) < t; });
  if (at == anchors.end()) --at;
  if (at != anchors.begin() && time_ns - time_of(*(at - 1)) < time_of(*at) - time_ns) --at;
  const int64_t around = jitter_[direction] + std::abs(time_ns - time_of(*at)) / kSlowestDrift;
  return {true, at->difference_ns - around, at->difference_ns + around};
}

void PacketMatcher::MatchRest(const TrustedFields& trusted,
                              const std::array<DelayRange, 2>& ranges) {
  // Pairs that Walk() made without proof are matched again.
  std::vector<uint32_t> unproven;
  for (uint32_t i = 0; i < packets_.size(); ++i) {
    const Packet& p = packets_[i];
    if (p.file != 0 || p.peer == Packet::kNoPeer) continue;
    if (!IsProven(p, packets_[p.peer], trusted)) unproven.push_back(i);
  }
  for (const uint32_t i : unproven) {
    const uint32_t j = packets_[i].peer;
    packets_[i].peer = packets_[j].peer = Packet::kNoPeer;
  }
  CollectAnchors();
  const auto less = [&](const Packet& x, const Packet& y) {
    return KeyOf(x, trusted) < KeyOf(y, trusted);
  };
  const auto equal = [&](const Packet& x, const Packet& y) {
    return SameHeader(x, y) && !Contradict(x, y, trusted);
  };
  const std::vector<uint32_t> sorted = SortAlone(packets_, less);
  // First the packets that occur once in each capture: their delays help to match the others.
  for (const bool once : {true, false}) {
    VisitRuns(packets_, sorted, equal, [&](auto a, auto b) {
      if (a.empty() || b.empty() || (a.size() == 1 && b.size() == 1) != once) return;
      Align(a, b, trusted, ranges);
    });
    CollectAnchors();
  }
}

bool PacketMatcher::AreCopies(std::span<const uint32_t> equals) const {
  return packets_[equals.back()].time_ns - packets_[equals.front()].time_ns <= kCopiesNs;
}

// Both runs are in capture order. A packet may match any packet of the other run within the
// expected time range. If one side has more packets, the better match of two neighbours is taken.
void PacketMatcher::Align(std::span<const uint32_t> a, std::span<const uint32_t> b,
                          const TrustedFields& trusted, const std::array<DelayRange, 2>& ranges) {
  const uint8_t direction = packets_[a[0]].direction;
  const auto expected = [&](size_t i) {
    return Expected(direction, packets_[a[i]].time_ns, false, ranges[direction]);
  };
  const auto difference = [&](size_t i, size_t j) {
    return packets_[b[j]].time_ns - packets_[a[i]].time_ns;
  };
  const auto distance = [&](size_t i, size_t j) {
    return std::abs(difference(i, j) - expected(i).middle());
  };
  // If no delay is known and the numbers differ, only copies may be paired.
  const bool known = expected(0).known;
  if (!known && a.size() != b.size() && !(AreCopies(a) && AreCopies(b))) return;
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (known && !IsProven(packets_[a[i]], packets_[b[j]], trusted)) {
      const DelayRange range = expected(i);
      if (difference(i, j) < range.low - kToleranceNs) {
        ++j;
        continue;
      }
      if (difference(i, j) > range.high + kToleranceNs) {
        ++i;
        continue;
      }
    }
    const size_t left = a.size() - i, other = b.size() - j;
    if (known && left > other && distance(i + 1, j) < distance(i, j)) {
      ++i;
    } else if (known && other > left && distance(i, j + 1) < distance(i, j)) {
      ++j;
    } else {
      Pair(a[i++], b[j++]);
    }
  }
}

void PacketMatcher::MatchRanges(const TrustedFields& trusted, std::vector<SharedRange>& shared) {
  // Relative to the first packet, so that sequence numbers may wrap.
  std::array<uint32_t, 2> base{};
  for (auto p = packets_.rbegin(); p != packets_.rend(); ++p) base[p->direction] = p->seq;
  const auto less = [&base](const Packet& x, const Packet& y) {
    return std::make_tuple(x.direction, x.seq - base[x.direction], x.file) <
           std::make_tuple(y.direction, y.seq - base[y.direction], y.file);
  };
  const std::vector<uint32_t> alone = SortAlone(packets_, less);
  const auto fits = [&](const Packet& a, const Packet& b) {
    if ((a.ack != b.ack && (a.flags & b.flags & kAck)) || ((a.flags ^ b.flags) & (kSyn | kRst))) {
      return false;
    }
    if (trusted.timestamps && a.timestamps != b.timestamps) return false;
    const DelayRange range = Expected(a.direction, a.time_ns, false, {});
    const int64_t difference = b.time_ns - a.time_ns;
    if (range.known &&
        (difference < range.low - kSerializationNs || difference > range.high + kSerializationNs)) {
      return false;
    }
    if (!trusted.identification || a.identification == 0 || b.identification == 0) return true;
    const auto ahead = static_cast<uint16_t>(b.identification - a.identification);
    const auto behind = static_cast<uint16_t>(a.identification - b.identification);
    return std::min(ahead, behind) < kMostPieces;
  };
  for (size_t x = 0; x < alone.size(); ++x) {
    const Packet& first = packets_[alone[x]];
    if (first.length == 0) continue;
    // A copy of a packet that was paired remains alone.
    const bool copy = x > 0 && packets_[alone[x - 1]].file == first.file &&
                      AreEqual(packets_[alone[x - 1]], first);
    if (copy && !shared.empty() && Holds(shared.back(), alone[x - 1])) continue;
    size_t tried = 0;
    uint32_t before = Packet::kNoPeer;  // the last packet paired with `first`
    for (size_t y = x + 1; y < alone.size() && tried < kTried; ++y, ++tried) {
      const Packet& second = packets_[alone[y]];
      if (second.direction != first.direction || second.seq - first.seq >= first.length) break;
      if (second.length == 0 || second.file == first.file) continue;
      const bool first_is_a = first.file == 0;
      const uint32_t a = alone[first_is_a ? x : y], b = alone[first_is_a ? y : x];
      if (!fits(packets_[a], packets_[b])) continue;
      if (before != Packet::kNoPeer && AreEqual(packets_[before], second)) continue;
      before = alone[y];
      shared.push_back({a, b});
    }
  }
  for (const SharedRange& pair : shared) {
    if (packets_[pair.a].peer == Packet::kNoPeer) packets_[pair.a].peer = pair.b;
    if (packets_[pair.b].peer == Packet::kNoPeer) packets_[pair.b].peer = pair.a;
  }
}

}  // namespace tcpladder
