#include "core/analysis/mptcp_kinds.h"

#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

// Measured: an option of another length leaves no trace in the analysis.
bool Noted(int subtype, int length, bool known) {
  switch (subtype) {
    case 0:  // MP_CAPABLE; the four bytes of a version 1 SYN do not make a conversation known
      return length == 12 || length == 20 || length == 22 || length == 24 || (known && length >= 4);
    case 1:  // MP_JOIN
    case 4:  // REMOVE_ADDR
    case 5:  // MP_PRIO
      return true;
    case 2:  // DSS
    case 3:  // ADD_ADDR
      return length >= 4;
    case 6:  // MP_FAIL
    case 7:  // MP_FASTCLOSE
      return length >= 12;
    default:
      return false;
  }
}

}  // namespace

uint16_t MptcpKinds(std::span<const std::byte> options, uint16_t seen) {
  unsigned kinds = seen;
  TcpOptionWalk walk(options);
  TcpOption option;
  while (walk.Next(option)) {
    if (option.kind != kOption_mptcp || option.value.empty()) continue;
    const int subtype = std::to_integer<int>(option.value[0]) >> 4;
    if (Noted(subtype, option.length, kinds != 0)) kinds |= 1U << subtype;
  }
  return static_cast<uint16_t>(kinds);
}

}  // namespace tcpladder
