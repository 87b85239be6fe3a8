// Converts sequence numbers to offsets in the payload stream of an end.
#ifndef TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_
#define TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_

#include <cstdint>
#include <optional>

#include "core/base/seq.h"
#include "core/engine/connection.h"

namespace tcpladder {

// Offsets have 64 bits and count from the byte after the SYN. If no SYN was captured, they count
// from the first captured byte and may be negative. Takes the segments in capture order.
class PayloadNumbers {
 public:
  // No window is larger (RFC 7323 section 2.3), so bytes further ahead are not part of the stream.
  static constexpr int64_t kMostAhead = int64_t{1} << 30;

  PayloadNumbers() = default;
  PayloadNumbers(const Connection& connection, uint8_t end);

  // True if offsets count from the SYN.
  bool known() const { return known_; }
  // True if a SYN or payload was seen, so that there is a number to count from.
  bool begun() const { return begun_; }

  // Offset of the first payload byte of a segment of this end. Nothing if the receiver could not
  // take any of it: no payload, a keep-alive probe, or a number far outside any window.
  std::optional<int64_t> Of(const SegmentRecord& record);
  // Offset of a number that the other end acknowledges.
  int64_t OfAck(uint32_t ack) const { return At(Seq(ack)); }
  // Offset after the last byte or SYN so far.
  int64_t highest() const { return highest_; }

 private:
  int64_t At(Seq seq) const { return highest_ + seq.Since(highest_seq_); }

  bool known_ = false, begun_ = false;
  Seq highest_seq_;
  int64_t highest_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_
