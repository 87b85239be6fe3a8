// Which kinds of Multipath TCP option Wireshark takes note of.
#ifndef TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_
#define TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace tcpladder {

// `seen` with the options of a header added. Bit i: an option of subtype i (RFC 8684 section 3) of
// a length that tshark 4.0.17 takes, on this conversation. `options` begins behind the twenty fixed
// bytes.
uint16_t MptcpKinds(std::span<const std::byte> options, uint16_t seen);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_
