#include "core/capture/time_resolution.h"

#include <limits>

namespace tcpladder {
namespace {

constexpr uint64_t kNanosecond = 1000000000;  // in a second

std::optional<int64_t> Sum(int64_t seconds, int64_t nanoseconds) {
  constexpr int64_t kLimit = std::numeric_limits<int64_t>::max() / int64_t{kNanosecond} - 1;
  if (seconds > kLimit || seconds < -kLimit) return std::nullopt;
  return seconds * int64_t{kNanosecond} + nanoseconds;
}

}  // namespace

TimeResolution::TimeResolution(uint64_t units, uint8_t shift)
    : units_(units),
      multiplier_(kNanosecond % units == 0 ? kNanosecond / units : 0),
      simple_below_(multiplier_ == 0 ? 0 : uint64_t{INT64_MAX} / multiplier_),
      shift_(shift) {}

std::optional<TimeResolution> TimeResolution::FromCode(uint8_t code) {
  const uint8_t exponent = code & 0x7f;
  if ((code & 0x80) != 0) {
    if (exponent > 63) return std::nullopt;
    return TimeResolution(uint64_t{1} << exponent, exponent);
  }
  if (exponent > 19) return std::nullopt;
  uint64_t units = 1;
  for (uint8_t i = 0; i < exponent; ++i) units *= 10;
  return TimeResolution(units, 0);
}

std::optional<int64_t> TimeResolution::Nanoseconds(uint64_t stamp) const {
  if (offset_seconds_ == 0 && stamp < simple_below_) {
    return static_cast<int64_t>(stamp * multiplier_);
  }
  const uint64_t seconds = stamp / units_;
  uint64_t fraction = stamp % units_;
  if (multiplier_ != 0) {
    fraction *= multiplier_;
  } else if (shift_ != 0) {
    // A fraction of up to 34 bits times 10^9 fits into 64 bits; further bits are less than a
    // nanosecond.
    const uint8_t drop = shift_ > 34 ? static_cast<uint8_t>(shift_ - 34) : uint8_t{0};
    fraction = (fraction >> drop) * kNanosecond >> (shift_ - drop);
  } else {
    fraction /= units_ / kNanosecond;
  }
  constexpr uint64_t kFar = uint64_t{1} << 62;
  if (seconds > kFar || offset_seconds_ > int64_t{kFar} || offset_seconds_ < -int64_t{kFar}) {
    return std::nullopt;
  }
  return Sum(static_cast<int64_t>(seconds) + offset_seconds_, static_cast<int64_t>(fraction));
}

}  // namespace tcpladder
