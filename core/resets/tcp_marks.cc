// Marks of the TCP header: window, timestamps, sequence number.

#include <algorithm>
#include <limits>
#include <optional>

#include "core/resets/marks.h"

namespace tcpladder {
namespace {

// The highest right edge that an end has advertised, and its largest window, in bytes.
struct Advertised {
  std::optional<Seq> edge;
  uint32_t window = 0;
};

Advertised AdvertisedBy(const Suspect& suspect, int shift) {
  Advertised advertised;
  for (const ObservedSegment& other : suspect.before) {
    if (!other.Has(kAck) || other.Has(kSyn)) continue;
    const uint32_t window = uint32_t{other.window} << shift;
    const Seq edge = other.ack + window;
    if (!advertised.edge || edge > *advertised.edge) advertised.edge = edge;
    advertised.window = std::max(advertised.window, window);
  }
  return advertised;
}

// A receiver must not shrink the window that it has offered (RFC 9293 section 3.8.6), except by
// rounding to the window scale; and a window does not double within one answer.
bool WindowFits(const Advertised& advertised, const ObservedSegment& reset, int shift) {
  constexpr uint32_t kGrowth = 64 << 10;
  const uint32_t window = uint32_t{reset.window} << shift;
  const uint32_t unit = 2U << shift;
  const bool shrunk = (reset.ack + window).Since(*advertised.edge) < -static_cast<int64_t>(unit);
  const bool grown = window > uint64_t{advertised.window} * 2 + kGrowth;
  return !shrunk && !grown;
}

// The clock that an end uses for its timestamps.
struct TimestampClock {
  int64_t last_time_ns = 0;
  uint32_t last = 0;
  double ticks_per_ns = 1e-6;  // most stacks count milliseconds
  size_t seen = 0;
};

TimestampClock ClockOf(const std::vector<ObservedSegment>& segments) {
  constexpr int64_t kLongEnough = 50'000'000;
  TimestampClock clock;
  const ObservedSegment* first = nullptr;
  for (const ObservedSegment& segment : segments) {
    if (!segment.timestamps) continue;
    if (!first) first = &segment;
    ++clock.seen;
    clock.last = segment.timestamp_value;
    clock.last_time_ns = segment.time_ns;
  }
  if (first && clock.last_time_ns - first->time_ns >= kLongEnough) {
    clock.ticks_per_ns = static_cast<double>(Seq(clock.last).Since(Seq(first->timestamp_value))) /
                         static_cast<double>(clock.last_time_ns - first->time_ns);
  }
  return clock;
}

bool OnItsClock(const TimestampClock& clock, const ObservedSegment& segment) {
  constexpr double kSlackTicks = 500, kSlackShare = 0.5;
  const double expected =
      static_cast<double>(segment.time_ns - clock.last_time_ns) * clock.ticks_per_ns;
  const double found = Seq(segment.timestamp_value).Since(Seq(clock.last));
  return found >= -kSlackTicks && found <= expected * (1 + kSlackShare) + kSlackTicks;
}

// Whether it echoes a timestamp that its peer had not sent yet.
bool EchoesTheFuture(const Suspect& suspect) {
  const auto peer = static_cast<uint8_t>(1 - suspect.segment.from);
  const auto& rows = suspect.talk.SentBy(peer);
  const size_t before = suspect.talk.SentBefore(peer, suspect.segment.row);
  if (before == 0 || !suspect.segment.Has(kAck)) return false;
  const ObservedSegment newest = suspect.talk.At(rows[before - 1]);
  constexpr int32_t kSlack = 2;  // captured a little out of order
  return newest.timestamps &&
         Seq(suspect.segment.timestamp_echo).Since(Seq(newest.timestamp_value)) > kSlack;
}

}  // namespace

void CompareWindow(const Suspect& suspect, ResetJudgment& judgment) {
  const ObservedSegment& reset = suspect.segment;
  auto& numbers = judgment.numbers[static_cast<size_t>(ResetEvidence::window)];
  if (reset.AnswersUnknown()) {
    numbers = {reset.window, 0};
    if (reset.window != 0 && !reset.Has(kFin)) judgment.against.Add(ResetEvidence::window);
    return;
  }
  // Some stacks set the window to 0 in every reset.
  if (reset.window == 0 || !suspect.talk.ScaleKnown()) return;
  const int shift = suspect.talk.WindowShift(reset.from);
  const Advertised advertised = AdvertisedBy(suspect, shift);
  if (!advertised.edge) return;
  numbers = {int64_t{reset.window} << shift, advertised.window};
  if (WindowFits(advertised, reset, shift)) {
    judgment.agrees.Add(ResetEvidence::window);
  } else {
    judgment.against.Add(ResetEvidence::window);
  }
}

void CompareOptions(const Suspect& suspect, ResetJudgment& judgment) {
  const ObservedSegment& reset = suspect.segment;
  const TimestampClock clock = ClockOf(suspect.before);
  size_t without = 0;
  for (const ObservedSegment& other : suspect.before) {
    without += other.options_known && !other.timestamps;
  }
  if (!reset.options_known || clock.seen < 2 || without > 0) return;
  auto& numbers = judgment.numbers[static_cast<size_t>(ResetEvidence::options)];
  numbers = {reset.timestamp_value, clock.last};
  if (reset.timestamps) {
    if (OnItsClock(clock, reset) && !EchoesTheFuture(suspect)) {
      judgment.agrees.Add(ResetEvidence::options);
    } else {
      judgment.against.Add(ResetEvidence::options);
    }
    return;
  }
  // RFC 7323 section 3.2 requires timestamps in every segment except resets. But a stack that
  // copies the connection's window into a reset knows the connection's state, including timestamps.
  if (!reset.AnswersUnknown() && reset.window != 0) {
    judgment.against.Add(ResetEvidence::options);
  }
}

void CompareSequence(const Suspect& suspect, ResetJudgment& judgment) {
  const ObservedSegment& reset = suspect.segment;
  if (reset.Has(kAck) && reset.seq.raw() == 0) return;
  const auto peer = static_cast<uint8_t>(1 - reset.from);
  std::optional<Seq> next;
  for (const ObservedSegment& other : suspect.before) {
    if (!next || other.end() > *next) next = other.end();
  }
  int64_t nearest = next ? reset.seq.Since(*next) : 0;
  bool fits = next && nearest == 0;
  const auto& rows = suspect.talk.SentBy(peer);
  const size_t before = suspect.talk.SentBefore(peer, reset.row);
  size_t acks = 0;
  for (size_t k = before; k > 0 && !fits && acks < kComparedBefore * 4; --k, ++acks) {
    const SegmentRecord& record = suspect.talk.Record(rows[k - 1]);
    if (!(record.flags & kAck)) continue;
    const Seq edge =
        Seq(record.ack) +
        (uint32_t{record.window} << (record.flags & kSyn ? 0 : suspect.talk.WindowShift(peer)));
    fits = reset.seq == Seq(record.ack) || reset.seq == edge;
    // Bytes that were not captured were acknowledged, so the end's next sequence number is unknown.
    if (next && Seq(record.ack) > *next) return;
  }
  if (fits) return judgment.agrees.Add(ResetEvidence::sequence);
  if (!next || before == 0) return;
  judgment.numbers[static_cast<size_t>(ResetEvidence::sequence)] = {reset.seq.raw(), next->raw()};
  judgment.against.Add(ResetEvidence::sequence);
}

}  // namespace tcpladder
