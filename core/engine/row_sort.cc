#include "core/engine/row_sort.h"

#include <algorithm>
#include <cstddef>

namespace tcpladder {

void SortRows(std::vector<Row>& rows, RowOrder before) {
  const auto size = static_cast<std::ptrdiff_t>(rows.size());
  std::vector<Row> merged(rows.size());
  for (std::ptrdiff_t run = 1; run < size; run *= 2) {
    for (std::ptrdiff_t at = 0; at < size; at += 2 * run) {
      const auto begin = rows.begin() + at;
      const auto middle = rows.begin() + std::min(at + run, size);
      const auto end = rows.begin() + std::min(at + 2 * run, size);
      const auto out = merged.begin() + at;
      if (middle == end || !before(*middle, *(middle - 1))) {
        std::copy(begin, end, out);
      } else {
        std::merge(begin, middle, middle, end, out, before);
      }
    }
    rows.swap(merged);
  }
}

}  // namespace tcpladder
