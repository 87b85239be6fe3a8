// ICMP errors for captures in memory.
#ifndef TCPLADDER_TESTS_CORE_ENGINE_ICMP_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_ENGINE_ICMP_CAPTURE_H_

#include <cstdint>
#include <utility>

#include "tests/support/packets.h"

namespace tcpladder::test {

inline constexpr uint8_t kUnreachable = 3, kTimeExceeded = 11;

inline const Bytes kRouter = Bytes::Of({192, 0, 2, 1});

// What an error quotes of a segment of the client, unless told otherwise.
struct IcmpQuote {
  uint32_t seq = 1000;
  uint16_t flags = kSyn;
  uint16_t client_port = 40000;
  bool of_server = false;
  size_t bytes = 20;  // of the TCP header
};

inline Bytes QuotedPacket(const IcmpQuote& quote) {
  TcpFields tcp;
  tcp.source_port = quote.of_server ? 80 : quote.client_port;
  tcp.destination_port = quote.of_server ? quote.client_port : 80;
  tcp.seq = quote.seq;
  tcp.flags = quote.flags;
  Ipv4Fields ip;
  if (quote.of_server) std::swap(ip.source, ip.destination);
  ip.total_length = 1500;
  return Ipv4(ip, Tcp(tcp).First(quote.bytes));
}

// An error from the router, with `rest` behind its checksum.
inline Bytes IcmpErrorFrame(uint8_t type, uint8_t code, const IcmpQuote& quote = {},
                            uint32_t rest = 0, uint16_t identification = 7) {
  Ipv4Fields ip;
  ip.source = kRouter;
  ip.destination = quote.of_server ? Bytes::Of({10, 0, 0, 2}) : Bytes::Of({10, 0, 0, 1});
  ip.protocol = 1;
  ip.identification = identification;
  Bytes icmp = Bytes::Of({type, code, 0, 0});
  icmp.U32(rest);
  return Ethernet(0x0800, Ipv4(ip, icmp + QuotedPacket(quote)));
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_ENGINE_ICMP_CAPTURE_H_
