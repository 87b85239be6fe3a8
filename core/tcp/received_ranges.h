// Octets that were seen beyond the next expected number: what waits for a hole to be filled.
#ifndef TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_
#define TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_

#include <array>
#include <cstdint>

#include "core/base/seq.h"

namespace tcpladder {

// A sorted list of at most four half-open, disjoint, non-touching ranges above RCV.NXT. A fifth
// hole makes it forget the highest range rather than believe that a hole was filled: the
// receiver's own acknowledgments mend that soon, and a FIN is never taken too early for it.
class ReceivedRanges {
 public:
  // Adds [begin, end) and returns the new RCV.NXT: `rcv_nxt` itself where a hole remains before
  // it, else the end of what is now without a hole. O(1).
  Seq Take(Seq rcv_nxt, Seq begin, Seq end);

  // Drops what lies below `rcv_nxt`, which moved up by other evidence; returns where the octets
  // seen without a hole end now.
  Seq Absorb(Seq rcv_nxt);

  // Octets missing between `rcv_nxt` and `end`.
  uint32_t Missing(Seq rcv_nxt, Seq end) const;

  // True when all of [begin, end) lies in one range.
  bool Covers(Seq begin, Seq end) const;

  void Clear() { count_ = 0; }
  bool empty() const { return count_ == 0; }

 private:
  static constexpr int kMax = 4;
  struct Range {
    Seq begin, end;
  };

  void Insert(Range range);
  void Erase(int first, int last);

  std::array<Range, kMax> ranges_;
  uint8_t count_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_RECEIVED_RANGES_H_
