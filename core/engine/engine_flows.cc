// Flows between the same two ends: to which one a segment belongs if networks share addresses.
#include "core/engine/engine.h"
#include "core/engine/replay.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {

// Chooses among the flows between the same ends. In this order of preference: a flow whose sequence
// numbers the segment continues, preferably one already seen in this network; a flow of this
// network; for a SYN, a flow whose connection is finished; a new flow.
uint32_t Engine::FlowFor(const Frame& frame, uint32_t first, const TcpSegment& segment,
                         bool reversed) {
  const size_t direction = reversed ? 1 : 0;
  const Flow& only = flows_[first];
  if (only.connection == kNone) return first;
  if (only.networks == kNone && only.network == segment.network) return first;

  uint32_t goes_on = kNone, of_network = kNone, untold = kNone, over = kNone, last = kNone;
  const auto take = [](uint32_t& choice, uint32_t flow) {
    if (choice == kNone) choice = flow;
  };
  const bool opens = (segment.flags & (kSyn | kAck)) == kSyn;
  uint32_t count = 0;
  for (uint32_t flow = first; flow != kNone; flow = NextFlow(flow), ++count) {
    const bool seen_there = IsSeenIn(flows_[flow], direction, segment.network);
    const Continuity continuity = ContinuityIn(flows_[flow], segment, reversed);
    if (continuity == Continuity::yes && seen_there) return flow;
    if (continuity == Continuity::yes) take(goes_on, flow);
    if (continuity == Continuity::untold) take(untold, flow);
    // If networks share a flow, its connections followed one another. A SYN may now open one at the
    // same time as another.
    const bool shared = flows_[flow].networks != kNone;
    if (seen_there && !(shared && opens)) take(of_network, flow);
    if (IsFinished(connections_[flows_[flow].connection].tracker)) take(over, flow);
    last = flow;
  }
  if (goes_on != kNone) return goes_on;
  if (of_network != kNone) return of_network;
  if (opens && over != kNone) return over;
  if (untold != kNone || count == kMostFlowsOfEnds) {
    findings_.Add(FindingId::k_networks_untold, 0, frame.number, frame.file_offset);
    return untold != kNone ? untold : first;
  }
  findings_.Add(FindingId::k_networks_apart, 0, frame.number, frame.file_offset);
  const uint32_t added = flow_table_.Skip();
  Flow& flow = flows_.Emplace();
  flow.key = flows_[first].key;
  NetworksOf(flows_[last]).next = added;
  return added;
}

bool Engine::IsSeenIn(const Flow& flow, size_t direction, uint32_t network) const {
  if (flow.networks == kNone) return flow.network == network;
  return flow_networks_[flow.networks].Has(direction, network);
}

void Engine::NoteNetwork(Flow& flow, size_t direction, uint32_t network) {
  if (flow.connection == kNone) flow.network = network;
  if (IsSeenIn(flow, direction, network)) return;
  NetworksOf(flow).Note(direction, network);
}

FlowNetworks& Engine::NetworksOf(Flow& flow) {
  if (flow.networks == kNone) {
    flow.networks = static_cast<uint32_t>(flow_networks_.size());
    flow_networks_.Append(FlowNetworks(flow.network));
  }
  return flow_networks_[flow.networks];
}

uint32_t Engine::NextFlow(uint32_t flow) const {
  const uint32_t networks = flows_[flow].networks;
  return networks == kNone ? kNone : flow_networks_[networks].next;
}

Continuity Engine::ContinuityIn(const Flow& flow, const TcpSegment& segment, bool reversed) const {
  const auto of = [&](uint32_t ordinal) {
    const Connection& connection = connections_[ordinal];
    const uint8_t from = (reversed ? 1 : 0) != connection.client ? 1 : 0;
    return ContinuityOf(connection.tracker, from, segment);
  };
  const Continuity newest = of(flow.connection);
  if (newest != Continuity::no || flow.older == kNone) return newest;
  return of(flow.older);
}

}  // namespace tcpladder
