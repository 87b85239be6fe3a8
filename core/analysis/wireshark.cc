// The checks run in a fixed order, and some end the round for others: a probe is no keep-alive, an
// acknowledgment of a keep-alive is no duplicate. Nothing here asks whether a word is deserved; it
// asks only whether tshark 4.0.17 says it. tests/differential/README.md tells where the two part.
//
// Numbers are compared as signed distances, written with < and <= only: x > y is y < x. At a
// distance of exactly 2^31 both x < y and y < x hold, as they do there.
#include "core/analysis/wireshark.h"

#include <algorithm>

#include "core/analysis/mptcp_kinds.h"
#include "core/analysis/vnc_banner.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint16_t kSynFinRst = kSyn | kFin | kRst;
constexpr uint64_t kFastRetransmissionLimitNs = 20'000'000;
constexpr uint64_t kOutOfOrderDefaultNs = 3'000'000;
constexpr uint32_t kFastRetransmissionDuplicates = 2;
constexpr int kMaxWindowShift = 14;  // RFC 7323 section 2.3

// Bits of tcp.completeness.
enum Completeness : uint8_t {
  kSynSeen = 1,
  kSynAckSeen = 2,
  kAckSeen = 4,
  kDataSeen = 8,
  kFinSeen = 16,
  kRstSeen = 32,
};

struct Segment {
  Seq seq, ack;
  uint32_t length;
  uint16_t flags;
  uint16_t window;
  int64_t time_ns;
  uint32_t frame;

  bool Has(uint16_t flag) const { return (flags & flag) != 0; }
  bool Plain() const { return !Has(kSynFinRst); }
  bool TakesNumbers() const { return length > 0 || Has(kSyn | kFin); }
  // SYN and FIN together take one number only.
  Seq end() const { return seq + length + (Has(kSyn | kFin) ? 1 : 0); }
};

// A clock that runs backwards gives a huge age.
uint64_t Age(int64_t now, int64_t then) {
  return static_cast<uint64_t>(now) - static_cast<uint64_t>(then);
}

// An ACK that repeats everything of the one before.
bool RepeatsLastAck(const Segment& segment, const WiresharkDirection& fwd) {
  return segment.length == 0 && segment.window == fwd.window() && segment.seq == fwd.next &&
         segment.ack == fwd.last_ack && segment.Plain();
}

// What is said about a segment, and why where somebody asks.
class AnalysisResult {
 public:
  explicit AnalysisResult(AnalysisTermsList* terms) : terms_(terms) {}

  const AnalysisSet& flags() const { return flags_; }
  void Flag(Analysis analysis, int64_t a, int64_t b = 0, int64_t c = 0, int64_t d = 0) {
    flags_.Add(analysis);
    if (terms_) terms_->Add(analysis, {a, b, c, d});
  }
  // A more exact word was said.
  void AlsoRetransmission() { flags_.Add(Analysis::retransmission); }

 private:
  AnalysisSet flags_;
  AnalysisTermsList* terms_;
};

// Shift of the windows that `direction` has advertised.
int ShiftInUse(const WiresharkDirection& direction) {
  const bool unscaled = direction.first_ack_pending || direction.window_scale == kScaleUnused;
  return unscaled ? 0 : direction.window_scale;
}

bool FillsWindow(const Segment& segment, const WiresharkDirection& rev) {
  if (segment.length == 0 || rev.window_scale == kScaleUnknown || !segment.Plain()) return false;
  return segment.seq + segment.length == rev.last_ack + (rev.window() << ShiftInUse(rev));
}

// The words that depend on where the segment stands behind what its sender sent before.
void JudgePosition(const Segment& segment, WiresharkDirection& fwd, const WiresharkDirection& rev,
                   uint16_t mptcp_seen, AnalysisResult& result) {
  const uint32_t seq = segment.seq.raw(), ack = segment.ack.raw(), next = fwd.next.raw();
  if (segment.length == 1 && segment.seq == fwd.next && rev.window() == 0) {
    result.Flag(Analysis::zero_window_probe, seq, next);
    return;
  }
  if (segment.window == 0 && segment.Plain()) result.Flag(Analysis::zero_window, ack);
  if (next != 0 && fwd.next < segment.seq && !segment.Has(kRst)) {
    result.Flag(Analysis::lost_segment, seq, next, seq - next);
  }
  if (segment.length <= 1 && segment.seq == fwd.next - 1 && segment.Plain()) {
    result.Flag(Analysis::keep_alive, seq, next, segment.length);
  }
  if (segment.length == 0 && segment.window != 0 && segment.window != fwd.window() &&
      segment.seq == fwd.next && segment.ack == fwd.last_ack && segment.Plain()) {
    result.Flag(Analysis::window_update, segment.window, fwd.window(), ack);
  }
  if (FillsWindow(segment, rev)) {
    result.Flag(Analysis::window_full, (segment.seq + segment.length).raw(), rev.last_ack.raw(),
                rev.window(), ShiftInUse(rev));
  }
  if (!RepeatsLastAck(segment, fwd)) return;
  if (segment.window == 0) {
    if (rev.last_analysis.Has(Analysis::zero_window_probe)) {
      result.Flag(Analysis::zero_window_probe_ack, ack);
    }
  } else if (rev.last_analysis.Has(Analysis::keep_alive)) {
    result.Flag(Analysis::keep_alive_ack, ack, segment.window);
  } else if (mptcp_seen == 0 || mptcp_seen == fwd.mptcp_seen) {
    // With several paths an acknowledgment may repeat without loss (RFC 8684 section 3.3).
    if (fwd.duplicate_acks == WiresharkDirection::kAckedBeyond) fwd.duplicate_acks = 0;
    ++fwd.duplicate_acks;
    result.Flag(Analysis::duplicate_ack, ack, fwd.duplicate_acks, fwd.last_new_ack_frame);
  }
}

// An acknowledgment of something the capture does not hold.
void JudgeAck(const Segment& segment, WiresharkDirection& rev, AnalysisResult& result) {
  if (rev.acknowledgeable.raw() == 0 || !segment.Has(kAck) ||
      !(rev.acknowledgeable < segment.ack)) {
    return;
  }
  const bool hole = rev.acknowledgeable < rev.next;
  if (hole || rev.duplicate_acks == 0) {
    result.Flag(Analysis::ack_lost_segment, segment.ack.raw(), rev.acknowledgeable.raw(),
                rev.next.raw());
  }
  if (hole) {
    rev.acknowledgeable = rev.next;
  } else {
    rev.duplicate_acks = WiresharkDirection::kAckedBeyond;
  }
}

// The words for numbers that were sent, or acknowledged, before.
void JudgeRepetition(const Segment& segment, const WiresharkDirection& fwd,
                     const WiresharkDirection& rev, int64_t initial_rtt_ns,
                     AnalysisResult& result) {
  if (!segment.TakesNumbers() || result.flags().Has(Analysis::keep_alive)) return;
  const Seq data_end = segment.seq + segment.length;
  if (segment.length > 0 && rev.last_ack.raw() != 0 && data_end <= rev.last_ack) {
    result.Flag(Analysis::spurious_retransmission, data_end.raw(), rev.last_ack.raw());
    result.AlsoRetransmission();
    return;
  }
  const bool grows_keep_alive = segment.length > 1 && segment.seq == fwd.next - 1;
  const bool old = fwd.next.raw() != 0 && segment.seq < fwd.next && !grows_keep_alive;
  if (!old) return;
  const uint64_t answer_age = Age(segment.time_ns, rev.last_time_ns);
  if (rev.duplicate_acks >= kFastRetransmissionDuplicates && rev.last_ack == segment.seq &&
      answer_age < kFastRetransmissionLimitNs) {
    result.Flag(Analysis::fast_retransmission, segment.seq.raw(), rev.duplicate_acks,
                static_cast<int64_t>(answer_age), kFastRetransmissionLimitNs);
    result.AlsoRetransmission();
    return;
  }
  const uint64_t limit =
      initial_rtt_ns == 0 ? kOutOfOrderDefaultNs : static_cast<uint64_t>(initial_rtt_ns);
  const uint64_t age = Age(segment.time_ns, fwd.next_time_ns);
  const bool reordered = age < limit && fwd.next != segment.end();
  result.Flag(reordered ? Analysis::out_of_order : Analysis::retransmission, segment.seq.raw(),
              fwd.next.raw(), static_cast<int64_t>(age), static_cast<int64_t>(limit));
}

// Books the segment after the checks.
void Remember(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev,
              AnalysisSet analysis) {
  // Where no more is stored, SYN and FIN take no number.
  Seq end = segment.seq + segment.length;
  if (segment.TakesNumbers() && !fwd.unacked.full()) {
    end = segment.end();
    fwd.unacked.Add(end);
  }
  if (!analysis.Has(Analysis::zero_window_probe)) {
    if (fwd.next < end || fwd.next.raw() == 0) {
      fwd.next = end;
      fwd.next_time_ns = segment.time_ns;
    }
    if (segment.seq == fwd.acknowledgeable || fwd.acknowledgeable.raw() == 0) {
      fwd.acknowledgeable = fwd.next;
    }
  }
  fwd.window_field = segment.window;
  fwd.window_known = true;
  fwd.last_ack = segment.ack;
  fwd.last_time_ns = segment.time_ns;
  rev.unacked.Acknowledge(segment.ack);
}

// Nearly every segment: the next number, acknowledging what was seen. None of the judges has a word
// about it; this says so at once.
bool IsOrdinary(const Segment& segment, const WiresharkDirection& fwd,
                const WiresharkDirection& rev) {
  if (!segment.Plain() || segment.seq != fwd.next || segment.window == 0) return false;
  if (rev.acknowledgeable < segment.ack) return false;
  if (segment.length == 0) return segment.ack != fwd.last_ack;
  const bool probe = segment.length == 1 && rev.window() == 0;
  const bool spurious = segment.seq + segment.length <= rev.last_ack;
  return !probe && !spurious && !FillsWindow(segment, rev);
}

void AnalyseNumbers(const Segment& segment, WiresharkConversation& conversation,
                    WiresharkDirection& fwd, WiresharkDirection& rev, AnalysisResult& result) {
  const bool judge = !IsOrdinary(segment, fwd, rev);
  if (judge) JudgePosition(segment, fwd, rev, conversation.mptcp_seen, result);
  if (segment.ack != fwd.last_ack) {
    fwd.last_new_ack_frame = segment.frame;
    fwd.duplicate_acks = 0;
  }
  if (judge) {
    JudgeAck(segment, rev, result);
    JudgeRepetition(segment, fwd, rev, conversation.initial_rtt_ns, result);
  }
  Remember(segment, fwd, rev, result.flags());
  fwd.mptcp_seen = conversation.mptcp_seen;
  fwd.last_analysis = result.flags();
}

// Relative numbers count from the SYN's number, or from one before the first number seen.
void SetBases(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev) {
  if (!fwd.base_set) {
    fwd.base = segment.Has(kSyn) ? segment.seq : segment.seq - 1;
    fwd.base_set = true;
  }
  if (!rev.base_set && segment.Has(kAck)) {
    rev.base = segment.ack - 1;
    rev.base_set = true;
  }
}

void UpdateCompleteness(const Segment& segment, bool opens, WiresharkConversation& conversation) {
  const bool payload = segment.length > 0;
  unsigned bits = conversation.completeness;
  if (!opens && !segment.Has(kSynFinRst)) {
    if (segment.Has(kAck)) bits |= payload ? kDataSeen : kAckSeen;
  } else if (opens) {
    if (segment.Has(kSyn) && !segment.Has(kAck)) bits |= kSynSeen | (payload ? kDataSeen : 0);
  } else {
    if (segment.Has(kSyn) && segment.Has(kAck)) bits |= kSynAckSeen;
    if (!segment.Has(kSyn) && segment.Has(kAck)) bits |= payload ? kDataSeen : kAckSeen;
    if (segment.Has(kFin) && segment.Has(kAck)) bits |= kFinSeen;
    if (segment.Has(kRst)) bits |= kRstSeen;
  }
  conversation.completeness = static_cast<uint8_t>(bits);
}

// What the flags say about the handshake, length or no length.
void FollowHandshake(const Segment& segment, WiresharkConversation& conversation,
                     WiresharkDirection& fwd) {
  const bool syn = segment.Has(kSyn), ack = segment.Has(kAck);
  if (syn) fwd.first_ack_pending = true;
  if (syn && !ack) conversation.syn_time_ns = segment.time_ns;
  if (!syn && ack) {
    fwd.first_ack_pending = false;
    if (conversation.syn_time_ns != 0 && conversation.initial_rtt_ns == 0) {
      conversation.initial_rtt_ns =
          static_cast<int64_t>(Age(segment.time_ns, conversation.syn_time_ns));
    }
  }
}

void TakeOptions(const TcpSegment& tcp, const TcpOptions& options,
                 WiresharkConversation& conversation, WiresharkDirection& fwd) {
  if (options.window_shift >= 0) {
    fwd.window_scale = static_cast<int8_t>(std::min<int>(options.window_shift, kMaxWindowShift));
  }
  if (options.mptcp_subtypes != 0) {
    conversation.mptcp_seen = MptcpKinds(tcp.options, conversation.mptcp_seen);
  }
}

// Scaling needs the option in both SYNs (RFC 7323 section 2.2).
void SettleScale(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev) {
  if (!segment.Has(kSyn)) return;
  if (fwd.window_scale == kScaleUnknown) {
    fwd.window_scale = rev.window_scale = kScaleUnused;
  } else if (segment.Has(kAck) && rev.window_scale == kScaleUnused) {
    fwd.window_scale = kScaleUnused;
  }
}

uint32_t ScaledWindow(const Segment& segment, const WiresharkDirection& fwd) {
  if (segment.Has(kSyn) || fwd.window_scale < 0) return segment.window;
  return uint32_t{segment.window} << fwd.window_scale;
}

// A SYN with a number other than its side's first. Returns whether it opens a conversation: a
// SYN ACK only gives its side another base.
bool ReusesPorts(const Segment& segment, WiresharkDirection& fwd, AnalysisResult& result) {
  if (!segment.Has(kSyn) || !fwd.base_set) return false;
  if (segment.seq != fwd.base) {
    result.Flag(Analysis::reused_ports, segment.seq.raw(), fwd.base.raw());
    if (!segment.Has(kAck)) return true;
  }
  if (segment.Has(kAck)) {
    fwd.base = segment.seq;
  } else {
    fwd.next = fwd.acknowledgeable;
  }
  return false;
}

}  // namespace

WiresharkResult WiresharkStreams::Analyse(WiresharkConversation& conversation, uint8_t direction,
                                          int64_t time_ns, uint32_t frame, const TcpSegment& tcp,
                                          const TcpOptions& options, AnalysisTermsList* terms) {
  const bool has_length = tcp.length != kNoLength && tcp.origin == SegmentOrigin::wire;
  const Segment segment{.seq = Seq(tcp.seq),
                        .ack = Seq(tcp.ack),
                        .length = has_length ? tcp.length : 0,
                        .flags = tcp.flags,
                        .window = tcp.window,
                        .time_ns = time_ns,
                        .frame = frame};
  WiresharkDirection& fwd = conversation.directions[direction];
  WiresharkDirection& rev = conversation.directions[1 - direction];
  AnalysisResult analysed(terms);
  const bool vnc = conversation.vnc_banner;
  const bool opens = conversation.stream == WiresharkConversation::kNoStream || vnc ||
                     ReusesPorts(segment, fwd, analysed);
  if (opens) {
    const bool untouched = conversation.stream == WiresharkConversation::kNoStream;
    if (!untouched) conversation = WiresharkConversation();
    conversation.stream = count_++;
    conversation.vnc = vnc;
  }

  if (has_length) {
    SetBases(segment, fwd, rev);
    AnalyseNumbers(segment, conversation, fwd, rev, analysed);
  }

  WiresharkResult result{
      .stream = conversation.stream,
      .seq = has_length ? (segment.seq - fwd.base.raw()).raw() : tcp.seq,
      .ack = has_length && segment.Has(kAck) ? (segment.ack - rev.base.raw()).raw() : tcp.ack,
      .window = has_length ? ScaledWindow(segment, fwd) : tcp.window,
      .header_shown = tcp.extent != HeaderExtent::bad_data_offset,
      .analysed = has_length,
      .new_conversation = opens};
  if (tcp.extent == HeaderExtent::whole && has_length) result.analysis = analysed.flags().bits();

  if (tcp.extent != HeaderExtent::bad_data_offset) {
    UpdateCompleteness(segment, opens, conversation);
    FollowHandshake(segment, conversation, fwd);
    TakeOptions(tcp, options, conversation, fwd);
    if (tcp.extent == HeaderExtent::whole) SettleScale(segment, fwd, rev);
  }
  // Repeated payload is not looked into, unless it is repeated fast or needlessly.
  const AnalysisSet flags = analysed.flags();
  const bool repeated = flags.Has(Analysis::retransmission) &&
                        !flags.Has(Analysis::fast_retransmission) &&
                        !flags.Has(Analysis::spurious_retransmission);
  const bool fresh = has_length && !repeated && !flags.Has(Analysis::out_of_order);
  if (fresh && !conversation.vnc && IsVncBanner(tcp)) conversation.vnc_banner = true;
  return result;
}

}  // namespace tcpladder
