#include "core/taps/moments.h"

#include <memory>

#include "core/taps/arrival_evidence.h"
#include "core/taps/positions.h"
#include "core/taps/round_trips.h"

namespace tcpladder {
namespace {

// How much longer than the shortest round trip an end may take to answer.
constexpr int64_t kMomentSlackNs = 500'000;

Moment Before(int64_t time_ns, int64_t round_trip_ns) {
  return {time_ns - round_trip_ns / 2, time_ns - round_trip_ns, time_ns};
}

Moment After(int64_t time_ns, int64_t round_trip_ns) {
  return {time_ns + round_trip_ns / 2, time_ns, time_ns + round_trip_ns};
}

}  // namespace

MomentTable MomentsOf(const TapCapture& capture, uint32_t connection) {
  MomentTable table;
  if (connection >= capture.engine.connections().size()) return table;
  const std::array<TapCapture, 2> captures{capture, capture};
  const std::vector<Packet> packets = PacketsOf(captures, {{{connection, 0, false}}, {}});
  const Positions positions(packets);
  const RoundTrips trips = MeasureRoundTrips(packets, positions, 0);
  table.round_trip_ns = trips.least_ns;
  const SequenceShift none{};
  std::array<std::unique_ptr<ArrivalEvidence>, 2> evidence;
  for (uint8_t direction = 0; direction < 2; ++direction) {
    evidence[direction] = std::make_unique<ArrivalEvidence>(packets, positions, capture, none,
                                                            uint8_t{0}, direction, trips);
  }
  for (uint32_t i = 0; i < packets.size(); ++i) {
    const Packet& p = packets[i];
    const size_t sender = p.direction, receiver = 1 - sender;
    ArrivalEvidence::Finding finding;
    if (p.span() != 0 && !(p.flags & kRst)) {
      finding = evidence[p.direction]->Ask({.begin = positions.seq[i],
                                            .end = positions.seq[i] + p.span(),
                                            .pass_ns = p.time_ns,
                                            .slack_ns = kMomentSlackNs,
                                            .except = i});
    }
    const bool lost = finding.answer == ArrivalEvidence::Answer::lost;
    const Arrival known = trips.known(receiver) ? Arrival::estimated : Arrival::unknown;
    table.segment.push_back(p.segment);
    table.sent_known.push_back(trips.known(sender));
    table.sent.push_back(Before(p.time_ns, trips.least_ns[sender]));
    table.arrival.push_back(static_cast<uint8_t>(lost ? Arrival::lost : known));
    table.arrived.push_back(After(p.time_ns, trips.least_ns[receiver]));
    table.lost_proof.push_back(lost ? packets[finding.proof].segment : kNone);
  }
  return table;
}

}  // namespace tcpladder
