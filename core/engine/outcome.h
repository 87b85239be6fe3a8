// How a connection ended, by its segments and by the ICMP errors about it.
#ifndef TCPLADDER_CORE_ENGINE_OUTCOME_H_
#define TCPLADDER_CORE_ENGINE_OUTCOME_H_

#include <cstdint>

#include "core/analysis/zeek.h"
#include "core/engine/engine.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

// The verdict of the tracker, made `unreachable` where no end answered the SYN but an ICMP error
// did. `connection` must exist. Linear in the errors about it, which are few.
Verdict VerdictOf(const Engine& engine, uint32_t connection);

// One end never appears although the other acknowledges what it sends. Linear in the segments of a
// connection of which one end was captured, constant for any other.
bool ShowsOneDirection(const Engine& engine, const Connection& connection);

// Whether what Zeek's state stands for is what the verdict says.
bool Agrees(ZeekState state, const Verdict& verdict);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_OUTCOME_H_
