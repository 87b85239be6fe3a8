// Two RFC 9293 state machines watched from the middle of the path.
//
// For a segment from X to Y the transition of X is a fact: X has sent it. The transition of Y is a
// prediction: it holds if the segment arrives and is accepted. Every state carries a certainty;
// what Y sends later confirms a prediction or refutes it.
#ifndef TCPLADDER_CORE_TCP_TRACKER_H_
#define TCPLADDER_CORE_TCP_TRACKER_H_

#include <array>
#include <cstdint>

#include "core/base/seq.h"
#include "core/tcp/state.h"
#include "core/tcp/statements.h"

namespace tcpladder {

// What the tracker sees of a segment. Everything in it is kept in the segment columns, so that a
// connection can be tracked again later, with statements, without reading the file.
struct TrackedSegment {
  int64_t time_ns = 0;  // since the capture's first frame
  Seq seq, ack;
  uint32_t length = 0;  // payload octets; kNoLength is passed as 0
  uint16_t flags = 0;   // TcpFlag bits
  uint16_t window = 0;  // unscaled
  uint8_t from = 0;     // 0: sent by the client, 1: by the server
  bool fast_open = false;  // a SYN with a TFO cookie (RFC 7413)
};

// One end as the observer knows it. Fields hold only where the matching `_known` is set.
struct TrackedEnd {
  EndState now;
  StatePath path;
  Seq iss;      // initial send sequence number
  Seq snd_nxt;  // end of everything this end was seen to send; SYN and FIN take one number
  Seq rcv_nxt;  // end of what it must have received in order, by what was seen on the path
  Seq acked;    // highest acknowledgment number this end has sent
  Seq fin_seq;  // the number its FIN takes
  bool iss_known = false;
  bool snd_known = false;
  bool acked_known = false;
  bool fin_sent = false;
  bool rst_sent = false;
  // The implementation may add what it needs; all of it is bounded.
};

// Should a segment open a new connection on the same ports?
enum class Incarnation : uint8_t { same, next };

// The tracker of one connection. Bounded memory; one call per segment, in capture order.
class Tracker {
 public:
  // Judges, before Step, whether `segment` belongs to this connection or begins the next on the
  // same addresses and ports (RFC 9293 3.6.1, RFC 6191).
  Incarnation Judge(const TrackedSegment& segment) const;

  // Moves both ends. `statements` may be null; rows count from 0.
  void Step(const TrackedSegment& segment, uint32_t row, Statements* statements);

  // 0: client, 1: server.
  const TrackedEnd& end(int i) const { return ends_[static_cast<size_t>(i)]; }

 private:
  std::array<TrackedEnd, 2> ends_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_TRACKER_H_
