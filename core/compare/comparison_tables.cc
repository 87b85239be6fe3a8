#include "core/compare/comparison_tables.h"

#include "core/compare/aligned_rows.h"
#include "core/compare/compare.h"

namespace tcpladder {

ComparisonTables TablesOfComparison(const Story& first, const Story& second) {
  const Comparison comparison = Compare(first, second);
  ComparisonTables tables;
  DivergenceTable& found = tables.divergences;
  for (const Divergence& divergence : comparison.divergences) {
    found.kind.push_back(static_cast<uint8_t>(divergence.kind));
    found.end.push_back(divergence.end);
    found.step.push_back(divergence.step);
    found.detail.push_back(divergence.detail);
    for (size_t i = 0; i < 2; ++i) {
      found.values.push_back(static_cast<double>(divergence.values[i]));
      found.rows.push_back(divergence.rows[i]);
    }
  }
  found.count = static_cast<uint32_t>(found.kind.size());
  AlignedTable& lines = tables.lines;
  for (const AlignedRows& line : AlignRows(first, second, comparison.steps)) {
    lines.rows.insert(lines.rows.end(), line.rows.begin(), line.rows.end());
    lines.step.push_back(line.step);
    lines.phase.push_back(static_cast<uint8_t>(comparison.steps[line.step].phase));
  }
  lines.count = static_cast<uint32_t>(lines.step.size());
  return tables;
}

}  // namespace tcpladder
