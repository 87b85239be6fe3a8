// TCP options as in a packet line.
#ifndef TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
#define TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tcpladder {

// `mss 1460,nop,wscale 7`: packetdrill's names if it has one, else `gen-KIND hex` of FreeBSD's, and
// `raw hex` for what is not an option. SACK blocks count from `sack_base`.
std::string TcpOptionsText(std::span<const std::byte> options, uint32_t sack_base);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
