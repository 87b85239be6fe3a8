// Evidence from times and numbers: too soon, too many, and what the end does after the reset.

#include <algorithm>
#include <cstdlib>
#include <deque>

#include "core/resets/marks.h"

namespace tcpladder {
namespace {

// The time when the last byte that `ack` acknowledges first passed the tap, or -1 if unknown.
int64_t TimeOfAcked(const Suspect& suspect, Seq ack) {
  const auto peer = static_cast<uint8_t>(1 - suspect.segment.from);
  const auto& rows = suspect.talk.SentBy(peer);
  const size_t before = suspect.talk.SentBefore(peer, suspect.segment.row);
  int64_t time_ns = -1;
  for (size_t k = before; k > 0 && k + kComparedBefore * 4 > before; --k) {
    const ObservedSegment sent = suspect.talk.At(rows[k - 1]);
    if (sent.end() < ack) break;
    // Only segments that occupy these numbers count; pure acknowledgments after them occupy none.
    if (sent.end() != sent.seq && sent.seq < ack) time_ns = sent.time_ns;
  }
  return time_ns;
}

// Whether `later` was sent after the reset. The proof is its timestamp, an acknowledgment of a
// segment that passed the tap after the reset, or a long time.
bool SentAfter(const Suspect& suspect, const ObservedSegment& later) {
  constexpr int64_t kLong = 1'000'000'000;
  const ObservedSegment& reset = suspect.segment;
  if (later.timestamps && reset.timestamps) {
    return Seq(later.timestamp_value) > Seq(reset.timestamp_value);
  }
  if (later.time_ns - reset.time_ns > kLong) return true;
  const auto last = std::find_if(suspect.before.rbegin(), suspect.before.rend(),
                                 [](const ObservedSegment& segment) { return segment.timestamps; });
  if (later.timestamps && last != suspect.before.rend()) {
    // Clocks tick at most once per millisecond. The margin allows for the delay between end and
    // tap.
    const auto ticks = Seq(later.timestamp_value).Since(Seq(last->timestamp_value));
    return ticks > 2 && later.time_ns - reset.time_ns > suspect.reaction.least_ns / 4 &&
           static_cast<int64_t>(ticks) * 1'000'000 > reset.time_ns - last->time_ns;
  }
  return later.Has(kSyn) && later.time_ns - reset.time_ns > suspect.reaction.least_ns / 4;
}

// A reset that answers an acknowledgment of data that was never sent does not change the state of
// the end that sends it (RFC 9293 section 3.10.7.3).
bool AnswersBadAck(const Suspect& suspect) {
  const ObservedSegment& reset = suspect.segment;
  if (reset.Has(kAck)) return false;
  Seq next = reset.seq;
  bool known = false;
  for (const ObservedSegment& other : suspect.before) {
    if (!known || other.end() > next) next = other.end();
    known = true;
  }
  if (known && reset.seq <= next) return false;
  const auto peer = static_cast<uint8_t>(1 - reset.from);
  const auto& rows = suspect.talk.SentBy(peer);
  const size_t before = suspect.talk.SentBefore(peer, reset.row);
  for (size_t k = before; k > 0 && k + kComparedBefore > before; --k) {
    const SegmentRecord& record = suspect.talk.Record(rows[k - 1]);
    if ((record.flags & kAck) && Seq(record.ack) == reset.seq) return true;
  }
  return false;
}

}  // namespace

ReactionTime ReactionTimeOf(const ObservedTalk& talk, uint8_t end) {
  struct Sent {
    Seq end;
    int64_t time_ns;
  };
  constexpr size_t kMostOutstanding = 4096;
  ReactionTime reaction;
  std::deque<Sent> outstanding;
  Seq highest;
  bool begun = false;
  for (uint32_t row = 0; row < talk.count(); ++row) {
    const SegmentRecord& record = talk.Record(row);
    if (record.from() != end) {
      const Seq seq(record.seq);
      const uint32_t takes = (record.length == 0xffffffff ? 0 : record.length) +
                             (record.flags & kSyn ? 1U : 0U) + (record.flags & kFin ? 1U : 0U);
      if (takes == 0 || (record.flags & kRst)) continue;
      const Seq last = seq + takes;
      if (begun && last <= highest) {
        // For retransmitted data, it is unknown which copy is acknowledged (RFC 6298 section 3).
        std::erase_if(outstanding, [&](const Sent& sent) { return sent.end > seq; });
        continue;
      }
      highest = last;
      begun = true;
      outstanding.push_back({last, record.time_ns});
      if (outstanding.size() > kMostOutstanding) outstanding.pop_front();
      continue;
    }
    if (!(record.flags & kAck) || (record.flags & kRst)) continue;
    const Seq ack(record.ack);
    while (!outstanding.empty() && outstanding.front().end <= ack) {
      const Sent sent = outstanding.front();
      outstanding.pop_front();
      if (sent.end != ack) continue;
      const int64_t took_ns = std::max<int64_t>(record.time_ns - sent.time_ns, 0);
      if (reaction.samples == 0 || took_ns < reaction.least_ns) reaction.least_ns = took_ns;
      ++reaction.samples;
    }
  }
  return reaction;
}

bool CompareTiming(const Suspect& suspect, ResetJudgment& judgment) {
  const ObservedSegment& reset = suspect.segment;
  if (!reset.Has(kAck) || suspect.reaction.samples == 0) return false;
  const int64_t passed_ns = TimeOfAcked(suspect, reset.ack);
  if (passed_ns < 0) return false;
  // An end may reset a connection for reasons of its own. Only information that it cannot have
  // received yet is evidence.
  const bool news = suspect.before.empty() || suspect.before.back().ack < reset.ack ||
                    suspect.before.back().Has(kSyn);
  const int64_t took_ns = reset.time_ns - passed_ns;
  judgment.numbers[static_cast<size_t>(ResetEvidence::timing)] = {took_ns,
                                                                  suspect.reaction.least_ns};
  if (took_ns >= suspect.reaction.least_ns) {
    judgment.agrees.Add(ResetEvidence::timing);
    return false;
  }
  // Delays of a path decrease, but not suddenly by this factor.
  constexpr int64_t kFaster = 2, kMuchFaster = 8;
  if (!news || took_ns * kFaster >= suspect.reaction.least_ns) return false;
  judgment.against.Add(ResetEvidence::timing);
  constexpr int64_t kMeasurable = 1'000'000;
  return suspect.reaction.samples >= 2 && suspect.reaction.least_ns >= kMeasurable &&
         took_ns * kMuchFaster < suspect.reaction.least_ns;
}

void CompareCopies(const Suspect& suspect, ResetJudgment& judgment) {
  constexpr int64_t kBurstNs = 100'000'000;
  const ObservedSegment& reset = suspect.segment;
  const auto peer = static_cast<uint8_t>(1 - reset.from);
  const auto& rows = suspect.talk.SentBy(reset.from);
  const auto at =
      static_cast<size_t>(std::lower_bound(rows.begin(), rows.end(), reset.row) - rows.begin());
  size_t first = at, last = at;
  const auto in_burst = [&](uint32_t row) {
    const SegmentRecord& record = suspect.talk.Record(row);
    return (record.flags & kRst) && std::abs(record.time_ns - reset.time_ns) <= kBurstNs;
  };
  while (first > 0 && at - first < kComparedBefore && in_burst(rows[first - 1])) --first;
  while (last + 1 < rows.size() && last - at < kComparedBefore && in_burst(rows[last + 1])) ++last;
  size_t own_accord = 0, answers = 0, copies = 0;
  for (size_t k = first; k <= last; ++k) {
    const ObservedSegment other = suspect.talk.At(rows[k]);
    (other.AnswersUnknown() ? answers : own_accord) += 1;
    copies += k != at && other.ip && reset.ip && other.seq == reset.seq &&
              other.ip->identification == reset.ip->identification &&
              other.ip->ttl == reset.ip->ttl;
  }
  const bool answering = reset.AnswersUnknown();
  // A packet that was duplicated by the network or by the capture is not a second reset.
  if (!answering && own_accord - std::min<size_t>(copies, 1) >= 2) {
    judgment.numbers[static_cast<size_t>(ResetEvidence::copies)] = {
        static_cast<int64_t>(own_accord), 1};
    return judgment.against.Add(ResetEvidence::copies);
  }
  const size_t asked = suspect.talk.SentBefore(peer, rows[last]);
  if (answering && answers > asked) {
    judgment.numbers[static_cast<size_t>(ResetEvidence::copies)] = {static_cast<int64_t>(answers),
                                                                    static_cast<int64_t>(asked)};
    judgment.against.Add(ResetEvidence::copies);
  }
}

void CompareWhatFollows(const Suspect& suspect, ResetJudgment& judgment) {
  const ObservedSegment& reset = suspect.segment;
  if (reset.Has(kRst) && AnswersBadAck(suspect)) return;
  const auto peer = static_cast<uint8_t>(1 - reset.from);
  for (const ObservedSegment& later : suspect.after) {
    // A SYN may begin a new connection.
    if (later.Has(kSyn) && !later.Has(kAck)) return;
    if (later.Has(kSyn)) {
      const auto& rows = suspect.talk.SentBy(peer);
      for (size_t k = suspect.talk.SentBefore(peer, reset.row);
           k < rows.size() && rows[k] < later.row; ++k) {
        if (suspect.talk.Record(rows[k]).flags & kSyn) return;
      }
    }
    if (reset.Has(kFin) && !reset.Has(kRst)) {
      // After its FIN an end sends no new data, and its next number is the one after the FIN.
      const bool past = later.end() > reset.end();
      const bool short_of = later.length == 0 && !later.Has(kFin) && later.seq < reset.end();
      if (!past && !(short_of && later.timestamps)) continue;
      if (!past && reset.timestamps) continue;
    }
    if (!SentAfter(suspect, later)) continue;
    judgment.numbers[static_cast<size_t>(ResetEvidence::goes_on)] = {later.row, reset.row};
    return judgment.against.Add(ResetEvidence::goes_on);
  }
}

}  // namespace tcpladder
