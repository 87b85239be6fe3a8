#include "core/resets/reset_judgment.h"

#include <algorithm>
#include <bit>

#include "core/base/sort.h"
#include "core/engine/replay.h"
#include "core/resets/marks.h"

namespace tcpladder {
namespace {

constexpr size_t kMostCompared = 8192;
constexpr size_t kOthers = 4;
constexpr size_t kAnswered = 2;  // segments of the peer that a reset may answer

bool IsJudged(const SegmentRecord& record) { return (record.flags & (kRst | kFin)) != 0; }

class Chooser {
 public:
  Chooser(const Engine& engine, uint32_t connection) : engine_(engine) {
    uint32_t row = 0;
    for (uint32_t i = engine.connections()[connection].first_segment; i != kNone;
         i = engine.segments()[i].next, ++row) {
      const SegmentRecord& record = engine.segments()[i];
      if (IsJudged(record)) judged_.push_back({sent_[0].size(), sent_[1].size(), record.from()});
      sent_[record.from()].push_back(i);
    }
  }

  bool nothing() const { return judged_.empty(); }

  void TakeAround() {
    for (const Judged& judged : judged_) {
      if (chosen_.size() >= kMostCompared) return;
      const size_t own = judged.sent[judged.from], peer = judged.sent[1 - judged.from];
      Take(sent_[judged.from], own - std::min(own, kComparedBefore * 2),
           own + 1 + kComparedAfter * 2);
      Take(sent_[1 - judged.from], peer - std::min(peer, kAnswered), peer);
      Take(sent_[1 - judged.from], 0, 1);
    }
  }

  void TakeElsewhere(const std::vector<uint32_t>& others) {
    for (const uint32_t ordinal : others) {
      uint32_t row = 0;
      for (uint32_t i = engine_.connections()[ordinal].first_segment;
           i != kNone && row < kElsewhereRows; i = engine_.segments()[i].next, ++row) {
        Take(i);
      }
    }
  }

  std::vector<uint32_t> Chosen() {
    SortStably(chosen_);
    chosen_.erase(std::unique(chosen_.begin(), chosen_.end()), chosen_.end());
    return std::move(chosen_);
  }

 private:
  struct Judged {
    Judged(size_t client, size_t server, uint8_t sender) : sent{client, server}, from(sender) {}
    std::array<size_t, 2> sent;  // segments that each end sent before it
    uint8_t from;
  };

  void Take(uint32_t segment) {
    constexpr uint16_t kUnplaced = 0xffff;
    if (engine_.segments()[segment].header_offset != kUnplaced) chosen_.push_back(segment);
  }
  void Take(const std::vector<uint32_t>& sent, size_t first, size_t last) {
    for (size_t k = first; k < std::min(last, sent.size()); ++k) Take(sent[k]);
  }

  const Engine& engine_;
  std::array<std::vector<uint32_t>, 2> sent_;
  std::vector<Judged> judged_;
  std::vector<uint32_t> chosen_;
};

Taken TakenBy(const Events& events, EndState before, bool fin) {
  const State state = before.state;
  if (state == State::closed) return Taken::no;
  if (state == State::unknown || state == State::listen || state == State::syn_received ||
      state == State::time_wait) {
    return Taken::unknown;
  }
  Taken taken = Taken::unknown;
  for (const Event& event : events) {
    switch (event.id) {
      case EventId::rst_exact:
      case EventId::rst_acks_syn:
        if (!fin) taken = event.passed ? Taken::yes : Taken::no;
        break;
      case EventId::rst_in_window:
      case EventId::rst_outside:
        if (!fin) taken = Taken::no;
        break;
      case EventId::fin_in_order:
        if (fin) taken = event.passed ? Taken::yes : Taken::no;
        break;
      default:
        break;
    }
  }
  return taken;
}

// Whether it has the number of a FIN that the receiver has accepted, so that the tracker cannot
// decide yet.
bool IsAtFin(const Events& events) {
  const auto is = [&](EventId id) {
    return std::any_of(events.begin(), events.end(), [=](const Event& e) { return e.id == id; });
  };
  return is(EventId::rst_waits) && !is(EventId::rst_in_window);
}

// Linux accepts a reset that has the number of the FIN before it; RFC 5961 does not. If the
// receiver sends nothing after such a reset, it is assumed to have accepted it, but none after it.
void JudgeTakenAtFin(const std::vector<size_t>& at_fin, const std::array<uint32_t, 2>& last_sent,
                     std::vector<ResetJudgment>& judgments) {
  for (const size_t i : at_fin) {
    ResetJudgment& first = judgments[i];
    const size_t receiver = 1 - first.end;
    if (first.taken != Taken::unknown || last_sent[receiver] > first.row) continue;
    first.taken = Taken::yes;
    for (size_t k = i + 1; k < judgments.size(); ++k) {
      if (judgments[k].end == first.end) judgments[k].taken = Taken::no;
    }
  }
}

// The tracker's events about every RST and FIN of the connection.
std::vector<ResetJudgment> JudgedRows(const Engine& engine, uint32_t ordinal) {
  std::vector<ResetJudgment> judgments;
  const Connection& connection = engine.connections()[ordinal];
  EventReplay replay(engine, connection);
  std::array<EndState, 2> states{};
  std::array<uint32_t, 2> last_sent{};
  std::vector<size_t> at_fin;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    replay.Next();
    last_sent[record.from()] = row;
    if (IsJudged(record)) {
      if (IsAtFin(replay.events())) at_fin.push_back(judgments.size());
      const bool fin = !(record.flags & kRst);
      judgments.push_back({.row = row,
                           .end = record.from(),
                           .taken = TakenBy(replay.events(), states[1 - record.from()], fin)});
    }
    states = {EndState::Unpack(record.client_state), EndState::Unpack(record.server_state)};
  }
  JudgeTakenAtFin(at_fin, last_sent, judgments);
  return judgments;
}

// Segments of the end near `row`, without resets and without segments judged to be forged.
std::vector<ObservedSegment> Around(const ObservedTalk& talk, const ObservedSegment& judged,
                                    bool after, const std::vector<uint32_t>& forged) {
  const auto& rows = talk.SentBy(judged.from);
  const size_t at = talk.SentBefore(judged.from, judged.row);
  const size_t most = after ? kComparedAfter : kComparedBefore;
  std::vector<ObservedSegment> seen;
  for (size_t k = 1; k <= most * 2 && seen.size() < most; ++k) {
    if (after ? at + k >= rows.size() : k > at) break;
    const uint32_t row = rows[after ? at + k : at - k];
    if (talk.Record(row).flags & kRst) continue;
    if (std::find(forged.begin(), forged.end(), row) != forged.end()) continue;
    seen.push_back(talk.At(row));
  }
  if (!after) std::reverse(seen.begin(), seen.end());
  return seen;
}

// Evidence that no genuine end explains and that suffices on its own; other evidence needs a second
// piece. A reset for a connection that the stack does not know is made without its state: some
// stacks set a window in it, or omit don't fragment.
bool Decides(ResetEvidence evidence, bool answers_unknown) {
  switch (evidence) {
    case ResetEvidence::sequence:
    case ResetEvidence::timing:
    case ResetEvidence::copies:
      return false;
    case ResetEvidence::window:
    case ResetEvidence::df:
      return !answers_unknown;
    default:
      return true;
  }
}

ResetOrigin OriginOf(const ResetJudgment& judgment, bool answers_unknown, bool much_too_soon) {
  bool decided = much_too_soon || judgment.against.size() >= 2;
  for (size_t i = 0; i < kResetEvidenceNames.size(); ++i) {
    const auto evidence = static_cast<ResetEvidence>(i);
    decided = decided || (judgment.against.Has(evidence) && Decides(evidence, answers_unknown));
  }
  if (decided) return ResetOrigin::middle;
  const bool agrees = judgment.against.empty() && judgment.compared > 0;
  return agrees ? ResetOrigin::end : ResetOrigin::cannot_be_told;
}

// Ends close connections in many ways. A FIN is judged to be forged only if the end continues and
// there is a second piece of evidence, or if there are three.
ResetOrigin OriginOfFin(const ResetJudgment& judgment) {
  const int needed = judgment.against.Has(ResetEvidence::goes_on) ? 2 : 3;
  return judgment.against.size() >= needed ? ResetOrigin::middle : ResetOrigin::end;
}

void Judge(const ObservedTalk& talk, const std::array<ReactionTime, 2>& reactions,
           const std::array<std::vector<ObservedSegment>, 2>& elsewhere,
           const std::vector<uint32_t>& forged, ResetJudgment& judgment) {
  const ObservedSegment segment = talk.At(judgment.row);
  const Suspect suspect{.talk = talk,
                        .segment = segment,
                        .before = Around(talk, segment, false, forged),
                        .after = Around(talk, segment, true, forged),
                        .elsewhere = elsewhere[segment.from],
                        .reaction = reactions[segment.from]};
  judgment.compared = static_cast<uint32_t>(suspect.before.size() + suspect.after.size());
  if (judgment.compared == 0) {
    judgment.compared = static_cast<uint32_t>(suspect.elsewhere.size());
  }
  CompareTtl(suspect, judgment);
  CompareDontFragment(suspect, judgment);
  CompareIdentification(suspect, judgment);
  CompareWindow(suspect, judgment);
  CompareOptions(suspect, judgment);
  const bool much_too_soon = CompareTiming(suspect, judgment);
  CompareWhatFollows(suspect, judgment);
  if (!segment.Has(kRst)) {
    judgment.origin = OriginOfFin(judgment);
    return;
  }
  CompareSequence(suspect, judgment);
  CompareCopies(suspect, judgment);
  judgment.origin = OriginOf(judgment, segment.AnswersUnknown(), much_too_soon);
}

// If a reset was forged in the name of an end, that end still has its connection, although the
// tracker considers it closed. Later segments to it are judged by its last acknowledgment number.
void JudgeTakenAfterForgery(const ObservedTalk& talk, std::vector<ResetJudgment>& judgments) {
  std::array<bool, 2> forged{}, closed{};
  for (ResetJudgment& judgment : judgments) {
    const SegmentRecord& record = talk.Record(judgment.row);
    if (!(record.flags & kRst)) continue;
    const auto receiver = static_cast<uint8_t>(1 - judgment.end);
    if (judgment.taken == Taken::no && forged[receiver] && !closed[receiver]) {
      const auto& rows = talk.SentBy(receiver);
      size_t k = talk.SentBefore(receiver, judgment.row);
      const auto counts = [&](const SegmentRecord& sent) {
        return (sent.flags & kAck) && !(sent.flags & kRst);
      };
      while (k > 0 && !counts(talk.Record(rows[k - 1]))) --k;
      if (k > 0 && talk.Record(rows[k - 1]).ack == record.seq) judgment.taken = Taken::yes;
    }
    closed[receiver] = closed[receiver] || judgment.taken == Taken::yes;
    if (judgment.origin == ResetOrigin::middle) {
      forged[judgment.end] = true;
    } else {
      closed[judgment.end] = true;
    }
  }
}

}  // namespace

int ResetEvidenceSet::size() const { return std::popcount(bits_); }

std::vector<uint32_t> SegmentsToCompare(const Engine& engine, uint32_t connection,
                                        const HostPairs& hosts) {
  Chooser chooser(engine, connection);
  if (chooser.nothing()) return {};
  chooser.TakeAround();
  chooser.TakeElsewhere(hosts.Others(connection, kOthers));
  return chooser.Chosen();
}

std::vector<ResetJudgment> JudgeResets(const Engine& engine, uint32_t connection,
                                       const HostPairs& hosts, const Rereads& rereads) {
  std::vector<ResetJudgment> judgments = JudgedRows(engine, connection);
  if (judgments.empty()) return judgments;
  const ObservedTalk talk(engine, connection, rereads);
  const std::array reactions{ReactionTimeOf(talk, 0), ReactionTimeOf(talk, 1)};
  const std::vector<uint32_t> others = hosts.Others(connection, kOthers);
  const std::array elsewhere{talk.Elsewhere(0, others), talk.Elsewhere(1, others)};
  std::vector<uint32_t> forged;
  // FINs first, because resets must not be compared with a forged FIN.
  for (const bool resets : {false, true}) {
    for (ResetJudgment& judgment : judgments) {
      if (((talk.Record(judgment.row).flags & kRst) != 0) != resets) continue;
      Judge(talk, reactions, elsewhere, forged, judgment);
      if (!resets && judgment.origin == ResetOrigin::middle) forged.push_back(judgment.row);
    }
  }
  JudgeTakenAfterForgery(talk, judgments);
  std::erase_if(judgments, [&](const ResetJudgment& judgment) {
    return !(talk.Record(judgment.row).flags & kRst) && judgment.origin != ResetOrigin::middle;
  });
  return judgments;
}

}  // namespace tcpladder
