#include "core/engine/outcome.h"

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

}  // namespace tcpladder
