// A connection tracked once more from its records, this time with the reasons.
#ifndef TCPLADDER_CORE_ENGINE_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_REPLAY_H_

#include "core/engine/engine.h"
#include "core/tcp/statements.h"

namespace tcpladder {

// The record as the tracker sees it.
TrackedSegment ToTracked(const SegmentRecord& record);

// What the tracker says about every segment of a connection; rows count from 0 and ascend.
// Linear in the connection's segments.
Statements StatementsOf(const Engine& engine, const Connection& connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_REPLAY_H_
