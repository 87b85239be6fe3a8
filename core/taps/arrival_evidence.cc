// In every segment, a receiver acknowledges all bytes that it holds: it sends the number of the
// next byte that it expects (RFC 9293 section 3.4) and, if agreed, the ranges beyond it (RFC 2018).
// Therefore bytes that a later segment of the receiver does not acknowledge had not arrived, and
// bytes that it acknowledges before any retransmission can have reached it had arrived. Neither
// conclusion needs a timer.
#include "core/taps/arrival_evidence.h"

#include <algorithm>

#include "core/base/seq.h"
#include "core/base/sort.h"

namespace tcpladder {
namespace {

// Maximum number of replies examined to prove one loss.
constexpr size_t kMostReplies = 96;
// Maximum number of pieces of one range that SACK blocks may have reported separately.
constexpr size_t kPiecesTried = 64;
// A SACK option with timestamps next to it has room for three blocks (RFC 2018 section 3). If there
// are fewer, none was omitted.
constexpr uint32_t kFullBlocks = 3;
// No window is larger (RFC 7323 section 2.3).
constexpr int64_t kLargestWindow = int64_t{1} << 30;
// A host answers a tap of its own within this time.
constexpr int64_t kOnHostNs = 1'000'000;
// No common system delays acknowledgments longer (RFC 9293 section 3.8.6.3 allows 500 ms).
constexpr int64_t kSilenceNs = 200'000'000;

// The initial values of hosts: nothing has forwarded the packet yet.
bool IsInitialHopLimit(uint8_t limit) {
  return limit == 32 || limit == 64 || limit == 128 || limit == 255;
}

}  // namespace

void Carriers::Sort() {
  SortStably(carriers_, [](const Carrier& x, const Carrier& y) {
    return x.begin != y.begin ? x.begin < y.begin : x.index < y.index;
  });
  for (const Carrier& carrier : carriers_) {
    longest_ = std::max(longest_, carrier.end - carrier.begin);
  }
}

size_t Carriers::FirstFrom(int64_t begin) const {
  const auto at =
      std::lower_bound(carriers_.begin(), carriers_.end(), begin,
                       [](const Carrier& carrier, int64_t value) { return carrier.begin < value; });
  return static_cast<size_t>(at - carriers_.begin());
}

ArrivalEvidence::ArrivalEvidence(const std::vector<Packet>& packets, const Positions& positions,
                                 const TapCapture& capture, const SequenceShift& shift,
                                 uint8_t file, uint8_t direction, const RoundTrips& trips)
    : packets_(packets),
      positions_(positions),
      capture_(capture),
      shift_(shift),
      file_(file),
      direction_(direction),
      round_trip_ns_(trips.least_ns[1 - direction]),
      shortest_trip_ns_(std::max<int64_t>(0, trips.shortest_ns[1 - direction])) {
  std::array<bool, 2> permitted{};
  bool receiver_is_near = round_trip_ns_ >= 0 && round_trip_ns_ < kOnHostNs;
  for (uint32_t i = 0; i < packets.size(); ++i) {
    const Packet& p = packets[i];
    if (p.file != file) continue;
    if ((p.flags & kSyn) && capture.traits[p.segment].sack_permitted()) {
      permitted[p.direction] = true;
    }
    if (p.direction == direction) {
      if (p.span() == 0 || (p.flags & kRst)) continue;
      carriers_.Add({positions.seq[i], positions.seq[i] + p.span(), p.time_ns, i});
    } else {
      receiver_is_near = receiver_is_near && IsInitialHopLimit(p.hop_limit);
      if ((p.flags & kAck) && !(p.flags & kRst)) TakeReply(i);
    }
  }
  at_receiver_ = receiver_is_near;
  sack_agreed_ = sack_agreed_ || (permitted[0] && permitted[1]);
  carriers_.Sort();
  repeated_.Sort();
}

void ArrivalEvidence::TakeReply(uint32_t index) {
  const Packet& p = packets_[index];
  const int64_t ack = positions_.ack[index];
  // A clock that steps back would break the order that the searches rely on.
  const int64_t time_ns =
      replies_.empty() ? p.time_ns : std::max(p.time_ns, replies_.back().time_ns);
  if (acknowledged_.empty() || ack > acknowledged_.back().position) {
    acknowledged_.push_back({ack, time_ns, index});
  }
  Reply reply{.time_ns = time_ns, .ack = ack, .index = index, .lists_all = true};
  TakeBlocks(reply);
  replies_.push_back(reply);
}

void ArrivalEvidence::TakeBlocks(Reply& reply) {
  const PacketTraits::Blocks blocks = capture_.traits.SackBlocks(packets_[reply.index].segment);
  reply.lists_all = blocks.count < kFullBlocks;
  for (uint32_t i = 0; i < blocks.count; ++i) {
    const Block block = BlockOf(blocks[i], reply, i == 0);
    if (!block.valid) {
      reply.lists_all = false;
    } else if (block.begin < reply.ack) {
      repeated_.Add({block.begin, block.end, reply.time_ns, reply.index});
    } else {
      sack_agreed_ = true;
      Report(block.begin, block.end, reply.time_ns, reply.index);
    }
  }
}

// A middlebox that rewrites sequence numbers may not rewrite SACK blocks, so the numbering of
// either side is possible. Only the first block may be below the acknowledgment number (RFC 2883
// section 4).
ArrivalEvidence::Block ArrivalEvidence::BlockOf(const SackBlock& block, const Reply& reply,
                                                bool first) const {
  const uint32_t base = packets_[reply.index].ack;
  const uint32_t shift = shift_[direction_];
  const uint32_t own = file_ == 1 ? shift : 0, other = file_ == 1 ? 0 : shift;
  for (const uint32_t numbering : {own, other, 0 - shift}) {
    const int64_t begin = reply.ack + Seq(block.left - numbering).Since(Seq(base));
    const int64_t end = begin + Seq(block.right).Since(Seq(block.left));
    if (end <= begin || end > positions_.end[direction_]) continue;
    if (begin < reply.ack && (!first || reply.ack - begin > kLargestWindow)) continue;
    return {true, begin, end};
  }
  return {false, 0, 0};
}

// A block is maximal: the receiver holds neither the byte before it nor the byte after it (RFC 2018
// section 3).
bool ArrivalEvidence::Denies(const Reply& reply, int64_t begin, int64_t end) const {
  if (reply.ack >= begin || (sack_agreed_ && reply.lists_all)) return true;
  const PacketTraits::Blocks blocks = capture_.traits.SackBlocks(packets_[reply.index].segment);
  for (uint32_t i = 0; i < blocks.count; ++i) {
    const Block block = BlockOf(blocks[i], reply, i == 0);
    if (!block.valid || block.begin < reply.ack) continue;
    if (block.begin > begin && block.begin <= end) return true;
    if (block.end >= begin && block.end < end) return true;
  }
  return false;
}

void ArrivalEvidence::Report(int64_t begin, int64_t end, int64_t time_ns, uint32_t index) {
  auto at = reported_.upper_bound(begin);
  if (at != reported_.begin()) {
    const auto before = std::prev(at);
    begin = std::max(begin, before->second.end);
  }
  while (begin < end) {
    const int64_t until = at == reported_.end() ? end : std::min(end, at->first);
    if (begin < until) reported_.emplace_hint(at, begin, Reported{until, time_ns, index});
    if (at == reported_.end()) break;
    begin = std::max(begin, at->second.end);
    ++at;
  }
}

// The first reply that acknowledged all of [begin, end).
ArrivalEvidence::Acknowledged ArrivalEvidence::FirstCover(int64_t begin, int64_t end) const {
  Acknowledged first{0, kNever, Packet::kNoPeer};
  const auto at = std::lower_bound(
      acknowledged_.begin(), acknowledged_.end(), end,
      [](const Acknowledged& entry, int64_t value) { return entry.position < value; });
  if (at != acknowledged_.end()) first = *at;
  Acknowledged pieces{begin, INT64_MIN, Packet::kNoPeer};
  auto piece = reported_.upper_bound(begin);
  if (piece == reported_.begin()) return first;
  --piece;
  for (size_t i = 0; i < kPiecesTried && piece != reported_.end(); ++i, ++piece) {
    if (piece->first > pieces.position || piece->second.end <= pieces.position) break;
    pieces.position = piece->second.end;
    if (piece->second.time_ns > pieces.time_ns) {
      pieces.time_ns = piece->second.time_ns;
      pieces.index = piece->second.index;
    }
    if (pieces.position >= end) return pieces.time_ns < first.time_ns ? pieces : first;
  }
  return first;
}

bool ArrivalEvidence::WasRepeatedAfterArrival(int64_t begin, int64_t end) const {
  bool found = false;
  const bool all = repeated_.VisitHolders(begin, end, [&](const auto&) { found = true; });
  return found || !all;
}

ArrivalEvidence::Finding ArrivalEvidence::Ask(const Question& question) const {
  int64_t repetition = kNever;  // when the next segment with these bytes passes the tap
  uint32_t repetition_index = Packet::kNoPeer;
  bool earlier = false;
  const bool all = carriers_.VisitHolders(question.begin, question.end, [&](const auto& carrier) {
    if (carrier.index == question.except) return;
    if (carrier.time_ns <= question.pass_ns &&
        (question.except == Packet::kNoPeer || carrier.index < question.except)) {
      earlier = true;
    } else if (carrier.time_ns < repetition) {
      repetition = carrier.time_ns;
      repetition_index = carrier.index;
    }
  });
  if (!all || earlier || round_trip_ns_ < 0) return {};
  // The shortest round trip includes the time that the receiver takes to answer. No reply within
  // half of it can be an answer to the retransmission.
  const Acknowledged cover = FirstCover(question.begin, question.end);
  if (repetition == kNever ? cover.time_ns != kNever
                           : cover.time_ns < repetition + shortest_trip_ns_ / 2) {
    return {Answer::arrived, cover.index, cover.time_ns};
  }
  if (WasRepeatedAfterArrival(question.begin, question.end)) return {};

  const int64_t due = question.pass_ns + round_trip_ns_ + question.slack_ns;
  auto reply = std::upper_bound(replies_.begin(), replies_.end(), due,
                                [](int64_t value, const Reply& r) { return value < r.time_ns; });
  const int64_t limit =
      repetition == kNever ? kNever : std::min(cover.time_ns, repetition + round_trip_ns_);
  for (size_t i = 0; i < kMostReplies && reply != replies_.end() && reply->time_ns < limit;
       ++i, ++reply) {
    if (Denies(*reply, question.begin, question.end)) {
      return {Answer::lost, reply->index, reply->time_ns};
    }
  }
  if (at_receiver_ && repetition != kNever && repetition - due > kSilenceNs) {
    return {Answer::lost, repetition_index, repetition};
  }
  return {};
}

}  // namespace tcpladder
