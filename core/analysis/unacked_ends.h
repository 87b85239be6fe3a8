// The ends of the segments of one direction that wait for an acknowledgment.
#ifndef TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_
#define TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/base/seq.h"

namespace tcpladder {

// A bounded bag of sequence numbers from which an acknowledgment takes all that it covers. Kept
// sorted around the circle, so that segments in order are appended and taken off at the front: a
// constant number of steps each. Three numbers fit without a block of their own.
class UnackedEnds {
 public:
  static constexpr size_t kMax = 10000;

  size_t size() const { return count_; }
  bool full() const { return count_ == kMax; }

  // Must not be called when full. An end in order costs O(1), one among others a move of those
  // behind it.
  void Add(Seq end) {
    if (count_ == 0 && !block_) {
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

  // Octets held on the heap.
  size_t memory() const { return capacity_ * sizeof(Seq); }

 private:
  static constexpr size_t kInline = 3;

  Seq* data() { return block_ ? block_.get() : inline_.data(); }
  void AddBehind(Seq end);
  void Cover(Seq ack);
  void MakeRoom();
  void Clear();
  void FilterAll(Seq ack);

  std::unique_ptr<Seq[]> block_;
  std::array<Seq, kInline> inline_;
  Seq floor_;           // the last acknowledgment; ends are sorted by their distance from it
  uint16_t first_ = 0;  // ends stand in [first_, first_ + count_)
  uint16_t count_ = 0;
  uint16_t capacity_ = 0;  // of block_
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_UNACKED_ENDS_H_
