// How the segments of one connection relate to each other: columns computed from other columns.
#ifndef TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_
#define TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_

#include "core/engine/tables.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

// 0: the client sent the segment of `row`, 1: the server.
inline uint8_t SenderOf(const SegmentTable& table, uint32_t row) {
  return table.flags[row] & SegmentRecord::kFromServer ? 1 : 0;
}

// Each fills columns of a table whose record columns are complete. Linear in the rows.

// `copy_of`: equal packets so close together that no sender can have sent both.
void FindCopies(SegmentTable& table);

// `duplicates`, `duplicate_of` and `lost_to`. A segment is reported as lost only if the receiver
// asked for exactly its number, repeatedly, before it was retransmitted. After a timeout alone, the
// answer may have been lost instead.
void CountDuplicates(SegmentTable& table);

// A SYN that is answered with RST opened nothing: its receiver stays in CLOSED. Call before
// FindEvidence().
void ForgetRefused(const Verdict& verdict, SegmentTable& table);

// `evidence` and `refuted`: the later segment that settles a state which is not sure yet. Its own
// end sends something that only this state, or one after it, allows, or returns to an earlier
// state.
void FindEvidence(const Verdict& verdict, SegmentTable& table);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_
