// Each gap between two data segments has a reason why the sender did not send earlier. Most reasons
// are visible in the gap itself. But if the acknowledgments clock the sender, only several round
// trips show what limits the window; see Clocked().

#include "core/limits/limit_spans.h"

#include <algorithm>
#include <deque>

#include "core/limits/send_gaps.h"

namespace tcpladder {
namespace {

// A sender that waits for an acknowledgment sends within this time after it arrives.
constexpr int64_t kPromptNs = 1'500'000;
// Receivers delay acknowledgments by 40 ms and more (RFC 9293 section 3.8.6.3 allows 500).
constexpr int64_t kDelayedAckNs = 15'000'000;

class Classifier {
 public:
  Classifier(const PathTimes& times, uint32_t full)
      : times_(times), full_(full), prompt_ns_(std::max(kPromptNs, times.round_trip_ns() / 10)) {}

  Limit Of(const SendGap& gap) {
    const Limit limit = Judge(gap);
    if (limit == Limit::loss && !lossy_) {
      lossy_ = true;
      flight_before_loss_ = largest_flight_;
    }
    largest_flight_ = std::max(largest_flight_, gap.flight);
    return limit;
  }

 private:
  struct Wait {
    int64_t time_ns;
    int64_t flight;
  };

  Limit Judge(const SendGap& gap) {
    const bool prompt = gap.since_ack_ns >= 0 && gap.since_ack_ns <= prompt_ns_;
    // A sender that has everything acknowledged, and then sends something new, waited for no
    // repair.
    const bool rests = gap.all_acked && !prompt && !gap.resends;
    if (gap.repairing && !rests) return Limit::loss;
    if (IsFull(gap)) return Limit::receiver_window;
    const int64_t length_ns = gap.to_ns - gap.from_ns;
    const bool held = prompt && !gap.ack_had_data && gap.all_acked &&
                      (gap.after_short || gap.before_short) &&
                      length_ns > times_.round_trip_ns() + kDelayedAckNs;
    if (held) return Limit::nagle_delayed_ack;
    if (gap.after_short) return Limit::application;
    if (gap.all_acked && !prompt) return Limit::application;
    return Clocked(gap, length_ns);
  }

  // A sender uses the rest of the window if a full segment fits into it, or half of the largest
  // window so far (RFC 9293 section 3.8.6.2.1), because the MSS may be larger than the window.
  bool IsFull(const SendGap& gap) {
    if (gap.window < kUnknownWindow) largest_window_ = std::max(largest_window_, gap.window);
    return gap.room < std::min(full_, std::max<int64_t>(largest_window_ / 2, 1));
  }

  // Determines the limit while acknowledgments clock the sender. A bottleneck spreads the segments
  // over the whole round trip, or lengthens it. Otherwise segments are sent in bursts, and the time
  // between two bursts is nearly the round-trip time.
  Limit Clocked(const SendGap& gap, int64_t length_ns) {
    if (!times_.sender_known || !times_.receiver_known) return Limit::unknown;
    const int64_t least_ns = times_.round_trip_ns();
    const int64_t now_ns = std::max(least_ns, gap.round_trip_ns);
    constexpr int64_t kQueueNs = 2'000'000;
    const bool queued = now_ns > least_ns + least_ns / 2 + kQueueNs;
    if (queued || length_ns * 3 < now_ns) return Limit::path_rate;
    return Waits(gap, least_ns);
  }

  Limit Waits(const SendGap& gap, int64_t least_ns) {
    const int64_t before = FlightBefore(gap.from_ns - least_ns * 7 / 10);
    const int rounds = Remember(gap, least_ns);
    if (lossy_ && gap.flight * 10 >= flight_before_loss_ * 9) lossy_ = false;
    if (lossy_) return Limit::loss;
    if (before < 0 || gap.flight * 10 >= before * 13) return Limit::slow_start;
    // The bytes in flight fill the window, except for a part of a batch of segments.
    if (gap.room < int64_t{full_} * 2 || gap.room * 4 < gap.window) return Limit::receiver_window;
    return rounds >= kSteadyRounds ? Limit::sender_buffer : Limit::slow_start;
  }

  // Maximum bytes in flight in the round trip that ended at `time_ns`, or -1 if unknown.
  int64_t FlightBefore(int64_t time_ns) const {
    for (auto wait = waits_.rbegin(); wait != waits_.rend(); ++wait) {
      if (wait->time_ns <= time_ns) return wait->flight;
    }
    return -1;
  }

  // Number of round trips for which the bytes in flight stayed within two segments or a quarter.
  int Remember(const SendGap& gap, int64_t least_ns) {
    const int64_t tolerance = std::max<int64_t>(int64_t{full_} * 2, gap.flight / 4);
    int64_t since_ns = gap.from_ns;
    for (auto wait = waits_.rbegin(); wait != waits_.rend(); ++wait) {
      if (std::abs(wait->flight - gap.flight) > tolerance) break;
      since_ns = wait->time_ns;
    }
    waits_.push_back({gap.from_ns, gap.flight});
    if (waits_.size() > kMostWaits) waits_.pop_front();
    return static_cast<int>((gap.from_ns - since_ns) / std::max<int64_t>(least_ns, 1));
  }

  static constexpr int kSteadyRounds = 2;
  static constexpr size_t kMostWaits = 32;

  const PathTimes& times_;
  int64_t full_;
  int64_t prompt_ns_;
  bool lossy_ = false;
  int64_t flight_before_loss_ = 0, largest_flight_ = 0, largest_window_ = 0;
  std::deque<Wait> waits_;
};

// Appends a span; spans ascend. If the clock was set back, the time that is already covered is
// omitted.
void Append(std::vector<LimitSpan>& spans, LimitSpan span) {
  if (!spans.empty()) span.from_ns = std::max(span.from_ns, spans.back().to_ns);
  if (span.to_ns <= span.from_ns) return;
  if (!spans.empty() && spans.back().limit == span.limit) {
    spans.back().to_ns = span.to_ns;
  } else {
    spans.push_back(span);
  }
}

// Closely spaced segments indicate a bottleneck only if they continue for a round trip. A shorter
// burst belongs to the span after it.
std::vector<LimitSpan> WithoutBursts(const std::vector<LimitSpan>& spans, int64_t round_trip_ns) {
  std::vector<LimitSpan> kept;
  for (size_t i = 0; i < spans.size(); ++i) {
    LimitSpan span = spans[i];
    const bool burst = span.limit == Limit::path_rate && span.to_ns - span.from_ns < round_trip_ns;
    if (burst && i + 1 < spans.size()) {
      span.limit = spans[i + 1].limit;
    } else if (burst && !kept.empty()) {
      span.limit = kept.back().limit;
    }
    Append(kept, span);
  }
  return kept;
}

// Merges two equal spans and a short span between them.
std::vector<LimitSpan> Joined(const std::vector<LimitSpan>& spans, int64_t round_trip_ns) {
  std::vector<LimitSpan> joined;
  for (size_t i = 0; i < spans.size(); ++i) {
    LimitSpan span = spans[i];
    const bool between = i > 0 && i + 1 < spans.size() && !joined.empty() &&
                         joined.back().limit == spans[i + 1].limit;
    if (between && (span.to_ns - span.from_ns) * 2 < round_trip_ns)
      span.limit = joined.back().limit;
    Append(joined, span);
  }
  return joined;
}

}  // namespace

std::vector<LimitSpan> LimitSpansOf(const Engine& engine, const Connection& connection,
                                    uint8_t sender) {
  const PathTimes times = PathTimesOf(engine, connection, sender);
  Classifier classifier(times, FullSegmentOf(engine, connection, sender));
  std::vector<LimitSpan> spans;
  for (const SendGap& gap : SendGapsOf(engine, connection, sender, times)) {
    Append(spans, {gap.from_ns, gap.to_ns, classifier.Of(gap)});
  }
  const int64_t round_trip_ns = times.round_trip_ns();
  return Joined(WithoutBursts(spans, round_trip_ns), round_trip_ns);
}

LimitTotals TotalsOf(const std::vector<LimitSpan>& spans) {
  LimitTotals totals{};
  for (const LimitSpan& span : spans) {
    totals[static_cast<size_t>(span.limit)] += span.to_ns - span.from_ns;
  }
  return totals;
}

Limit DominatingLimit(const LimitTotals& totals) {
  const auto most = std::max_element(totals.begin(), totals.end());
  return *most == 0 ? Limit::unknown : static_cast<Limit>(most - totals.begin());
}

}  // namespace tcpladder
