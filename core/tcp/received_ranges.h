// Bytes that were seen beyond the next expected number: what waits for a hole to be filled.
#ifndef TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_
#define TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/seq.h"

namespace tcpladder {

// A sorted list of at most four half-open, disjoint, non-touching ranges above RCV.NXT. A fifth
// hole makes it forget the highest range rather than believe that a hole was filled: the
// receiver's own acknowledgments mend that soon, and a FIN is never taken too early for it.
// Few connections ever need one: the ranges live in a block of their own from the first hole on.
class ReceivedRanges {
 public:
  ReceivedRanges() = default;
  ReceivedRanges(ReceivedRanges&&) = default;
  ReceivedRanges& operator=(ReceivedRanges&&) = default;
  ReceivedRanges(const ReceivedRanges& other)
      : list_(other.list_ ? std::make_unique<List>(*other.list_) : nullptr) {}
  ReceivedRanges& operator=(const ReceivedRanges& other) {
    if (this != &other) *this = ReceivedRanges(other);
    return *this;
  }
  ~ReceivedRanges() = default;

  // Adds [begin, end) and returns the new RCV.NXT: `rcv_nxt` itself where a hole remains before
  // it, else the end of what is now without a hole. O(1).
  Seq Take(Seq rcv_nxt, Seq begin, Seq end);

  // Drops what lies below `rcv_nxt`, which moved up by other evidence; returns where the bytes
  // seen without a hole end now.
  Seq Absorb(Seq rcv_nxt);

  // Bytes missing between `rcv_nxt` and `end`.
  uint32_t Missing(Seq rcv_nxt, Seq end) const;

  // True when all of [begin, end) lies in one range.
  bool Covers(Seq begin, Seq end) const;

  void Clear() {
    if (list_) list_->count = 0;
  }
  bool empty() const { return !list_ || list_->count == 0; }

  // Bytes held on the heap.
  size_t memory() const { return list_ ? sizeof(List) : 0; }

 private:
  static constexpr size_t kMax = 4;
  struct Range {
    Seq begin, end;
  };

  void Insert(Range range);
  void Erase(size_t first, size_t last);

  struct List {
    std::array<Range, kMax> ranges;
    uint8_t count = 0;
  };

  std::span<const Range> ranges() const {
    if (!list_) return {};
    return std::span(list_->ranges).first(list_->count);
  }

  std::unique_ptr<List> list_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_
