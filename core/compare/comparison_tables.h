// A comparison of two connections as columns.
#ifndef TCPLADDER_CORE_COMPARE_COMPARISON_TABLES_H_
#define TCPLADDER_CORE_COMPARE_COMPARISON_TABLES_H_

#include "core/compare/story.h"
#include "core/engine/tables.h"

namespace tcpladder {

struct ComparisonTables {
  DivergenceTable divergences;
  AlignedTable lines;
};

// Linear in the number of segments of both.
ComparisonTables TablesOfComparison(const Story& first, const Story& second);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_COMPARE_COMPARISON_TABLES_H_
