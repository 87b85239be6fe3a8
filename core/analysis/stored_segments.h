// The segments of one direction that wait for an acknowledgment.
#ifndef TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_
#define TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "core/base/seq.h"

namespace tcpladder {

// A bounded list of ranges of sequence numbers in the order in which they were sent. While they are
// in ascending order, an acknowledgment takes them off at the front: a constant number of steps for
// each. One among others costs every acknowledgment a look at the whole list until it has gone.
// One range fits without a block of its own.
class StoredSegments {
 public:
  static constexpr size_t kMax = 10000;

  // Numbers [seq, end). The end is not the start: an empty segment is not stored.
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
  // Drops each range that is not after `ack`, and of one that spans it the numbers before it.
  void Acknowledge(Seq ack) {
    if (count_ == 0) return;
    if (ordered_) {
      AcknowledgeInOrder(ack);
    } else {
      AcknowledgeAny(ack);
    }
  }
  // Whether one range holds all numbers from `seq` up to `end`.
  bool Holds(Seq seq, Seq end) const;
  // Where the numbers from `ack` on end that were sent one after the other: of the ranges that
  // begin at or after `ack`, taken in the order of sending, the first must begin there and each
  // further one where the one before it ends. `ack` where the first does not.
  Seq EndOfRun(Seq ack) const;

  // Bytes held on the heap.
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
  // The range stands here again.
  void FreeBlock();
  void Swap(StoredSegments& other) noexcept;
  void AddBehind(Range range);
  void AcknowledgeInOrder(Seq ack);
  void AcknowledgeAny(Seq ack);
  void MakeRoom();
  void Clear();

  // Two of these for every pair of ends: where there is a block, its address takes the room of the
  // range.
  alignas(Range*) Range inline_;
  Seq last_ack_;        // of the last look at the whole list
  uint16_t first_ = 0;  // ranges stand in [first_, first_ + count_)
  uint16_t count_ = 0;
  uint16_t capacity_ = 0;      // of the block; 0: none
  uint16_t settled_ : 15 = 0;  // so many of the first were there at the last look
  uint16_t ordered_ : 1 = 1;   // starts and ends ascend, and all lie within 2^31
};

static_assert(sizeof(StoredSegments) <= 24);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_STORED_SEGMENTS_H_
