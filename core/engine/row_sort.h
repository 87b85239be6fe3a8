// One sort function for rows of every kind: a template would add code to the download for each
// kind.
#ifndef TCPLADDER_CORE_ENGINE_ROW_SORT_H_
#define TCPLADDER_CORE_ENGINE_ROW_SORT_H_

#include <vector>

namespace tcpladder {

using Row = const void*;
using RowOrder = bool (*)(Row, Row);

// A stable merge sort, so no order of rows in a hostile capture can make it slow.
void SortRows(std::vector<Row>& rows, RowOrder before);

template <typename T>
std::vector<Row> RowsOf(const std::vector<T>& items) {
  std::vector<Row> rows;
  rows.reserve(items.size());
  for (const T& item : items) rows.push_back(&item);
  return rows;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ROW_SORT_H_
