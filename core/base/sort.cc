#include "core/base/sort.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace tcpladder {

// Merges runs of 1, 2, 4 … indices. std::stable_sort would do, but is 4 kB large.
std::vector<uint32_t> SortedIndices(uint32_t count, IndexOrder before) {
  std::vector<uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  if (std::is_sorted(indices.begin(), indices.end(), before)) return indices;
  std::vector<uint32_t> merged(count);
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t from = 0; from < count; from += 2 * width) {
      const auto first = indices.data() + from;
      const auto second = indices.data() + std::min<size_t>(from + width, count);
      const auto end = indices.data() + std::min<size_t>(from + 2 * width, count);
      std::merge(first, second, second, end, merged.data() + from, before);
    }
    indices.swap(merged);
  }
  return indices;
}

}  // namespace tcpladder
