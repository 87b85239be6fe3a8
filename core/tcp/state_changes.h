// Which states lead to which (RFC 9293 figure 5).
#ifndef TCPLADDER_CORE_TCP_STATE_CHANGES_H_
#define TCPLADDER_CORE_TCP_STATE_CHANGES_H_

#include <cstdint>

#include "core/tcp/state.h"

namespace tcpladder {

enum class ChangeKind : uint8_t { figure, call, reset, passing };

// Whether an end that entered `to` by sending a segment was in `from` before.
constexpr bool Follows(State from, State to) {
#define STATE_CHANGE(before, after, kind) \
  if (from == State::before && to == State::after) return ChangeKind::kind != ChangeKind::call;
#include "core/tcp/state_changes.def"
#undef STATE_CHANGE
  return false;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_STATE_CHANGES_H_
