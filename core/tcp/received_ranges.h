// Data received above RCV.NXT, which waits until the gap before it is filled.
#ifndef TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_
#define TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/seq.h"

namespace tcpladder {

// A sorted list of at most four half-open ranges above RCV.NXT that neither overlap nor touch. A
// fifth range drops the highest one, so that no gap is wrongly considered filled. The receiver's
// own acknowledgments soon correct the result, and a FIN is never accepted too early. Few
// connections need ranges, so they are stored in a separate block that is allocated at the first
// gap.
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

  // Adds [begin, end) and returns the new RCV.NXT: `rcv_nxt` itself if there is still a gap before
  // `begin`, otherwise the end of the contiguous data. O(1).
  Seq Take(Seq rcv_nxt, Seq begin, Seq end);

  // Drops everything below `rcv_nxt`, which was advanced by other evidence. Returns the end of the
  // contiguous data.
  Seq Absorb(Seq rcv_nxt);

  // Bytes missing between `rcv_nxt` and `end`.
  uint32_t Missing(Seq rcv_nxt, Seq end) const;

  // True if one range contains all of [begin, end).
  bool Covers(Seq begin, Seq end) const;

  void Clear() {
    if (list_) list_->count = 0;
  }
  bool empty() const { return !list_ || list_->count == 0; }

  // Bytes allocated on the heap.
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
