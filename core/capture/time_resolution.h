// The resolution of a pcapng interface's timestamps.
#ifndef TCPLADDER_CORE_CAPTURE_TIME_RESOLUTION_H_
#define TCPLADDER_CORE_CAPTURE_TIME_RESOLUTION_H_

#include <cstdint>
#include <optional>

namespace tcpladder {

// Units per second, a power of ten or two, and whole seconds that are added to every timestamp.
class TimeResolution {
 public:
  // Microseconds, the default for an interface without if_tsresol.
  TimeResolution() = default;

  // `code` is the value of if_tsresol: an exponent, with base two if the high bit is set. Nothing
  // if the number of units per second does not fit into 64 bits.
  static std::optional<TimeResolution> FromCode(uint8_t code);

  // The value of if_tsoffset.
  void set_offset(int64_t seconds) { offset_seconds_ = seconds; }

  // Nanoseconds since the Unix epoch, rounded down. Nothing if they do not fit into 63 bits.
  std::optional<int64_t> Nanoseconds(uint64_t stamp) const;

 private:
  TimeResolution(uint64_t units, uint8_t shift);

  uint64_t units_ = 1000000;    // per second
  uint64_t multiplier_ = 1000;  // nanoseconds per unit, 0 if not an integer
  uint64_t simple_below_ = INT64_MAX / 1000;
  uint8_t shift_ = 0;  // log2(units_) for a power of two, otherwise 0
  int64_t offset_seconds_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_TIME_RESOLUTION_H_
