#include "core/taps/lone_packets.h"

#include <algorithm>
#include <tuple>

#include "core/base/sort.h"

namespace tcpladder {
namespace {

// Permitted deviation from the time of neighbouring packets.
constexpr int64_t kSlackNs = 1'000'000;
// Equal packets of one capture within this time are copies. The time is shorter than a
// retransmission timer unless the IP identification, if not 0, confirms the copy.
constexpr int64_t kCopyNs = 50'000'000;
constexpr int64_t kCopyWithIdentificationNs = 1'000'000'000;

auto LooksOf(const Packet& p, bool with_identification) {
  return std::make_tuple(p.file, p.direction, p.seq, p.length, p.flags, p.ack, p.window,
                         p.timestamps, p.sack,
                         with_identification ? p.identification : uint16_t{0});
}

uint64_t NumbersOf(const Packet& p) { return uint64_t{p.seq} << 32 | p.ack; }

}  // namespace

LonePackets::LonePackets(const std::array<TapCapture, 2>& captures, const SequenceShift& shift,
                         const std::vector<Packet>& packets, const PacketMatcher& matcher,
                         const std::vector<SharedRange>& shared, const LoneContext& context)
    : captures_(captures),
      shift_(shift),
      packets_(packets),
      matcher_(matcher),
      context_(context),
      positions_(packets) {
  for (uint8_t file = 0; file < 2; ++file) {
    trips_[file] = MeasureRoundTrips(packets, positions_, file);
  }
  FindTwins();
  CollectAlone();
  by_file_ = {shared, shared};
  SortStably(by_file_[0], [](const SharedRange& x, const SharedRange& y) { return x.a < y.a; });
  SortStably(by_file_[1], [](const SharedRange& x, const SharedRange& y) { return x.b < y.b; });
}

void LonePackets::FindTwins() {
  twin_.assign(packets_.size(), Packet::kNoPeer);
  // A middlebox that changes the IP identification may give copies different ones.
  const bool with_identification = context_.trusted.identification;
  std::vector<uint64_t> wanted;
  for (const Packet& p : packets_) {
    if (p.peer == Packet::kNoPeer) wanted.push_back(NumbersOf(p));
  }
  SortStably(wanted);
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < packets_.size(); ++i) {
    if (std::binary_search(wanted.begin(), wanted.end(), NumbersOf(packets_[i]))) {
      order.push_back(i);
    }
  }
  SortStably(order, [&](uint32_t x, uint32_t y) {
    const auto p = LooksOf(packets_[x], with_identification);
    const auto q = LooksOf(packets_[y], with_identification);
    return p != q ? p < q : x < y;
  });
  for (size_t i = 1; i < order.size(); ++i) {
    const Packet &p = packets_[order[i - 1]], &q = packets_[order[i]];
    if (LooksOf(p, with_identification) != LooksOf(q, with_identification)) continue;
    const bool identified = with_identification && p.identification != 0;
    // Without the IP identification, a pure ACK may look like the one before it.
    if (!with_identification && p.span() == 0) continue;
    if (q.time_ns - p.time_ns > (identified ? kCopyWithIdentificationNs : kCopyNs)) continue;
    // The later packet is the copy, unless only that one was matched.
    twin_[order[i]] = order[i - 1];
    if (p.peer == Packet::kNoPeer && q.peer != Packet::kNoPeer) twin_[order[i - 1]] = order[i];
  }
}

void LonePackets::CollectAlone() {
  for (uint32_t i = 0; i < packets_.size(); ++i) {
    const Packet& p = packets_[i];
    if (p.peer != Packet::kNoPeer || p.span() == 0) continue;
    alone_[p.file * 2u + p.direction].Add(
        {positions_.seq[i], positions_.seq[i] + p.span(), p.time_ns, i});
  }
  for (Carriers& carriers : alone_) carriers.Sort();
}

bool LonePackets::PassesFirst(const Packet& packet) const {
  const bool a_first = (packet.direction == 0) == (context_.side == Side::a_is_nearer);
  return (packet.file == 0) == a_first;
}

// When the packet passes, or passed, the other tap, on that tap's clock.
LonePackets::Passage LonePackets::OtherPassage(const Packet& packet) const {
  const DelayRange range = matcher_.Expected(packet.direction, packet.time_ns, packet.file == 1,
                                             context_.ranges[packet.direction]);
  const int64_t middle = range.middle();
  return {range.known, packet.file == 0 ? packet.time_ns + middle : packet.time_ns - middle,
          (range.high - range.low) / 2};
}

bool LonePackets::IsOutside(const Packet& packet) const {
  const Passage passage = OtherPassage(packet);
  const size_t other = 1 - packet.file;
  const int64_t margin = kSlackNs + passage.spread_ns;
  return passage.known && (passage.time_ns < context_.first_ns[other] - margin ||
                           passage.time_ns > context_.last_ns[other] + margin);
}

const ArrivalEvidence& LonePackets::EvidenceOf(uint8_t file, uint8_t direction) {
  auto& evidence = evidence_[file * 2u + direction];
  if (!evidence) {
    evidence = std::make_unique<ArrivalEvidence>(packets_, positions_, captures_[file], shift_,
                                                 file, direction, trips_[file]);
  }
  return *evidence;
}

// If several packets with these bytes were seen only by the first tap, it is unknown which one
// arrived.
bool LonePackets::IsOnlyCarrier(uint32_t index, int64_t begin, int64_t end, int64_t answered_ns) {
  const Packet& packet = packets_[index];
  bool only = true;
  const bool all = alone_[packet.file * 2u + packet.direction].VisitHolders(
      begin, end, [&](const Carriers::Carrier& carrier) {
        if (carrier.index == index) return;
        if (OtherPassage(packets_[carrier.index]).time_ns < answered_ns) only = false;
      });
  return all && only;
}

LonePackets::Judged LonePackets::JudgeUpstream(uint32_t index, int64_t begin, int64_t end) {
  const Packet& packet = packets_[index];
  if (begin >= end || (packet.flags & kRst)) return {};
  const Passage passage = OtherPassage(packet);
  if (!passage.known) return {};
  const bool sure = context_.side != Side::unknown;
  const ArrivalEvidence& evidence =
      EvidenceOf(static_cast<uint8_t>(1 - packet.file), packet.direction);
  const ArrivalEvidence::Finding finding =
      evidence.Ask({.begin = begin,
                    .end = end,
                    .pass_ns = passage.time_ns,
                    .slack_ns = kSlackNs / 2 + passage.spread_ns,
                    .except = Packet::kNoPeer});
  if (finding.answer == ArrivalEvidence::Answer::arrived) {
    if (!IsOnlyCarrier(index, begin, end, finding.answered_ns)) return {};
    return {TapVerdict::missed, finding.proof};
  }
  if (finding.answer == ArrivalEvidence::Answer::lost && sure) {
    return {TapVerdict::lost, finding.proof};
  }
  return {};
}

LonePackets::Judged LonePackets::JudgeDownstream(uint32_t index) {
  if (twin_[index] != Packet::kNoPeer) return {TapVerdict::duplicate, twin_[index]};
  return {TapVerdict::missed, Packet::kNoPeer};
}

LonePackets::Judged LonePackets::Judge(uint32_t index) {
  const Packet& packet = packets_[index];
  if (IsOutside(packet)) return {TapVerdict::outside, Packet::kNoPeer};
  if (context_.side != Side::unknown && !PassesFirst(packet)) return JudgeDownstream(index);
  const int64_t begin = positions_.seq[index];
  return JudgeUpstream(index, begin, begin + packet.span());
}

std::vector<LonePackets::Judged> LonePackets::JudgeLeft(uint32_t index) {
  const Packet& packet = packets_[index];
  const auto key = [&packet](const SharedRange& pair) {
    return packet.file == 0 ? pair.a : pair.b;
  };
  const auto& pairs = by_file_[packet.file];
  auto at = std::lower_bound(pairs.begin(), pairs.end(), index,
                             [&](const SharedRange& pair, uint32_t i) { return key(pair) < i; });
  std::vector<std::pair<int64_t, int64_t>> shown;
  for (; at != pairs.end() && key(*at) == index; ++at) {
    const uint32_t other = packet.file == 0 ? at->b : at->a;
    shown.push_back({positions_.seq[other], positions_.seq[other] + packets_[other].span()});
  }
  SortStably(shown);
  shown.push_back({INT64_MAX, INT64_MAX});
  std::vector<Judged> judged;
  const int64_t end = positions_.seq[index] + packet.span();
  int64_t from = positions_.seq[index];
  for (const auto& [begin, behind] : shown) {
    if (from >= end) break;
    if (begin > from) {
      const bool downstream = context_.side != Side::unknown && !PassesFirst(packet);
      judged.push_back(downstream ? Judged{TapVerdict::missed, Packet::kNoPeer}
                                  : JudgeUpstream(index, from, std::min(begin, end)));
    }
    from = std::max(from, behind);
  }
  return judged;
}

}  // namespace tcpladder
