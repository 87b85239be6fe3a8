// TCP options without what tells who the two ends are.
#ifndef TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_
#define TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tcpladder {

// Timestamps (RFC 7323) tell how long a host has been up. Each end's clock is set back by a number
// of its own, so that differences and echoes stay what they are.
class TimestampShift {
 public:
  // What the first timestamp of an end becomes.
  static constexpr uint32_t kFirst = 1000;

  uint32_t Value(size_t end, uint32_t value) { return value - BaseOf(end, value) + kFirst; }
  // `end` is the one whose clock is echoed. 0 stands for no echo and stays.
  uint32_t Echo(size_t end, uint32_t value) { return value == 0 ? 0 : Value(end, value); }

 private:
  uint32_t BaseOf(size_t end, uint32_t value) {
    if (!first_[end]) first_[end] = value;
    return *first_[end];
  }

  std::array<std::optional<uint32_t>, 2> first_;
};

// `options` begins behind the fixed header of a segment that `from` sent. Kinds, lengths and places
// stay, so that every other reading of the header does too. Kept: what the ends agree on and
// acknowledge (MSS, window scale, SACK, user timeout, AccECN), subtypes and flags of MPTCP (RFC
// 8684), the identifier of an experiment (RFC 6994). Zeroed: keys, tokens, digests, cookies, data
// numbers, kinds without a row in tcp_options.def, options with a fault, and what stands behind the
// end of the list.
void AnonymiseOptions(std::span<std::byte> options, size_t from, TimestampShift& shift);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_ANONYMISED_OPTIONS_H_
