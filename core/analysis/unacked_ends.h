// The ends of the segments of one direction that wait for an acknowledgment.
#ifndef TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_
#define TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "core/base/seq.h"

namespace tcpladder {

// A bounded bag of sequence numbers from which an acknowledgment takes all that it covers. Kept
// sorted around the circle, so that segments in order are appended and taken off at the front: a
// constant number of steps each. Three numbers fit without a block of their own.
class UnackedEnds {
 public:
  static constexpr size_t kMax = 10000;

  UnackedEnds() = default;
  UnackedEnds(UnackedEnds&& other) noexcept { Swap(other); }
  UnackedEnds& operator=(UnackedEnds&& other) noexcept {
    UnackedEnds(std::move(other)).Swap(*this);
    return *this;
  }
  ~UnackedEnds() { SetBlock(nullptr, 0); }

  size_t size() const { return count_; }
  bool full() const { return count_ == kMax; }

  // Must not be called when full. An end in order costs O(1), one among others a move of those
  // behind it.
  void Add(Seq end) {
    if (count_ == 0 && capacity_ == 0) {
      first_ = 0;
      count_ = 1;
      inline_[0] = end;
    } else {
      AddBehind(end);
    }
  }
  // Drops every end that is not after `ack`.
  void Acknowledge(Seq ack) {
    if (count_ == 0) {
      floor_ = ack;
    } else {
      Cover(ack);
    }
  }

  // Bytes held on the heap.
  size_t memory() const { return capacity_ * sizeof(Seq); }

 private:
  static constexpr size_t kInline = 3;
  struct Block {
    Seq* begin;
  };

  Seq* data() { return capacity_ != 0 ? block() : inline_.data(); }
  Seq* block() const {
    Block kept;
    std::memcpy(&kept, inline_.data(), sizeof(kept));
    return kept.begin;
  }
  // Frees the block there is; null: the numbers stand here again.
  void SetBlock(std::unique_ptr<Seq[]> numbers, size_t capacity) {
    if (capacity_ != 0) delete[] block();
    capacity_ = static_cast<uint16_t>(capacity);
    const Block kept{numbers.release()};
    if (capacity != 0) std::memcpy(static_cast<void*>(inline_.data()), &kept, sizeof(kept));
  }
  void Swap(UnackedEnds& other) noexcept {
    std::swap(inline_, other.inline_);
    std::swap(floor_, other.floor_);
    std::swap(first_, other.first_);
    std::swap(count_, other.count_);
    std::swap(capacity_, other.capacity_);
  }
  void AddBehind(Seq end);
  void Cover(Seq ack);
  void MakeRoom();
  void Clear();
  void FilterAll(Seq ack);

  // Two of these for every pair of ends: where there is a block its address takes the room of the
  // first numbers.
  std::array<Seq, kInline> inline_;
  Seq floor_;           // the last acknowledgment; ends are sorted by their distance from it
  uint16_t first_ = 0;  // ends stand in [first_, first_ + count_)
  uint16_t count_ = 0;
  uint16_t capacity_ = 0;  // of the block; 0: none
};

static_assert(sizeof(UnackedEnds) == 24);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_
