// How a connection ended, according to its segments and to ICMP errors about it.
#ifndef TCPLADDER_CORE_ENGINE_OUTCOME_H_
#define TCPLADDER_CORE_ENGINE_OUTCOME_H_

#include <cstdint>

#include "core/analysis/zeek.h"
#include "core/engine/engine.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

// The tracker's verdict, changed to `unreachable` if no end answered the SYN but an ICMP error did.
// `connection` must exist. Linear in the errors about it, which are few.
Verdict VerdictOf(const Engine& engine, uint32_t connection);

// Whether only one end was captured although it acknowledges data of the other. Linear in the
// segments of a connection of which one end was captured, constant for others.
bool ShowsOneDirection(const Engine& engine, const Connection& connection);

// Whether Zeek's state means the same as the verdict.
bool Agrees(ZeekState state, const Verdict& verdict);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_OUTCOME_H_
