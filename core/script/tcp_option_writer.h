// Writes TCP options in the form of a packet line.
#ifndef TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
#define TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tcpladder {

// `mss 1460,nop,wscale 7`: packetdrill's names if they exist, otherwise `gen-KIND hex` of FreeBSD's
// packetdrill, and `raw hex` for bytes that are not an option. SACK blocks are relative to
// `sack_base`.
std::string TcpOptionsText(std::span<const std::byte> options, uint32_t sack_base);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
