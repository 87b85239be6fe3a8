// The checks run in a fixed order, and some exclude others: a probe is not a keep-alive, an
// acknowledgment of a keep-alive is not a duplicate. The aim is to reproduce the flags of tshark
// 4.6.9, whether or not they are right. tests/differential/README.md lists the remaining
// differences.
//
// Sequence numbers are compared as signed distances, only with < and <=: x > y is written y < x. At
// a distance of exactly 2^31, both x < y and y < x are true, as in tshark.
#include "core/analysis/wireshark.h"

#include <algorithm>
#include <optional>

#include "core/analysis/completeness.h"
#include "core/analysis/vnc_banner.h"
#include "core/analysis/wireshark_options.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint16_t kSynFinRst = kSyn | kFin | kRst;
constexpr uint64_t kFastRetransmissionLimitNs = 20'000'000;
// Age reported for a peer that has sent nothing.
constexpr int64_t kNeverHeardNs = int64_t{1} << 62;
constexpr uint64_t kOutOfOrderDefaultNs = 3'000'000;
constexpr uint32_t kFastRetransmissionDuplicates = 2;
constexpr int kMaxWindowShift = 14;  // RFC 7323 section 2.3

struct Segment {
  Seq seq, ack;
  uint32_t length;
  uint16_t flags;
  uint16_t window;
  int64_t time_ns;
  uint32_t frame;
  bool has_sack;

  bool Has(uint16_t flag) const { return (flags & flag) != 0; }
  bool Plain() const { return !Has(kSynFinRst); }
  bool TakesNumbers() const { return length > 0 || Has(kSyn | kFin); }
  // SYN and FIN together count as one number.
  Seq end() const { return seq + length + (Has(kSyn | kFin) ? 1 : 0); }
};

// 0 if the clock ran backwards.
uint64_t Age(int64_t now, int64_t then) {
  return now > then ? static_cast<uint64_t>(now) - static_cast<uint64_t>(then) : 0;
}

// Whether the segment is an ACK that repeats all fields of the previous one.
bool RepeatsLastAck(const Segment& segment, const WiresharkDirection& fwd) {
  return segment.length == 0 && segment.window == fwd.window() && segment.seq == fwd.next &&
         segment.ack == fwd.last_ack && segment.Plain();
}

// The flags of a segment, and the numbers behind them on request.
class AnalysisResult {
 public:
  explicit AnalysisResult(AnalysisTermsList* terms) : terms_(terms) {}

  const AnalysisSet& flags() const { return flags_; }
  void Flag(Analysis analysis, int64_t a, int64_t b = 0, int64_t c = 0, int64_t d = 0) {
    flags_.Add(analysis);
    if (terms_) terms_->Add(analysis, {a, b, c, d});
  }
  // Call if a more specific flag was set.
  void AlsoRetransmission() { flags_.Add(Analysis::retransmission); }

 private:
  AnalysisSet flags_;
  AnalysisTermsList* terms_;
};

// The shift of the windows that `direction` advertises.
int ShiftInUse(const WiresharkDirection& direction) {
  const bool unscaled = direction.first_ack_pending || direction.window_scale == kScaleUnused;
  return unscaled ? 0 : direction.window_scale;
}

bool FillsWindow(const Segment& segment, const WiresharkDirection& rev) {
  if (segment.length == 0 || rev.window_scale == kScaleUnknown || !segment.Plain()) return false;
  return segment.seq + segment.length == rev.last_ack + (rev.window() << ShiftInUse(rev));
}

void FlagDuplicateAck(const Segment& segment, WiresharkDirection& fwd, AnalysisResult& result) {
  ++fwd.duplicate_acks;
  result.Flag(Analysis::duplicate_ack, segment.ack.raw(), fwd.duplicate_acks,
              fwd.last_new_ack_frame);
}

// A segment with a SACK option counts as a duplicate ACK even if the window changes.
void FlagWindowUpdate(const Segment& segment, WiresharkDirection& fwd, AnalysisResult& result) {
  if (segment.has_sack) {
    FlagDuplicateAck(segment, fwd, result);
  } else {
    result.Flag(Analysis::window_update, segment.window, fwd.window(), segment.ack.raw());
  }
}

// Whether the segment answers a zero window probe and accepts its byte.
bool TakesProbe(const Segment& segment, const WiresharkDirection& fwd,
                const WiresharkDirection& rev) {
  return segment.seq == fwd.next && segment.ack == fwd.last_ack + 1 && rev.zero_window_probe;
}

void CountProbe(const Segment& segment, WiresharkDirection& rev) {
  rev.next = rev.acknowledgeable = segment.ack;
}

// Sets the flags that depend on the sequence number relative to what the sender has sent before.
void JudgePosition(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev,
                   AnalysisResult& result) {
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
    FlagWindowUpdate(segment, fwd, result);
  }
  if (FillsWindow(segment, rev)) {
    result.Flag(Analysis::window_full, (segment.seq + segment.length).raw(), rev.last_ack.raw(),
                rev.window(), ShiftInUse(rev));
  }
  if (segment.window == 0 && fwd.window() == 0 && segment.length == 0 && segment.Plain() &&
      TakesProbe(segment, fwd, rev)) {
    result.Flag(Analysis::zero_window_probe_ack, ack);
    CountProbe(segment, rev);
  }
  if (!RepeatsLastAck(segment, fwd)) return;
  if (segment.window == 0) {
    if (rev.zero_window_probe) result.Flag(Analysis::zero_window_probe_ack, ack);
  } else if (rev.keep_alive) {
    result.Flag(Analysis::keep_alive_ack, ack, segment.window);
  } else {
    FlagDuplicateAck(segment, fwd, result);
  }
}

// Flags an acknowledgment of data that was not captured.
void JudgeAck(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev,
              AnalysisResult& result) {
  if (rev.acknowledgeable.raw() == 0 || !segment.Has(kAck) ||
      !(rev.acknowledgeable < segment.ack)) {
    return;
  }
  if (TakesProbe(segment, fwd, rev)) {
    FlagWindowUpdate(segment, fwd, result);
    CountProbe(segment, rev);
    return;
  }
  result.Flag(Analysis::ack_lost_segment, segment.ack.raw(), rev.acknowledgeable.raw(),
              rev.next.raw());
  rev.acknowledgeable = rev.stored.EndOfRun(segment.ack);
}

// Whether a SACK block covers the segment. The edges of the blocks are relative but the segment's
// numbers are raw, so this is rarely the case.
bool IsSacked(const Segment& segment, const SackedRanges& sacked) {
  const uint32_t begin = segment.seq.raw(), end = begin + segment.length;
  return std::any_of(sacked.blocks.begin(), sacked.blocks.begin() + sacked.count,
                     [=](const SackBlock& b) { return b.left <= begin && end <= b.right; });
}

// `sacked` is from the other side's newest segment; null if that has no SACK option.
bool IsFast(const Segment& segment, const WiresharkDirection& rev, const SackedRanges* sacked,
            uint64_t age) {
  if (age >= kFastRetransmissionLimitNs) return false;
  if (rev.duplicate_acks < kFastRetransmissionDuplicates) return false;
  return rev.last_ack == segment.seq || (sacked && !IsSacked(segment, *sacked));
}

// Sets the flags for sequence numbers that were sent or acknowledged before.
void JudgeRepetition(const Segment& segment, const WiresharkDirection& fwd,
                     const WiresharkDirection& rev, const SackedRanges* sacked,
                     int64_t initial_rtt_ns, AnalysisResult& result) {
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
  const uint64_t age = Age(segment.time_ns, rev.last_time_ns);
  if (IsFast(segment, rev, sacked, age)) {
    result.Flag(Analysis::fast_retransmission, segment.seq.raw(), rev.duplicate_acks,
                static_cast<int64_t>(age), kFastRetransmissionLimitNs);
    result.AlsoRetransmission();
    return;
  }
  const uint64_t limit =
      initial_rtt_ns == 0 ? kOutOfOrderDefaultNs : static_cast<uint64_t>(initial_rtt_ns);
  // A peer that has sent nothing has a time of 0, which would be an age of decades.
  const int64_t told_age = rev.window_known ? static_cast<int64_t>(age) : kNeverHeardNs;
  const bool reordered = age < limit && (fwd.next != segment.end() || fwd.last_length == 0) &&
                         !fwd.stored.Holds(segment.seq, data_end);
  result.Flag(reordered ? Analysis::out_of_order : Analysis::retransmission, segment.seq.raw(),
              fwd.next.raw(), told_age, static_cast<int64_t>(limit));
}

// Records the segment after the checks. Returns whether it has the highest end so far.
bool Remember(const Segment& segment, WiresharkDirection& fwd, WiresharkDirection& rev,
              AnalysisSet analysis) {
  // When the list is full, SYN and FIN do not count as numbers.
  Seq end = segment.seq + segment.length;
  if (segment.TakesNumbers() && !fwd.stored.full()) {
    end = segment.end();
    fwd.stored.Add({segment.seq, end});
  }
  const bool control = segment.Has(kSyn | kFin);
  if (fwd.next + (control ? 1 : 0) < end || fwd.next.raw() == 0) {
    fwd.last_length = static_cast<uint8_t>(segment.length);
  }
  const bool probe = analysis.Has(Analysis::zero_window_probe);
  const bool highest = !probe && (fwd.next < end || fwd.next.raw() == 0);
  if (highest) fwd.next = end;
  if (!probe && (segment.seq == fwd.acknowledgeable || fwd.acknowledgeable.raw() == 0)) {
    fwd.acknowledgeable = fwd.next;
  }
  fwd.window_field = segment.window;
  fwd.window_known = true;
  fwd.last_ack = segment.ack;
  fwd.last_time_ns = segment.time_ns;
  fwd.keep_alive = analysis.Has(Analysis::keep_alive);
  fwd.zero_window_probe = probe;
  rev.stored.Acknowledge(segment.ack);
  return highest;
}

// Fast path for most segments: the next sequence number, with an acknowledgment of captured data.
// No rule applies to these.
bool IsOrdinary(const Segment& segment, const WiresharkDirection& fwd,
                const WiresharkDirection& rev) {
  if (!segment.Plain() || segment.seq != fwd.next || segment.window == 0) return false;
  if (rev.acknowledgeable < segment.ack) return false;
  if (segment.length == 0) return segment.ack != fwd.last_ack;
  const bool probe = segment.length == 1 && rev.window() == 0;
  const bool spurious = segment.seq + segment.length <= rev.last_ack;
  return !probe && !spurious && !FillsWindow(segment, rev);
}

// Returns the result of Remember().
bool AnalyseNumbers(const Segment& segment, WiresharkConversation& conversation, uint8_t direction,
                    AnalysisResult& result) {
  WiresharkDirection& fwd = conversation.directions[direction];
  WiresharkDirection& rev = conversation.directions[1 - direction];
  const bool judge = !IsOrdinary(segment, fwd, rev);
  if (judge) JudgePosition(segment, fwd, rev, result);
  if (segment.ack != fwd.last_ack) {
    fwd.last_new_ack_frame = segment.frame;
    fwd.duplicate_acks = 0;
  }
  if (judge) {
    const SackedRanges* sacked =
        conversation.sacked ? &(*conversation.sacked)[1 - direction] : nullptr;
    if (sacked && sacked->count == 0) sacked = nullptr;
    JudgeAck(segment, fwd, rev, result);
    JudgeRepetition(segment, fwd, rev, sacked, conversation.initial_rtt_ns, result);
  }
  return Remember(segment, fwd, rev, result.flags());
}

// Relative numbers are based on the SYN's number, or on the number before the first one seen.
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

// Updates the handshake according to the flags, whether or not the length is known.
void FollowHandshake(const Segment& segment, WiresharkConversation& conversation,
                     WiresharkDirection& fwd) {
  const bool syn = segment.Has(kSyn), ack = segment.Has(kAck);
  if (syn) fwd.first_ack_pending = true;
  if (syn && !ack) conversation.syn_time_ns = segment.time_ns;
  if (!syn && ack) {
    fwd.first_ack_pending = false;
    if (conversation.syn_time_ns != 0 && conversation.initial_rtt_ns == 0) {
      conversation.initial_rtt_ns = segment.time_ns - conversation.syn_time_ns;
    }
  }
}

void TakeOptions(const TcpOptions& options, WiresharkConversation& conversation,
                 uint8_t direction) {
  if (options.window_shift >= 0) {
    conversation.directions[direction].window_scale =
        static_cast<int8_t>(std::min<int>(options.window_shift, kMaxWindowShift));
  }
  if (options.sack_blocks == 0) return;
  if (!conversation.sacked) {
    conversation.sacked = std::make_unique<std::array<SackedRanges, 2>>();
  }
  SackedRanges& sacked = (*conversation.sacked)[direction];
  const uint32_t base = conversation.directions[1 - direction].base.raw();
  sacked.count = options.sack_blocks;
  for (uint8_t i = 0; i < sacked.count; ++i) {
    sacked.blocks[i] = {options.sack[i].left - base, options.sack[i].right - base};
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

// A SYN opens another conversation if its number is not the first one of its side, or if it is but
// the conversation has ended.
bool ReusesPorts(const Segment& segment, WiresharkDirection& fwd, bool ended,
                 AnalysisResult& result) {
  if (!segment.Has(kSyn) || !fwd.base_set) return false;
  if (segment.seq != fwd.base || ended) {
    result.Flag(Analysis::reused_ports, segment.seq.raw(), fwd.base.raw());
    return true;
  }
  if (!segment.Has(kAck)) fwd.next = fwd.acknowledgeable;
  return false;
}

// Whether the segment begins a conversation. If so, initialises it.
bool Opens(const Segment& segment, WiresharkConversation& conversation, uint8_t direction,
           AnalysisResult& result) {
  if (conversation.stream == WiresharkConversation::kNoStream) return true;
  const bool another = conversation.next_opens_another;
  if (!another && !ReusesPorts(segment, conversation.directions[direction],
                               HasEnded(conversation.completeness), result)) {
    return false;
  }
  conversation = WiresharkConversation();
  conversation.vnc = another;
  return true;
}

std::optional<uint16_t> ServerPort(const WiresharkConversation& conversation, uint8_t direction,
                                   const TcpSegment& segment) {
  if (conversation.server == WiresharkConversation::kServerUnknown) return std::nullopt;
  return conversation.server == direction ? segment.source_port : segment.destination_port;
}

// Wireshark does not dissect payload that is retransmitted or fills a gap.
bool IsLookedInto(AnalysisSet flags) {
  return !flags.Has(Analysis::out_of_order) && !flags.Has(Analysis::retransmission);
}

}  // namespace

WiresharkResult WiresharkStreams::Analyse(WiresharkConversation& conversation, uint8_t direction,
                                          int64_t time_ns, uint32_t frame, const TcpSegment& tcp,
                                          const TcpOptions& parsed, AnalysisTermsList* terms) {
  const uint64_t memory_before = conversation.memory();
  const WiresharkOptions options(tcp, parsed);
  const bool wire = tcp.origin == SegmentOrigin::wire;
  const bool has_length = tcp.length != kNoLength && wire;
  const bool analysed = has_length && tcp.extent != HeaderExtent::cut_window;
  const bool readable = tcp.extent != HeaderExtent::bad_data_offset;
  const bool options_begin = tcp.extent <= HeaderExtent::cut_options;
  const bool complete = options_begin && options.sound();  // no option to be read is missing
  const Segment segment{.seq = Seq(tcp.seq),
                        .ack = Seq(tcp.ack),
                        .length = has_length ? tcp.length : 0,
                        .flags = tcp.flags,
                        .window = tcp.window,
                        .time_ns = time_ns,
                        .frame = frame,
                        .has_sack = readable && options.has_sack()};
  AnalysisResult analysis(terms);
  const bool opens = Opens(segment, conversation, direction, analysis);
  if (opens) conversation.stream = count_++;
  WiresharkDirection& fwd = conversation.directions[direction];
  WiresharkDirection& rev = conversation.directions[1 - direction];
  const bool first_of_side = !fwd.base_set;

  WiresharkResult result{.stream = conversation.stream,
                         .seq = tcp.seq,
                         .ack = tcp.ack,
                         .header_shown = readable,
                         .window_shown = tcp.extent != HeaderExtent::cut_window,
                         .analysed = analysed,
                         .shown = wire && complete,
                         .new_conversation = opens,
                         .repeats_syn = !first_of_side && segment.Has(kSyn) && !segment.Has(kAck)};
  if (wire) {
    SetBases(segment, fwd, rev);
    result.seq -= fwd.base.raw();
    if (segment.Has(kAck)) result.ack -= rev.base.raw();
  }
  result.window = result.window_shown ? ScaledWindow(segment, fwd) : tcp.window;
  if (analysed) result.moves_next = AnalyseNumbers(segment, conversation, direction, analysis);
  if (result.shown) result.analysis = analysis.flags().bits();

  if (conversation.sacked) (*conversation.sacked)[direction].count = 0;
  if (readable) {
    conversation.completeness =
        Completeness(conversation.completeness, tcp.flags, segment.length > 0, first_of_side);
    FollowHandshake(segment, conversation, fwd);
    TakeOptions(*options, conversation, direction);
    if (complete) SettleScale(segment, fwd, rev);
  }
  if (segment.Has(kSyn)) {
    conversation.server = segment.Has(kAck) ? direction : static_cast<uint8_t>(1 - direction);
  }
  if (has_length && IsLookedInto(analysis.flags()) && !conversation.vnc &&
      IsVncBanner(tcp, ServerPort(conversation, direction, tcp))) {
    conversation.next_opens_another = true;
  }
  // The new value may be smaller if another conversation replaced this one, so 64 bits are used
  // instead of a size_t of 32.
  memory_ += uint64_t{conversation.memory()} - memory_before;
  return result;
}

}  // namespace tcpladder
