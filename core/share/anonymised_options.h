// TCP options without anything that identifies the two ends.
#ifndef TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_
#define TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tcpladder {

// Timestamps (RFC 7323) reveal the uptime of a host. The clock of each end is shifted by a constant
// of its own, so that differences and echoes remain correct.
class TimestampShift {
 public:
  // The first timestamp of each end becomes this value.
  static constexpr uint32_t kFirst = 1000;

  uint32_t Value(size_t end, uint32_t value) { return value - BaseOf(end, value) + kFirst; }
  // `end` is the end whose clock is echoed. 0 means no echo and stays 0.
  uint32_t Echo(size_t end, uint32_t value) { return value == 0 ? 0 : Value(end, value); }

 private:
  uint32_t BaseOf(size_t end, uint32_t value) {
    if (!first_[end]) first_[end] = value;
    return *first_[end];
  }

  std::array<std::optional<uint32_t>, 2> first_;
};

// `options` begins after the fixed header of a segment sent by `from`. Kinds, lengths and positions
// stay the same, so that the rest of the header is read in the same way. Kept: what the ends
// negotiate and acknowledge (MSS, window scale, SACK, user timeout, AccECN), subtypes and flags of
// MPTCP (RFC 8684), and the identifier of an experiment (RFC 6994). Zeroed: keys, tokens, digests,
// cookies, data sequence numbers, kinds without a row in tcp_options.def, options with a fault, and
// everything after the end of the list.
void AnonymiseOptions(std::span<std::byte> options, size_t from, TimestampShift& shift);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_
