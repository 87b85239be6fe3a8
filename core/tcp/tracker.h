// Two RFC 9293 state machines watched from the middle of the path.
//
// For a segment from X to Y the transition of X is a fact: X has sent it. The transition of Y is a
// prediction: it holds if the segment arrives and is accepted. Every state carries a certainty;
// what Y sends later confirms a prediction or refutes it.
#ifndef TCPLADDER_CORE_TCP_TRACKER_H_
#define TCPLADDER_CORE_TCP_TRACKER_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/seq.h"
#include "core/tcp/events.h"
#include "core/tcp/received_ranges.h"
#include "core/tcp/state.h"

namespace tcpladder {

// What the tracker sees of a segment. Everything in it is kept in the segment columns, so that a
// connection can be tracked again later, with events, without reading the file.
struct TrackedSegment {
  int64_t time_ns = 0;  // since the capture's first frame
  Seq seq, ack;
  uint32_t length = 0;     // payload bytes; kNoLength is passed as 0
  uint16_t flags = 0;      // TcpFlag bits
  uint16_t window = 0;     // unscaled
  uint8_t from = 0;        // 0: sent by the client, 1: by the server
  bool fast_open = false;  // a SYN with a TFO cookie (RFC 7413)
  // The agreed shift of the sender's windows (RFC 7323), 0 to 14; where it is not known the largest
  // counts, so that a reset is kept for later judgment rather than dropped.
  static constexpr uint8_t kUnknownWindowShift = 14;
  uint8_t window_shift = kUnknownWindowShift;
};

inline constexpr uint32_t kNoRow = 0xffffffff;

// One end as the observer knows it. Numbers hold only where the matching `_known` is set.
struct TrackedEnd {
  StatePath path;
  ReceivedRanges out_of_order;  // what this end received, or should have, above a hole at rcv_nxt
  Seq iss;                      // initial send sequence number
  Seq snd_nxt;  // end of everything this end is known to have sent; SYN and FIN take one number
  Seq rcv_nxt;  // end of what it must have received in order, by what was seen on the path
  Seq acked;    // highest acknowledgment number this end has sent
  Seq fin_seq;  // the number its FIN takes
  Seq fin_ack;  // the acknowledgment number its FIN carried when first seen
  Seq proof;    // an acknowledgment above this number makes an expected `now` sure
  uint32_t since_row = kNoRow;  // at which `now` was entered
  uint32_t syn_row = kNoRow;    // of its first SYN or SYN ACK
  uint32_t fin_row = kNoRow;    // of its first FIN
  uint32_t acked_row = kNoRow;  // where the peer first acknowledged its FIN
  uint32_t control_ms = 0;      // when its newest SYN or FIN was captured, modulo 2^32
  uint16_t window_field = 0;    // newest window it advertised, unscaled
  EndState now;
  uint8_t before_reset = 0;  // packed `now` as it was before a reset made it CLOSED
  uint8_t window_shift : 4 = 0;
  bool iss_known : 1 = false;
  bool snd_known : 1 = false;
  bool rcv_known : 1 = false;
  bool acked_known : 1 = false;
  bool proof_known : 1 = false;
  bool syn_seen : 1 = false;  // its SYN or SYN ACK was captured
  bool syn_repeated : 1 = false;
  bool active : 1 = false;     // it opened with a SYN without ACK
  bool fast_open : 1 = false;  // that SYN carried data under a cookie
  bool fin_sent : 1 = false;
  bool fin_taken : 1 = false;  // it has taken the peer's FIN, surely or by expectation
  bool rst_sent : 1 = false;
  bool rst_pending : 1 = false;  // a reset inside its window waits for what follows
  // The newest number it has sent was not captured: it may have been a FIN.
  bool tail_unseen : 1 = false;
  // It had sent such a number when it first acknowledged the peer's FIN.
  bool unseen_before_fin : 1 = false;

  uint32_t window() const { return uint32_t{window_field} << window_shift; }
};

// What happened to the connection as a whole.
struct TrackedConnection {
  Seq rst_seq;                      // end of all that was sent before the newest reset counted
  Seq bad_ack;                      // newest acknowledgment that an opening end must refuse
  uint32_t third_row = kNoRow;      // the client's first acknowledgment of the SYN ACK
  uint32_t reset_row = kNoRow;      // the reset that closed the connection
  uint32_t probe_row = kNoRow;      // the newest keep-alive probe that is not answered yet
  uint32_t challenge_row = kNoRow;  // what the next challenge ACK answers
  uint8_t reset_by = 0;
  uint8_t probe_by = 0;
  uint8_t challenge_by = 0;     // who sent what is to be challenged
  uint8_t receiver_before = 0;  // see Tracker::KnowReceiver(); packed, or 0
  bool begun = false;
  bool bad_ack_known = false;
  bool simultaneous = false;     // two SYNs crossed
  bool fast_open_taken = false;  // the SYN ACK acknowledged data of the SYN
  bool refused = false;          // the reset answered the SYN
};

// Should a segment open a new connection on the same ports?
enum class Incarnation : uint8_t { same, next };

// The tracker of one connection. Bounded memory; one call per segment, in capture order; O(1) each.
class Tracker {
 public:
  // Judges, before Step, whether `segment` belongs to this connection or begins the next on the
  // same addresses and ports (RFC 9293 section 3.6.1, RFC 6191).
  Incarnation Judge(const TrackedSegment& segment) const;

  // Before the first Step: in which state that segment finds the end it is sent to, where that is
  // known by other means than this connection's segments. A listening or closed end was in no
  // connection before; one in a synchronized state is still in another one on the same ports and
  // answers a SYN with a challenge ACK (RFC 9293 section 3.10.7.4).
  void KnowReceiver(EndState state) { connection_.receiver_before = state.Pack(); }

  // True while both ends hold the connection, as far as is known: what else opens on the same ports
  // may be a forgery or an old duplicate.
  bool Lives() const;
  // Do the numbers of a segment without SYN go on with this connection?
  bool Continues(const TrackedSegment& segment) const;

  // Moves both ends. `events` may be null; rows count from 0.
  void Step(const TrackedSegment& segment, uint32_t row, Events* events);

  // 0: client, 1: server.
  const TrackedEnd& end(size_t i) const { return ends_[i]; }
  const TrackedConnection& connection() const { return connection_; }

  // The states end `i` went through, judged when no more segments come, `idle_ns` after the
  // connection's last one: a reset that still waits has closed the end (nothing contradicted it),
  // an opener whose repeated or long past SYN was never answered has given up, and an end that
  // never showed itself went through nothing.
  StatePath SettledPath(size_t i, int64_t idle_ns) const;

 private:
  std::array<TrackedEnd, 2> ends_;
  TrackedConnection connection_;
};

static_assert(sizeof(TrackedEnd) <= 80);
static_assert(sizeof(Tracker) <= 200);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_TRACKER_H_
