// Where the payload of a segment belongs in the stream of its end.
#ifndef TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_
#define TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_

#include <cstdint>
#include <optional>

#include "core/base/seq.h"
#include "core/engine/connection.h"

namespace tcpladder {

// Counts in 64 bits from the byte behind the SYN, or where no SYN was captured from the first byte
// that was; then numbers may be negative. Takes the segments in capture order.
class PayloadNumbers {
 public:
  // No window is larger (RFC 7323 section 2.3): what lies further ahead is no part of the stream.
  static constexpr int64_t kMostAhead = int64_t{1} << 30;

  PayloadNumbers() = default;
  PayloadNumbers(const Connection& connection, uint8_t end);

  // True where numbers count from the SYN.
  bool known() const { return known_; }
  // A SYN or payload was seen: there is something to count from.
  bool begun() const { return begun_; }

  // Number of the first payload byte of a segment of this end; nothing where it has none that its
  // receiver could take: no payload, a keep-alive probe, a number far outside of any window.
  std::optional<int64_t> Of(const SegmentRecord& record);
  // Number that an acknowledgment of the other end names.
  int64_t OfAck(uint32_t ack) const { return At(Seq(ack)); }
  // Number behind the last byte or SYN so far.
  int64_t highest() const { return highest_; }

 private:
  int64_t At(Seq seq) const { return highest_ + seq.Since(highest_seq_); }

  bool known_ = false, begun_ = false;
  Seq highest_seq_;
  int64_t highest_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_NUMBERS_H_
