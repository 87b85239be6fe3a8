// The endpoint states are Zeek's own and coarser than those of RFC 9293: CLOSED means that a FIN
// was sent, and an end is ESTABLISHED as soon as its SYN ACK is seen. The order of the steps
// affects the history: flags and zero windows are written before the states change, retransmissions
// and gaps afterwards. tests/differential/README.md lists what is not implemented.
#include "core/analysis/zeek.h"

#include <algorithm>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr int64_t kSecondNs = 1'000'000'000;
constexpr int64_t kAttemptNs = 5 * kSecondNs;
constexpr int64_t kRemovalNs = 5 * kSecondNs;
constexpr int64_t kIdleNs = 60 * kSecondNs;
constexpr int64_t kSettledIdleNs = 300 * kSecondNs;

// A SYN or RST whose number is further away than this is rejected.
constexpr int32_t kLargeJump = 1 << 20;

bool Has(const TrackedSegment& segment, uint16_t flag) { return (segment.flags & flag) != 0; }

// The sequence numbers that the segment occupies according to Zeek, which ignores data in a RST.
uint32_t SizeOf(const TrackedSegment& segment) {
  return (Has(segment, kRst) ? 0 : segment.length) + (Has(segment, kSyn) ? 1 : 0) +
         (Has(segment, kFin) ? 1 : 0);
}

char CaseOf(char letter, size_t from) {
  return from == 0 ? letter : static_cast<char>(letter - 'A' + 'a');
}

// Whether the originator sent a SYN and later a RST, and the history shows neither data nor a
// segment of the other end between them: "^?S[^HAFGIQ]*R.*".
bool SynThenReset(std::string_view history) {
  if (!history.empty() && history.front() == '^') history.remove_prefix(1);
  if (history.empty() || history.front() != 'S') return false;
  for (const char letter : history.substr(1)) {
    if (letter == 'R') return true;
    if (std::string_view("HAFGIQ").find(letter) != std::string_view::npos) return false;
  }
  return false;
}

}  // namespace

uint32_t ZeekConnection::Endpoint::Size() const {
  const Seq end = acked < last ? last : acked;
  const uint32_t bytes = (end - start.raw()).raw();
  const uint32_t control = fin ? 2 : 1;
  return bytes > control ? bytes - control : 0;
}

void ZeekConnection::Step(const TrackedSegment& segment, const ZeekPacket& packet) {
  if (life_.segments > 0 && Expired(segment.time_ns)) EndLife();
  const bool opens = life_.segments++ == 0;
  if (opens) {
    life_.last_ns = segment.time_ns;
    // Zeek considers the first sender to be the originator, and swaps the ends if the first segment
    // proves otherwise.
    const bool plain_syn = Has(segment, kSyn) && !Has(segment, kAck);
    if (segment.from != 0 && !plain_syn) Mark('^', 0);
  }
  if (!packet.header_whole) return;
  Endpoint& sender = life_.ends[segment.from];
  if (packet.checksum == Checksum::good) sender.verified = true;
  if (packet.checksum == Checksum::bad && sender.verified) {
    MarkScaled(sender.bad_checksums, 'C', segment.from);
    return;
  }
  // Zeek uses the IP length even if a lower layer such as PPPoE ends the packet earlier.
  TrackedSegment counted = segment;
  counted.length += packet.trailing_bytes;
  Take(counted, packet.payload_whole);
}

// Whether a timer had expired before this segment.
bool ZeekConnection::Expired(int64_t now_ns) {
  if (life_.timer != Timer::none && now_ns >= life_.deadline_ns) {
    const End originator = life_.ends[0].state;
    const bool unanswered = (originator == End::syn_sent || originator == End::syn_ack_sent) &&
                            life_.ends[1].state == End::inactive;
    if (life_.timer == Timer::removal || unanswered) return true;
    life_.timer = Timer::none;
  }
  const int64_t idle = life_.settled ? kSettledIdleNs : kIdleNs;
  return now_ns - life_.last_ns >= idle;
}

void ZeekConnection::EndLife() {
  ZeekRow row = RowNow();
  Extra& more = extra();
  more.rows.push_back(std::move(row));
  more.out_of_order = {};
  more.more_history.clear();
  life_ = Life();
}

void ZeekConnection::Mark(char letter, size_t from) {
  const char mark = letter == '^' ? letter : CaseOf(letter, from);
  if (life_.history_size < life_.history.size()) {
    life_.history[life_.history_size++] = mark;
  } else {
    extra().more_history += mark;
  }
}

// Returns whether the letter had been written before.
bool ZeekConnection::MarkOnce(Written bit, char letter, size_t from) {
  uint8_t& written = life_.ends[from].written;
  if (written & bit) return true;
  written = static_cast<uint8_t>(written | bit);
  Mark(letter, from);
  return false;
}

void ZeekConnection::MarkAgain(Written bit, char letter, size_t from, Seq number, Seq& newest) {
  if (MarkOnce(bit, letter, from) && number != newest) Mark(letter, from);
  newest = number;
}

// Writes the 1st, 10th, 100th, ... occurrence.
void ZeekConnection::MarkScaled(uint16_t& counter, char letter, size_t from) {
  if (counter == UINT16_MAX) return;
  ++counter;
  for (uint32_t threshold = 1; threshold <= counter; threshold *= 10) {
    if (threshold == counter) Mark(letter, from);
  }
}

void ZeekConnection::Take(const TrackedSegment& segment, bool payload_whole) {
  const size_t from = segment.from;
  Endpoint& self = life_.ends[from];
  Endpoint& peer = life_.ends[1 - from];
  const bool syn = Has(segment, kSyn), ack = Has(segment, kAck), rst = Has(segment, kRst);
  if (!self.appeared && (from == 0 || !life_.partial)) {
    life_.partial = !syn || (from == 0 && ack);
  }
  self.appeared = true;

  const Seq end = segment.seq + SizeOf(segment);
  // Numbers are relative to the SYN, or to an assumed one. A later SYN with another number is
  // accepted if the end has not closed.
  const bool renumbers =
      self.state != End::closed && (self.state != End::reset || self.previous == End::inactive);
  if (self.state == End::inactive || (syn && renumbers && segment.seq != self.start)) {
    self.start = self.acked = syn ? segment.seq : segment.seq - 1;
    self.last = syn || self.state != End::inactive ? end : segment.seq;
  }
  const Seq relative = segment.seq - self.start.raw();
  const bool before_start = relative < Seq(0);

  WriteFlags(segment, relative);
  if (segment.window == 0 && !rst && peer.state != End::closed && self.state != End::reset) {
    MarkScaled(self.zero_windows, 'W', from);
  }
  if (!self.closed || !peer.closed) life_.last_ns = segment.time_ns;
  if (Has(segment, kFin)) {
    self.fin = true;
    self.fin_end = relative + SizeOf(segment);
  }

  Seq relative_ack;
  if (ack && peer.state == End::inactive) {
    relative_ack = Seq(1);
    peer.start = peer.last = peer.acked = segment.ack - 1;
  } else if (ack) {
    relative_ack = segment.ack - peer.start.raw();
    if (relative_ack < Seq(0)) {
      relative_ack = Seq(0);
    } else if (!rst && peer.acked < segment.ack) {
      const bool broken = segment.ack == Seq(0) && segment.ack.Since(peer.acked) > kLargeJump;
      if (!broken) peer.acked = segment.ack;
    }
  }

  const int32_t advance = end.Since(self.last);
  const bool jumps = (syn || rst) && (advance > kLargeJump || advance < -kLargeJump);
  if (!jumps) {
    if (Has(segment, kFin) && self.last == self.start + 1) {
      self.last = end;
    } else if (self.state != End::reset) {
      if (advance > 0) {
        self.last = end;
      } else if (segment.length > 0) {
        MarkScaled(self.retransmissions, 'T', from);
      }
    }
  }

  Advance(segment);
  if (ack) Acknowledge(1 - from, relative_ack);
  if (segment.length > 0 && payload_whole && !rst && !before_start) {
    Deliver(from, syn ? relative + 1 : relative, segment.length);
  }
  for (size_t i = 0; i < 2; ++i) {
    if (life_.ends[i].close_deferred) Close(i);
  }
}

void ZeekConnection::WriteFlags(const TrackedSegment& segment, Seq relative) {
  const size_t from = segment.from;
  Endpoint& self = life_.ends[from];
  const bool syn = Has(segment, kSyn), fin = Has(segment, kFin), rst = Has(segment, kRst);
  if (fin && rst) {
    MarkOnce(kFinRstWritten, 'I', from);
  } else if (syn && (fin || rst)) {
    MarkOnce(kMixedWritten, 'Q', from);
  } else if (syn) {
    MarkAgain(kSynWritten, Has(segment, kAck) ? 'H' : 'S', from, relative, self.syn_mark);
  } else if (fin) {
    MarkAgain(kFinWritten, 'F', from, relative + segment.length, self.fin_mark);
  } else if (rst) {
    MarkAgain(kRstWritten, 'R', from, relative, self.rst_mark);
  } else if (segment.length > 0) {
    MarkOnce(kDataWritten, 'D', from);
  } else if (Has(segment, kAck)) {
    MarkOnce(kAckWritten, 'A', from);
  }
}

void ZeekConnection::SetState(size_t end, End state) {
  Endpoint& self = life_.ends[end];
  if (self.state == state) return;
  const auto handshake = [](End s) {
    return s == End::inactive || s == End::syn_sent || s == End::syn_ack_sent;
  };
  if (!handshake(state)) life_.settled = true;
  self.previous = self.state;
  self.state = state;
}

void ZeekConnection::Advance(const TrackedSegment& segment) {
  const size_t from = segment.from;
  Endpoint& self = life_.ends[from];
  Endpoint& peer = life_.ends[1 - from];
  const bool fin = Has(segment, kFin), rst = Has(segment, kRst);
  bool closes = false;
  switch (self.state) {
    case End::inactive:
      AdvanceInactive(segment);
      closes = fin || rst;
      break;
    case End::syn_sent:
    case End::syn_ack_sent:
      if (fin) SetState(from, End::closed);
      if (rst) SetState(from, End::reset);
      closes = fin || rst;
      break;
    case End::partial:
    case End::established:
      if (Has(segment, kSyn) && !Has(segment, kAck) && self.state == End::partial &&
          peer.state == End::inactive) {
        SetState(from, End::syn_sent);
      }
      if (fin && !rst) {
        SetState(from, End::closed);
        // A FIN followed by a RST from the other end is a normal close if this end's FIN follows.
        if (peer.state == End::reset && peer.previous == End::closed) {
          SetState(1 - from, End::closed);
        }
      }
      if (rst) SetState(from, End::reset);
      closes = fin || rst;
      break;
    case End::closed:
      // After both FINs, a RST has no effect.
      if (rst && peer.state != End::closed) {
        SetState(from, End::reset);
        closes = true;
      }
      break;
    case End::reset:
      break;
  }
  if (closes) self.close_deferred = true;
}

void ZeekConnection::AdvanceInactive(const TrackedSegment& segment) {
  const size_t from = segment.from;
  Endpoint& self = life_.ends[from];
  Endpoint& peer = life_.ends[1 - from];
  const bool ack = Has(segment, kAck), originator = from == 0;
  if (Has(segment, kSyn)) {
    if (!originator) {
      if (peer.state == End::syn_sent) SetState(0, End::established);
      SetState(1, End::established);
    } else if (!ack && peer.state == End::established && peer.previous == End::inactive) {
      // The capture contains the SYN after its SYN ACK.
      life_.partial = false;
      SetState(0, End::established);
    } else {
      SetState(0, ack ? End::syn_ack_sent : End::syn_sent);
      life_.timer = Timer::attempt;
      life_.deadline_ns = segment.time_ns + kAttemptNs;
    }
  }
  if (Has(segment, kFin)) SetState(from, End::closed);
  if (Has(segment, kRst)) SetState(from, End::reset);
  if (self.state != End::inactive) return;
  // Some responders acknowledge a SYN before they send a SYN ACK; this does not establish a
  // connection.
  if (!originator && segment.length == 0 && peer.state == End::syn_sent) return;
  if (ack && peer.state == End::established) {
    life_.partial = false;
    SetState(from, End::established);
  } else {
    SetState(from, End::partial);
  }
}

// Data of `end` was acknowledged up to `relative_ack`. Data below it that was not captured is a
// gap.
void ZeekConnection::Acknowledge(size_t end, Seq relative_ack) {
  Endpoint& self = life_.ends[end];
  const Endpoint& peer = life_.ends[1 - end];
  if (self.fin && self.fin_end <= relative_ack) relative_ack = self.fin_end - 1;
  if (relative_ack <= self.delivered) return;
  // A row that began mid-stream assumes a SYN, so data missing at its beginning is not a gap.
  if (relative_ack <= Seq(2) && life_.partial) return;
  const auto clean = [](const Endpoint& e) {
    return e.state == End::established ||
           (e.state == End::closed && e.previous == End::established);
  };
  if (clean(self) && clean(peer)) MarkScaled(self.gaps, 'G', end);
  self.delivered = relative_ack;
  if (extra_) self.delivered = extra_->out_of_order[end].Absorb(relative_ack);
}

void ZeekConnection::Deliver(size_t end, Seq begin, uint32_t length) {
  Endpoint& self = life_.ends[end];
  const Seq behind = begin + length;
  if (behind <= self.delivered) return;
  if (self.delivered < begin || (extra_ && !extra_->out_of_order[end].empty())) {
    self.delivered = extra().out_of_order[end].Take(self.delivered, begin, behind);
  } else {
    self.delivered = behind;
  }
}

bool ZeekConnection::DataPending(size_t end) const {
  const Endpoint& self = life_.ends[end];
  const Seq last = self.last - self.start.raw();
  if (last < self.delivered) return false;
  if (self.delivered != last && self.delivered + 1 != last) return true;
  return self.state != End::reset && extra_ && !extra_->out_of_order[1 - end].empty();
}

// Records that an end has closed once its data is complete. Sets the timer that ends the row when
// both ends have closed.
void ZeekConnection::Close(size_t end) {
  if (DataPending(end)) return;
  Endpoint& self = life_.ends[end];
  const Endpoint& peer = life_.ends[1 - end];
  self.close_deferred = false;
  if (self.closed) return;
  self.closed = true;
  if (self.state == End::reset || peer.closed || peer.state == End::inactive) {
    life_.timer = Timer::removal;
    life_.deadline_ns = life_.last_ns + kRemovalNs;
  }
}

ZeekState ZeekConnection::StateNow() const {
  const Endpoint& originator = life_.ends[0];
  const Endpoint& responder = life_.ends[1];
  const End o = originator.state, r = responder.state;
  const auto absent = [](End s) { return s == End::inactive || s == End::partial; };
  if (r == End::reset) {
    if (o == End::syn_sent || o == End::syn_ack_sent) return ZeekState::REJ;
    if (o == End::reset && originator.Size() == 0 && responder.Size() == 0) return ZeekState::REJ;
    return absent(o) ? ZeekState::RSTRH : ZeekState::RSTR;
  }
  if (o == End::reset) {
    if (!absent(r)) return ZeekState::RSTO;
    return SynThenReset(HistoryNow()) ? ZeekState::RSTOS0 : ZeekState::OTH;
  }
  if (o == End::closed && r == End::closed) return ZeekState::SF;
  if (o == End::closed) return absent(r) ? ZeekState::SH : ZeekState::S2;
  if (r == End::closed) return absent(o) ? ZeekState::SHR : ZeekState::S3;
  if (o == End::syn_sent && r == End::inactive) return ZeekState::S0;
  if (o == End::established && r == End::established) return ZeekState::S1;
  return ZeekState::OTH;
}

std::string ZeekConnection::HistoryNow() const {
  std::string history(life_.history.data(), life_.history_size);
  if (extra_) history += extra_->more_history;
  return history;
}

ZeekRow ZeekConnection::RowNow() const { return {StateNow(), HistoryNow(), life_.segments}; }

ZeekRow ZeekConnection::MainRow() const {
  if (!extra_ || extra_->rows.empty()) return RowNow();
  const std::vector<ZeekRow> rows = Rows();
  return *std::max_element(rows.begin(), rows.end(), [](const ZeekRow& a, const ZeekRow& b) {
    return a.segments < b.segments;
  });
}

std::vector<ZeekRow> ZeekConnection::Rows() const {
  std::vector<ZeekRow> rows;
  if (extra_) rows = extra_->rows;
  rows.push_back(RowNow());
  return rows;
}

ZeekConnection::Extra& ZeekConnection::extra() {
  if (!extra_) extra_ = std::make_unique<Extra>();
  return *extra_;
}

}  // namespace tcpladder
