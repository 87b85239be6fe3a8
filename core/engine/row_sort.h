// One sort for rows of every kind, as each kind would bring a copy of its own to the download.
#ifndef TCPLADDER_CORE_ENGINE_ROW_SORT_H_
#define TCPLADDER_CORE_ENGINE_ROW_SORT_H_

#include <vector>

namespace tcpladder {

using Row = const void*;
using RowOrder = bool (*)(Row, Row);

// Stable, and by merging, which the order of a hostile capture cannot make slow.
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
