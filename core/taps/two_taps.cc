// Two rounds over the groups of connections. The first round pairs packets that are equal in order,
// which is nearly all of them. It shows which tap each end is nearer to, and how the clocks differ.
// The second round uses this for groups with unpaired packets or an unknown side. If all packets of
// a group passed both taps in one direction only, other groups determine its side.
#include "core/taps/two_taps.h"

#include <algorithm>

#include "core/base/sort.h"
#include "core/taps/connection_groups.h"
#include "core/taps/lone_packets.h"
#include "core/taps/packet_matcher.h"

namespace tcpladder {
namespace {

// Number of groups that are examined to learn which fields the path leaves unchanged.
constexpr size_t kTrustGroups = 64;
constexpr size_t kTrustPackets = 20'000;

// Finds out which end of a group is nearer to a. The time differences of packets of both directions
// that pass at nearly the same time differ by the round-trip time between the taps.
class SideVotes {
 public:
  // Call in a's order.
  void Add(uint8_t direction, int64_t difference_ns) {
    if (seen_ && direction != direction_ && difference_ns != difference_ns_) {
      const bool client_to_server_is_later = (direction == 0) == (difference_ns > difference_ns_);
      ++votes_[client_to_server_is_later ? 0 : 1];
    }
    seen_ = true;
    direction_ = direction;
    difference_ns_ = difference_ns;
  }
  Side side() const {
    if (votes_[0] == votes_[1]) return Side::unknown;
    return votes_[0] > votes_[1] ? Side::a_is_nearer : Side::b_is_nearer;
  }

 private:
  bool seen_ = false;
  uint8_t direction_ = 0;
  int64_t difference_ns_ = 0;
  std::array<uint64_t, 2> votes_{};
};

bool AFirst(Side side, uint8_t direction) {
  return (direction == 0) == (side == Side::a_is_nearer);
}

class Comparer {
 public:
  Comparer(const TapCapture& a, const TapCapture& b)
      : captures_{a, b},
        groups_(ConnectionGroups::Of(captures_)),
        sides_(groups_.size(), Side::unknown),
        complete_(groups_.size()),
        clock_(a.engine.totals().start_ns) {
    for (size_t file = 0; file < 2; ++file) {
      const size_t count = captures_[file].engine.segments().size();
      result_.peer[file].assign(count, kNone);
      result_.verdict[file].assign(count, static_cast<uint8_t>(TapVerdict::unknown));
      result_.a_first[file].assign(count, kCannotBeTold);
    }
    result_.connections = groups_.shared();
    result_.translated = groups_.translated();
  }

  TapComparison Run() {
    LearnTrust();
    for (size_t i = 0; i < groups_.size(); ++i) MatchPlain(i);
    estimate_ = clock_.Estimate();
    for (size_t i = 0; i < groups_.size(); ++i) {
      if (sides_[i] == Side::unknown || !complete_[i]) Finish(i);
    }
    result_.clock = clock_.Estimate();
    result_.groups = std::move(groups_);
    return std::move(result_);
  }

 private:
  static constexpr uint8_t kCannotBeTold = 2;

  static bool IsShared(const ConnectionGroup& group) {
    return group.members.front().file != group.members.back().file;
  }

  void LearnTrust() {
    size_t groups = 0, packets = 0;
    for (size_t i = 0; i < groups_.size() && groups < kTrustGroups && packets < kTrustPackets;
         ++i) {
      const ConnectionGroup group = groups_[i];
      if (!IsShared(group)) continue;
      std::vector<Packet> all = PacketsOf(captures_, group);
      ++groups;
      packets += all.size();
      trust_.Count(all);
    }
  }

  TrustedFields TrustedIn(const FieldTrust& own) const {
    return {own.Trusts(FieldTrust::identification, trust_),
            own.Trusts(FieldTrust::timestamps, trust_), own.Trusts(FieldTrust::window, trust_),
            own.Trusts(FieldTrust::sack, trust_)};
  }

  Side SideOf(const std::vector<Packet>& packets) const {
    SideVotes votes;
    for (const Packet& p : packets) {
      if (p.file != 0 || p.peer == Packet::kNoPeer) continue;
      votes.Add(p.direction, packets[p.peer].time_ns - p.time_ns);
    }
    return votes.side();
  }

  // The first round, for one group.
  void MatchPlain(size_t index) {
    ConnectionGroup& group = group_;
    groups_.Load(index, group);
    if (!IsShared(group)) return;
    std::vector<Packet>& packets = packets_;
    LoadPackets(captures_, group, packets);
    PacketMatcher matcher(packets);
    complete_[index] = matcher.Walk(TrustedIn({}));
    sides_[index] = SideOf(packets);
    Keep(packets, sides_[index]);
    if (complete_[index]) Learn(packets, sides_[index]);
  }

  // Writes pairs and sides to the columns.
  void Keep(const std::vector<Packet>& packets, Side side) {
    for (const Packet& p : packets) {
      if (side != Side::unknown) {
        result_.a_first[p.file][p.segment] = AFirst(side, p.direction) ? 1 : 0;
      }
      if (p.peer == Packet::kNoPeer) continue;
      result_.peer[p.file][p.segment] = packets[p.peer].segment;
      result_.verdict[p.file][p.segment] = static_cast<uint8_t>(TapVerdict::both);
    }
  }

  // Passes pairs to the clock estimator.
  void Learn(const std::vector<Packet>& packets, Side side) {
    if (side == Side::unknown) return;
    for (const Packet& p : packets) {
      if (p.file != 0 || p.peer == Packet::kNoPeer) continue;
      LearnPair(AFirst(side, p.direction), p.time_ns, packets[p.peer].time_ns);
    }
  }

  void LearnPair(bool a_first, int64_t a_ns, int64_t b_ns) {
    clock_.Add(a_first, a_ns, b_ns);
    DelayRange& range = differences_[a_first ? 0 : 1];
    const int64_t difference = b_ns - a_ns;
    if (!range.known) range = {true, difference, difference};
    range.low = std::min(range.low, difference);
    range.high = std::max(range.high, difference);
  }

  // The time differences that other connections show, by direction.
  std::array<DelayRange, 2> RangesOf(Side side) const {
    if (side == Side::unknown) return {};
    return {differences_[AFirst(side, 0) ? 0 : 1], differences_[AFirst(side, 1) ? 0 : 1]};
  }

  // The second round, for one group.
  void Finish(size_t index) {
    const ConnectionGroup group = groups_[index];
    std::vector<Packet>& packets = packets_;
    LoadPackets(captures_, group, packets);
    PacketMatcher matcher(packets);
    FieldTrust own;
    own.Count(packets);
    LoneContext context{.side = sides_[index], .trusted = TrustedIn(own)};
    matcher.Walk(context.trusted);
    if (context.side == Side::unknown) context.side = GuessSide(packets);
    context.ranges = RangesOf(context.side);
    std::vector<SharedRange> shared;
    matcher.MatchRest(context.trusted, context.ranges);
    matcher.MatchRanges(context.trusted, shared);
    if (context.side == Side::unknown) context.side = SideOf(packets);
    Forget(packets);
    Keep(packets, context.side);
    Learn(packets, context.side);
    JudgeLone(group, packets, matcher, shared, context);
  }

  // Removes the pairs that the first round found in this group.
  void Forget(const std::vector<Packet>& packets) {
    for (const Packet& p : packets) {
      result_.peer[p.file][p.segment] = kNone;
      result_.verdict[p.file][p.segment] = static_cast<uint8_t>(TapVerdict::unknown);
    }
  }

  // Determines the side of a group whose packets passed both taps in one direction only.
  Side GuessSide(const std::vector<Packet>& packets) const {
    for (const Packet& p : packets) {
      if (p.file != 0 || p.peer == Packet::kNoPeer) continue;
      // A router decrements the hop limit (RFC 791 section 3.2, RFC 8200 section 3).
      const uint8_t there = packets[p.peer].hop_limit;
      if (p.hop_limit != there) return SideWhere(p.direction, p.hop_limit > there);
      if (!estimate_.known()) continue;
      const int64_t difference = packets[p.peer].time_ns - p.time_ns;
      const int64_t drift = estimate_.OffsetAt(p.time_ns) - *estimate_.offset_ns;
      if (difference >= *estimate_.high_ns + drift) return SideWhere(p.direction, true);
      if (difference <= *estimate_.low_ns + drift) return SideWhere(p.direction, false);
    }
    return Side::unknown;
  }

  static Side SideWhere(uint8_t direction, bool a_first) {
    return (direction == 0) == a_first ? Side::a_is_nearer : Side::b_is_nearer;
  }

  void JudgeLone(const ConnectionGroup& group, const std::vector<Packet>& packets,
                 const PacketMatcher& matcher, const std::vector<SharedRange>& shared,
                 LoneContext& context) {
    for (size_t file = 0; file < 2; ++file) {
      const CaptureTotals totals = captures_[file].engine.totals();
      context.first_ns[file] = totals.start_ns;
      context.last_ns[file] = totals.start_ns + totals.duration_ns;
    }
    LonePackets lone(captures_, group.shift, packets, matcher, shared, context);
    for (uint32_t i = 0; i < packets.size(); ++i) {
      const Packet& p = packets[i];
      if (p.peer != Packet::kNoPeer) continue;
      const LonePackets::Judged judged = lone.Judge(i);
      result_.verdict[p.file][p.segment] = static_cast<uint8_t>(judged.verdict);
      NoteProof(packets, p, judged);
    }
    AddFurther(packets, shared, lone);
  }

  void NoteProof(const std::vector<Packet>& packets, const Packet& p,
                 const LonePackets::Judged& judged) {
    if (judged.proof == Packet::kNoPeer) return;
    const Packet& proof = packets[judged.proof];
    result_.proofs.push_back({p.segment, p.file, proof.file, proof.segment});
  }

  void AddFurther(const std::vector<Packet>& packets, const std::vector<SharedRange>& shared,
                  LonePackets& lone) {
    std::vector<uint32_t> touched;
    for (const SharedRange& pair : shared) {
      touched.push_back(pair.a);
      touched.push_back(pair.b);
      if (packets[pair.a].peer == pair.b) continue;  // it is in a's column
      result_.further.push_back(
          {packets[pair.a].segment, packets[pair.b].segment, TapVerdict::both});
    }
    SortStably(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const uint32_t i : touched) {
      const Packet& p = packets[i];
      for (const LonePackets::Judged& judged : lone.JudgeLeft(i)) {
        FurtherRow row{.verdict = judged.verdict};
        (p.file == 0 ? row.a : row.b) = p.segment;
        result_.further.push_back(row);
        NoteProof(packets, p, judged);
      }
    }
  }

  std::array<TapCapture, 2> captures_;
  ConnectionGroups groups_;
  std::vector<Side> sides_;
  std::vector<bool> complete_;
  FieldTrust trust_;
  ClockEstimator clock_;
  ClockEstimate estimate_;
  std::array<DelayRange, 2> differences_;  // b's time minus a's: a first, b first
  TapComparison result_;
  ConnectionGroup group_;        // the current one
  std::vector<Packet> packets_;  // of the current group
};

}  // namespace

TapComparison CompareTaps(const TapCapture& a, const TapCapture& b) { return Comparer(a, b).Run(); }

}  // namespace tcpladder
