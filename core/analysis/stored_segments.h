// The unacknowledged segments of one direction.
#ifndef TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_
#define TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/base/seq.h"

namespace tcpladder {

// A bounded list of ranges of sequence numbers, in the order in which they were sent. As long as
// they ascend, an acknowledgment removes ranges at the front, each in constant time. If any range
// is out of order, every acknowledgment searches the whole list. A single range is stored without
// an allocated block.
class StoredSegments {
 public:
  static constexpr size_t kMax = 10000;

  // Numbers [seq, end). Never empty: a segment that occupies no numbers is not stored.
  struct Range {
    Seq seq, end;
  };

  StoredSegments() = default;
  StoredSegments(StoredSegments&& other) noexcept { Swap(other); }
  StoredSegments& operator=(StoredSegments&& other) noexcept {
    StoredSegments(std::move(other)).Swap(*this);
    return *this;
  }
  ~StoredSegments() { FreeBlock(); }

  size_t size() const { return count_; }
  bool full() const { return count_ == kMax; }

  // Must not be called when full.
  void Add(Range range) {
    if (count_ != 0 || capacity_ != 0) {
      AddBehind(range);
      return;
    }
    first_ = settled_ = 0;
    ordered_ = true;
    count_ = 1;
    inline_ = range;
  }
  // Removes the ranges that `ack` covers, and the covered beginning of a range that spans it.
  void Acknowledge(Seq ack) {
    if (count_ == 0) return;
    if (ordered_) {
      AcknowledgeInOrder(ack);
    } else {
      AcknowledgeAny(ack);
    }
  }
  // Whether one range contains all numbers from `seq` up to `end`.
  bool Holds(Seq seq, Seq end) const;
  // The end of the numbers sent in sequence from `ack`. Considers the ranges that begin at or after
  // `ack`, in the order of sending: the first must begin at `ack`, and each other one where the
  // previous one ends. Returns `ack` itself if the first does not.
  Seq EndOfRun(Seq ack) const;

  // Bytes allocated on the heap.
  size_t memory() const { return capacity_ * sizeof(Range); }

 private:
  const Range* data() const { return capacity_ != 0 ? block() : &inline_; }
  Range* data() { return capacity_ != 0 ? block() : &inline_; }
  Range* block() const {
    Range* block;
    std::memcpy(&block, &inline_, sizeof(void*));
    return block;
  }
  void TakeBlock(Range* block, size_t capacity);
  // Returns to the inline range.
  void FreeBlock();
  void Swap(StoredSegments& other) noexcept;
  void AddBehind(Range range);
  void AcknowledgeInOrder(Seq ack);
  void AcknowledgeAny(Seq ack);
  void MakeRoom();
  void Clear();

  // Each pair of ends has two of these objects, so the address of the block is stored in place of
  // the inline range.
  alignas(Range*) Range inline_;
  Seq last_ack_;        // of the last search through the whole list
  uint16_t first_ = 0;  // ranges are in [first_, first_ + count_)
  uint16_t count_ = 0;
  uint16_t capacity_ = 0;      // of the block; 0: none
  uint16_t settled_ : 15 = 0;  // number of leading ranges that the last search examined
  uint16_t ordered_ : 1 = 1;   // starts and ends ascend, and all lie within 2^31
};

static_assert(sizeof(StoredSegments) <= 24);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_
