// A sort for code that is downloaded and seldom run: each instance of std::sort adds 2 to 7 kB to
// the WebAssembly module, each instance of this one 0.2 kB. It takes about twice the time.
#ifndef TCPLADDER_CORE_BASE_SORT_H_
#define TCPLADDER_CORE_BASE_SORT_H_

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace tcpladder {

// Whether the item at index `a` goes before the one at index `b`: a strict weak order. Refers to a
// callable, which has to outlive it.
class IndexOrder {
 public:
  template <class Before>
  explicit IndexOrder(const Before& before)
      : before_(&before), call_([](const void* callable, uint32_t a, uint32_t b) {
          return (*static_cast<const Before*>(callable))(a, b);
        }) {}
  bool operator()(uint32_t a, uint32_t b) const { return call_(before_, a, b); }

 private:
  const void* before_;
  bool (*call_)(const void*, uint32_t, uint32_t);
};

// The indices 0 to `count` - 1 in the given order, equal ones in ascending order. Linear for items
// that are sorted already.
std::vector<uint32_t> SortedIndices(uint32_t count, IndexOrder before);

// Sorts at most 2^32 - 1 items; equal ones keep their order. Takes 8 bytes of memory per item.
template <class Item, class Less = std::less<>>
void SortStably(std::span<Item> items, const Less& less = {}) {
  const auto before = [&](uint32_t a, uint32_t b) { return less(items[a], items[b]); };
  std::vector<uint32_t> from =
      SortedIndices(static_cast<uint32_t>(items.size()), IndexOrder(before));
  // Each cycle of the permutation is moved by one item; from[i] == i marks what is in place.
  for (uint32_t first = 0; first < from.size(); ++first) {
    if (from[first] == first) continue;
    Item held = std::move(items[first]);
    uint32_t to = first;
    while (from[to] != first) {
      items[to] = std::move(items[from[to]]);
      to = std::exchange(from[to], to);
    }
    items[to] = std::move(held);
    from[to] = to;
  }
}

template <class Item, class Less = std::less<>>
void SortStably(std::vector<Item>& items, const Less& less = {}) {
  SortStably(std::span(items), less);
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_SORT_H_
