// Sequence number arithmetic modulo 2^32 (RFC 9293 section 3.4).
#ifndef TCPLADDER_CORE_BASE_SEQ_H_
#define TCPLADDER_CORE_BASE_SEQ_H_

#include <cstdint>

namespace tcpladder {

// A sequence number as in the header. Two numbers have no absolute order, only a signed distance;
// comparisons are meaningful for numbers less than 2^31 apart.
class Seq {
 public:
  constexpr Seq() = default;
  constexpr explicit Seq(uint32_t raw) : raw_(raw) {}

  constexpr uint32_t raw() const { return raw_; }

  // How far this number is after (positive) or before (negative) `from`.
  constexpr int32_t Since(Seq from) const { return static_cast<int32_t>(raw_ - from.raw_); }

  constexpr Seq operator+(uint32_t n) const { return Seq(raw_ + n); }
  constexpr Seq operator-(uint32_t n) const { return Seq(raw_ - n); }
  constexpr bool operator==(const Seq&) const = default;
  constexpr bool operator<(Seq other) const { return Since(other) < 0; }
  constexpr bool operator<=(Seq other) const { return Since(other) <= 0; }
  constexpr bool operator>(Seq other) const { return Since(other) > 0; }
  constexpr bool operator>=(Seq other) const { return Since(other) >= 0; }

 private:
  uint32_t raw_ = 0;
};

// Whether `seq` is in the half-open range [first, first + size).
constexpr bool InWindow(Seq seq, Seq first, uint32_t size) {
  return seq.raw() - first.raw() < size;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_SEQ_H_
