// The options of a TCP header (RFC 9293 section 3.2).
#ifndef TCPLADDER_CORE_NET_TCP_OPTIONS_H_
#define TCPLADDER_CORE_NET_TCP_OPTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/byte_reader.h"

namespace tcpladder {

// The kinds that the core interprets; all known ones are in tcp_options.def.
enum TcpOptionKind : uint8_t {
#define TCP_OPTION(kind, id, least, most) kOption_##id = kind,
#include "core/net/tcp_options.def"
#undef TCP_OPTION
};

// The ExID of the experimental form of TCP Fast Open (RFC 7413, RFC 6994).
inline constexpr uint16_t kFastOpenExperiment = 0xf989;

enum class TcpOptionFault : uint8_t {
#define TCP_OPTION_FAULT(id) id,
#include "core/net/tcp_option_faults.def"
#undef TCP_OPTION_FAULT
};

// Whether the options are two no-operations and timestamps, as in most segments (RFC 7323 appendix
// A).
constexpr bool ArePaddedTimestamps(std::span<const std::byte> options) {
  constexpr uint32_t kStart = 0x0101080a;
  constexpr size_t kLength = 12;
  return options.size() == kLength && ByteReader(options).U32(0) == kStart;
}

struct TcpOption {
  uint8_t kind = 0;
  uint8_t length = 1;  // as in the length byte; 1 for end-of-options and no-operation
  uint8_t offset = 0;  // of the kind byte, from the beginning of the TCP header
  TcpOptionFault fault = TcpOptionFault::none;
  std::span<const std::byte> value;  // bytes after kind and length, as far as they were captured
};

// Iterates over options. `options` begins after the twenty fixed bytes of the header.
class TcpOptionWalk {
 public:
  explicit TcpOptionWalk(std::span<const std::byte> options) : rest_(options, kFixedHeader) {}

  // False if there are no more options. Options with a fault are returned like any others.
  bool Next(TcpOption& option);

 private:
  static constexpr uint64_t kFixedHeader = 20;

  bool TakeEnd(TcpOption& option);

  ByteReader rest_;
};

// The numbers in an option, in their order:
//   mss: bytes · window_scale: shift · sack: left and right edges · timestamps: TSval, TSecr
//   user_timeout: 1 if in minutes, timeout · accurate_ecn: up to three byte counters
//   authentication: KeyID, RNextKeyID, bytes · mptcp: subtype, then bytes from its low bits on
//   experiments: ExID, bytes · echo, cc: the 32-bit number · every other kind: its bytes
struct TcpOptionNumbers {
  std::array<uint32_t, 40> values{};
  uint8_t count = 0;
};
TcpOptionNumbers NumbersOf(const TcpOption& option);

// The id in tcp_options.def; empty if there is none.
std::string_view TcpOptionName(uint8_t kind);

struct SackBlock {
  uint32_t left = 0, right = 0;
};

// The options that tracking and analysis use. Options with a wrong length are ignored. If an option
// is repeated, the last one counts.
struct TcpOptions {
  uint16_t mss = 0;          // 0: no option
  int8_t window_shift = -1;  // at most 14 (RFC 7323 section 2.3); -1: no option
  bool sack_permitted = false;
  bool timestamps = false;         // both numbers are present
  bool fast_open_request = false;  // TCP Fast Open without a cookie
  bool fast_open_cookie = false;   // with one
  uint8_t sack_blocks = 0;         // number of entries used in `sack`
  uint16_t mptcp_subtypes = 0;     // bit i: an MPTCP option of subtype i
  uint32_t timestamp_value = 0, timestamp_echo = 0;
  std::array<SackBlock, 4> sack{};
  uint8_t faulty_kind = 0;  // kind of the first option with a fault
  TcpOptionFault fault = TcpOptionFault::none;
};

TcpOptions ParseSomeTcpOptions(std::span<const std::byte> options);

// Parses the options of a header of `header_length` bytes of which only `options` were captured
// after the fixed bytes. If a SACK option is cut, its complete blocks count.
TcpOptions ParseCutTcpOptions(std::span<const std::byte> options, size_t header_length);

inline TcpOptions ParseTcpOptions(std::span<const std::byte> options) {
  return options.empty() ? TcpOptions() : ParseSomeTcpOptions(options);
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_TCP_OPTIONS_H_
