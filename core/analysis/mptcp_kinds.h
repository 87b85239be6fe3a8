// Which kinds of Multipath TCP option Wireshark takes note of.
#ifndef TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_
#define TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace tcpladder {

// Bit i: an option of subtype i (RFC 8684 section 3) whose length tshark 4.0.17 accepts. `options`
// begins behind the twenty fixed octets of the header.
uint16_t MptcpKinds(std::span<const std::byte> options);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_MPTCP_KINDS_H_
