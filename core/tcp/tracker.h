// Two RFC 9293 state machines observed from a point on the path.
//
// For a segment from X to Y, the transition of X is a fact, because X has sent the segment. The
// transition of Y is a prediction: it takes place if the segment arrives and is accepted. Every
// state has a certainty. Later segments of Y confirm or refute a prediction.
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

// The fields of a segment that the tracker uses. All of them are stored in the segment columns, so
// that a connection can be tracked again, with events, without reading the file.
struct TrackedSegment {
  int64_t time_ns = 0;  // since the capture's first frame
  Seq seq, ack;
  uint32_t length = 0;     // payload bytes; kNoLength is passed as 0
  uint16_t flags = 0;      // TcpFlag bits
  uint16_t window = 0;     // unscaled
  uint8_t from = 0;        // 0: sent by the client, 1: by the server
  bool fast_open = false;  // a SYN with a TFO cookie (RFC 7413)
  // The negotiated shift of the sender's windows (RFC 7323), 0 to 14. If it is unknown, the maximum
  // is assumed, so that a reset is kept for later judgment rather than rejected.
  static constexpr uint8_t kUnknownWindowShift = 14;
  uint8_t window_shift = kUnknownWindowShift;
};

inline constexpr uint32_t kNoRow = 0xffffffff;

// With a single clock, no record is this much earlier than the one before it: queues and network
// cards delay packets by milliseconds only.
inline constexpr int64_t kTwoClocksNs = 1'000'000'000;

// One end as the observer knows it. A number is valid only if the corresponding `_known` is set.
struct TrackedEnd {
  StatePath path;
  ReceivedRanges out_of_order;  // what this end received, or should have, above a gap at rcv_nxt
  Seq iss;                      // initial send sequence number
  Seq snd_nxt;  // end of everything this end is known to have sent; SYN and FIN count as one number
  Seq rcv_nxt;  // end of what it must have received in order, judging by the segments on the path
  Seq acked;    // highest acknowledgment number this end has sent
  Seq fin_seq;  // sequence number of its FIN
  Seq fin_ack;  // acknowledgment number of its FIN when first captured
  Seq proof;    // an acknowledgment above this number makes an expected `now` sure
  uint32_t since_row = kNoRow;  // row at which `now` was entered
  uint32_t syn_row = kNoRow;    // row of its first SYN or SYN ACK
  uint32_t fin_row = kNoRow;    // row of its first FIN
  uint32_t acked_row = kNoRow;  // row at which the peer first acknowledged its FIN
  uint32_t control_ms = 0;      // time of its newest SYN or FIN, modulo 2^32
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
  bool fast_open : 1 = false;  // that SYN carried data and a cookie
  bool syn_text : 1 = false;   // that SYN carried data
  // It has sent so much that numbers below `iss` may be its own.
  bool wrapped : 1 = false;
  bool fin_sent : 1 = false;
  bool fin_taken : 1 = false;  // it has received the peer's FIN, for sure or as expected
  bool rst_sent : 1 = false;
  bool rst_pending : 1 = false;  // an in-window reset is still undecided
  // The newest data it has sent was not captured and may have included a FIN.
  bool tail_unseen : 1 = false;
  // `tail_unseen` was true when it first acknowledged the peer's FIN.
  bool unseen_before_fin : 1 = false;

  uint32_t window() const { return uint32_t{window_field} << window_shift; }
  // Whether its FIN acknowledges that of `other`. No acknowledgment can go further; a comparison
  // would fail where `other` sent more than 2 GiB after this FIN.
  bool FinAcks(const TrackedEnd& other) const { return fin_ack == other.fin_seq + 1; }
};

// The connection as a whole.
struct TrackedConnection {
  Seq rst_seq;                      // end of all data sent before the newest accepted reset
  Seq bad_ack;                      // newest acknowledgment that an opening end must reject
  uint32_t third_row = kNoRow;      // the client's first acknowledgment of the SYN ACK
  uint32_t reset_row = kNoRow;      // the reset that closed the connection
  uint32_t probe_row = kNoRow;      // newest keep-alive probe without an answer
  uint32_t challenge_row = kNoRow;  // the segment that the next challenge ACK answers
  uint8_t reset_by = 0;
  uint8_t probe_by = 0;
  uint8_t challenge_by = 0;     // end that sent that segment
  uint8_t receiver_before = 0;  // see Tracker::KnowReceiver(); packed, or 0
  uint32_t newest_ms = 0;       // time of the newest segment, modulo 2^32; valid once `begun`
  bool begun : 1 = false;
  bool bad_ack_known : 1 = false;
  bool simultaneous : 1 = false;     // two SYNs crossed
  bool fast_open_taken : 1 = false;  // the SYN ACK acknowledged data of the SYN
  bool refused : 1 = false;          // the reset answered the SYN
  bool fins_late : 1 = false;        // see FinsApart(), by the times
  bool two_clocks : 1 = false;  // a segment is earlier than the one before it, see kTwoClocksNs

  // Whether the FINs do not acknowledge each other but do not cross either: the first one was lost.
  // Times of two clocks cannot show this.
  bool FinsApart() const { return fins_late && !two_clocks; }
};

// Whether a segment belongs to the same connection or opens the next one on the same ports.
enum class Incarnation : uint8_t { same, next };

// Tracks one connection. Uses bounded memory; called once per segment in capture order, O(1) each.
class Tracker {
 public:
  // Call before Step(): judges whether `segment` belongs to this connection or begins the next one
  // on the same addresses and ports (RFC 9293 section 3.6.1, RFC 6191).
  Incarnation Judge(const TrackedSegment& segment) const;

  // Call before the first Step() if something other than segments of this connection shows the
  // state of the end that receives the first segment. An end in CLOSED or LISTEN had no connection
  // before. An end in a synchronized state still has another connection on the same ports, and
  // answers a SYN with a challenge ACK (RFC 9293 section 3.10.7.4).
  void KnowReceiver(EndState state) { connection_.receiver_before = state.Pack(); }

  // True while both ends, as far as is known, have the connection open. Another opening on the same
  // ports may then be forged or an old duplicate.
  bool Lives() const;
  // Whether the sequence numbers of a segment without SYN continue this connection.
  bool Continues(const TrackedSegment& segment) const;

  // Advances both ends. `events` may be null; rows count from 0. False if the segment's numbers
  // cannot be the connection's, so that it is ignored.
  bool Step(const TrackedSegment& segment, uint32_t row, Events* events);

  // 0: client, 1: server.
  const TrackedEnd& end(size_t i) const { return ends_[i]; }
  const TrackedConnection& connection() const { return connection_; }

  // The states that end `i` passed through, assuming that no segment follows within `idle_ns` after
  // the connection's last one. A pending reset has then closed the end, because nothing contradicts
  // it. An opener that got no answer has given up if it has retransmitted its SYN or if the SYN was
  // long ago. The path of an end that sent nothing is empty.
  StatePath SettledPath(size_t i, int64_t idle_ns) const;

 private:
  std::array<TrackedEnd, 2> ends_;
  TrackedConnection connection_;
};

static_assert(sizeof(TrackedEnd) <= 80);
static_assert(sizeof(Tracker) <= 200);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_TRACKER_H_
