#include "core/engine/outcome.h"

#include "core/net/tcp_flags.h"

namespace tcpladder {

Verdict VerdictOf(const Engine& engine, uint32_t connection) {
  Verdict verdict = VerdictOf(engine.connections()[connection].tracker);
  if (verdict.outcome != Outcome::no_answer) return verdict;
  const IcmpErrors& errors = engine.icmp_errors();
  for (uint32_t i = errors.First(connection); i != kNone; i = errors[i].next) {
    if (errors[i].to == 0 && ExplainsNoAnswer(errors[i].error)) {
      verdict.outcome = Outcome::unreachable;
      break;
    }
  }
  return verdict;
}

bool ShowsOneDirection(const Engine& engine, const Connection& connection) {
  if (connection.segments[0] > 0 && connection.segments[1] > 0) return false;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    if ((engine.segments()[i].flags & (kAck | kRst | kSyn)) == kAck) return true;
  }
  return false;
}

namespace {

// Both FINs were sent, but a reset ended the connection before both were acknowledged.
bool ResetBeforeAcked(const Verdict& verdict) {
  const auto& acked = verdict.fin_acked_rows;
  return verdict.reset_row != kNoRow &&
         (verdict.reset_row < acked[0] || verdict.reset_row < acked[1]);
}

}  // namespace

bool Agrees(ZeekState state, const Verdict& verdict) {
  const Opening opening = verdict.opening;
  const Outcome outcome = verdict.outcome;
  const bool opened = opening == Opening::three_way || opening == Opening::simultaneous ||
                      opening == Opening::fast_open;
  const bool unanswered = opening == Opening::unanswered;
  const bool reply_only = opening == Opening::reply_only;
  switch (state) {
    case ZeekState::S0:
      return outcome == Outcome::no_answer || outcome == Outcome::unreachable;
    case ZeekState::S1:
      return outcome == Outcome::still_open && opened;
    case ZeekState::SF:
      return opened && !ResetBeforeAcked(verdict) &&
             (outcome == Outcome::closed_by_client || outcome == Outcome::closed_by_server ||
              outcome == Outcome::closed_together);
    case ZeekState::REJ:
      return outcome == Outcome::refused;
    case ZeekState::S2:
      return outcome == Outcome::half_closed_by_client && !unanswered;
    case ZeekState::S3:
      return outcome == Outcome::half_closed_by_server && !reply_only;
    case ZeekState::RSTO:
      return outcome == Outcome::reset_by_client && !unanswered;
    case ZeekState::RSTR:
      return outcome == Outcome::reset_by_server && !reply_only;
    case ZeekState::RSTOS0:
      return outcome == Outcome::reset_by_client && unanswered;
    case ZeekState::RSTRH:
      return outcome == Outcome::reset_by_server && reply_only;
    case ZeekState::SH:
      return outcome == Outcome::half_closed_by_client && unanswered;
    case ZeekState::SHR:
      return outcome == Outcome::half_closed_by_server && reply_only;
    case ZeekState::OTH:
      return opening == Opening::mid_stream;
  }
  return false;
}

}  // namespace tcpladder
