// TCP options as a packet line writes them.
#ifndef TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
#define TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tcpladder {

// `mss 1460,nop,wscale 7`: names of packetdrill where it has one, else `gen-KIND hex` of FreeBSD's,
// and `raw hex` for what is no option. Selective acknowledgments count from `sack_base`.
std::string TcpOptionsText(std::span<const std::byte> options, uint32_t sack_base);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TCP_OPTION_WRITER_H_
