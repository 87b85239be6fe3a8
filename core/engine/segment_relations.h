// What the segments of one connection are to each other: columns made of other columns.
#ifndef TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_
#define TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_

#include "core/engine/tables.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

// 0: the client sent the segment of `row`, 1: the server.
inline uint8_t SenderOf(const SegmentTable& table, uint32_t row) {
  return table.flags[row] & SegmentRecord::kFromServer ? 1 : 0;
}

// Each fills columns of a table whose columns of the records are complete. Linear in the rows.

// `copy_of`: equal packets so close together that no sender can have sent both.
void FindCopies(SegmentTable& table);

// `duplicates`, `duplicate_of` and `lost_to`. That a segment was lost is said only where the
// receiver asked for exactly its number, again and again, before it was repeated; a timeout alone
// may as well have lost the answer.
void CountDuplicates(SegmentTable& table);

// `evidence` and `refuted`: the later segment that settles a state which is not sure yet. Its own
// end sends something that only this state, or one after it, allows, or goes back to an earlier
// one.
void FindEvidence(const Verdict& verdict, SegmentTable& table);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SEGMENT_RELATIONS_H_
