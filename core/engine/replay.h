// A connection followed once more from its records: with the tracker's reasons, or as Zeek sees it.
#ifndef TCPLADDER_CORE_ENGINE_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_REPLAY_H_

#include "core/analysis/zeek.h"
#include "core/engine/engine.h"
#include "core/tcp/statements.h"

namespace tcpladder {

// The record as the tracker sees it.
TrackedSegment ToTracked(const SegmentRecord& record);

// What the tracker says about every segment of a connection; rows count from 0 and ascend.
// Linear in the connection's segments.
Statements StatementsOf(const Engine& engine, const Connection& connection);

// Zeek's rows about a connection. Its state is a third of what a connection would take, and is
// wanted only when a table is made. Linear in the connection's segments.
ZeekConnection ZeekOf(const Engine& engine, const Connection& connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_REPLAY_H_
