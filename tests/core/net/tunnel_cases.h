// One IPv4 packet for every tunnel that can carry a segment.
#ifndef TCPLADDER_TESTS_CORE_NET_TUNNEL_CASES_H_
#define TCPLADDER_TESTS_CORE_NET_TUNNEL_CASES_H_

#include <ostream>
#include <vector>

#include "tests/core/net/link_cases.h"
#include "tests/support/packets.h"

namespace tcpladder::test {

inline Bytes Protocol(uint8_t protocol, const Bytes& payload) {
  Ipv4Fields ip;
  ip.protocol = protocol;
  return Ipv4(ip, payload);
}
inline Bytes Gre(uint16_t flags, uint16_t type, const Bytes& payload) {
  return Protocol(47, Bytes().U16(flags).U16(type) + payload);
}
inline Bytes AtPort(uint16_t port, const Bytes& payload) {
  return Protocol(17, Udp(50000, port, payload));
}
inline Bytes Gtp(uint8_t flags, const Bytes& rest) {
  return Bytes().U8(flags).U8(255).U16(rest.size()).U32(7) + rest;
}

// `bits` are the 24 behind the preamble; the header length is filled in.
inline Bytes Capwap(uint32_t bits, uint16_t number, uint16_t offset, const Bytes& rest) {
  return Bytes().U8(0).U24(bits | 2 << 19).U16(number).U16(offset) + rest;
}
inline Bytes CapwapWlan(const Bytes& frame) { return Capwap(1 << 9 | 0x100, 0, 0, frame); }
// In one stored block of DEFLATE.
inline Bytes Stored(const Bytes& packet) {
  Bytes length(ByteOrder::little);
  length.U16(packet.size()).U16(~packet.size() & 0xffff);
  return Bytes::Of({1}) + length + packet;
}
// With the two bytes of frame control exchanged.
inline Bytes Swapped(const Bytes& wlan) {
  Bytes swapped = wlan;
  swapped.Set8(0, std::to_integer<uint8_t>(wlan.span()[1]));
  swapped.Set8(1, std::to_integer<uint8_t>(wlan.span()[0]));
  return swapped;
}
inline Bytes TeredoIpv6() {
  Ipv6Fields ip;
  ip.source = Bytes().U32(0x20010000) + Zeros(11).U8(1);
  return Ipv6(ip, Inner());
}

struct TunnelCase {
  const char* name;
  Bytes packet;
};
inline void PrintTo(const TunnelCase& tunnel, std::ostream* out) { *out << tunnel.name; }

inline std::vector<TunnelCase> TunnelCases() {
  const Bytes ip = Ip(), ip6 = Ip6(), frame = IpFrame();
  const Bytes ppp = Bytes::Of({0xff, 3, 0, 0x21}) + ip;
  const Bytes key = Bytes().U32(1), sequence = Bytes().U32(2);
  Ipv6Fields outer6;
  outer6.next = 4;
  return {
      {"IpInIp", Protocol(4, ip)},
      {"IpInIpNineTimes",
       Protocol(
           4, Protocol(
                  4, Protocol(
                         4, Protocol(4, Protocol(4, Protocol(4, Protocol(4, Protocol(4, ip))))))))},
      {"SixInFour", Protocol(41, ip6)},
      {"FourInSix", Protocol(41, Ipv6(outer6, ip))},
      {"EtherIp", Protocol(97, Bytes::Of({0x30, 0}) + frame)},
      {"MinimalEncapsulation", Protocol(55, Bytes::Of({6, 0, 0, 0, 10, 0, 0, 9}) + Inner())},
      {"MplsInIp", Protocol(137, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"EthernetInIp", Protocol(143, frame)},
      {"AuthenticationHeader", Protocol(51, Bytes::Of({6, 4}) + Zeros(22) + Inner())},
      {"Gre", Gre(0, 0x0800, ip)},
      {"GreIpv6", Gre(0, 0x86dd, ip6)},
      {"GreKey", Gre(0x2000, 0x0800, key + ip)},
      {"GreChecksumKeySequence", Gre(0xb000, 0x0800, Zeros(4) + key + sequence + ip)},
      {"GreRouting",
       Gre(0x4000, 0x0800, Zeros(4) + Bytes::Of({0, 2, 0, 4}) + Zeros(4) + Zeros(4) + ip)},
      {"GreEthernet", Gre(0, 0x6558, frame)},
      {"GreMpls", Gre(0, 0x8847, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"GrePptp", Gre(0x3081, 0x880b, key + sequence + Zeros(4) + ppp)},
      {"GreWccp", Gre(0, 0x883e, ip)},
      {"GreWccp2", Gre(0, 0x883e, Zeros(4) + ip)},
      {"GreMikroTik", Gre(0x2001, 0x6400, key + frame)},
      {"GreFrameRelay", Gre(0, 0x6559, Bytes::Of({0x18, 0x41, 3, 0xcc}) + ip)},
      {"GreAruba", Gre(0, 0x8200, Bytes::Of({8, 1}) + Zeros(22) + Snap(0, 0x0800, ip))},
      {"Erspan1", Gre(0, 0x88be, frame)},
      {"Erspan2", Gre(0x1000, 0x88be, sequence + Bytes::Of({0x10}) + Zeros(7) + frame)},
      {"Erspan3", Gre(0x1000, 0x22eb, sequence + Bytes::Of({0x20}) + Zeros(11) + frame)},
      {"Erspan3Platform",
       Gre(0x1000, 0x22eb,
           sequence + Bytes::Of({0x20}) + Zeros(10) + Bytes::Of({1}) + Zeros(8) + frame)},
      {"Nsh", Gre(0, 0x894f, Bytes::Of({0, 2, 2, 3}) + Zeros(4) + frame)},
      {"Vxlan", AtPort(4789, Bytes::Of({8}) + Zeros(7) + frame)},
      {"VxlanGpeIp", AtPort(4790, Bytes::Of({12, 0, 0, 1}) + Zeros(4) + ip)},
      {"VxlanGpeEthernet", AtPort(4790, Bytes::Of({12, 0, 0, 3}) + Zeros(4) + frame)},
      {"Geneve", AtPort(6081, Bytes::Of({0, 0, 0x65, 0x58}) + Zeros(4) + frame)},
      {"GeneveOptions", AtPort(6081, Bytes::Of({2, 0, 8, 0}) + Zeros(12) + ip)},
      {"Gtp", AtPort(2152, Gtp(0x30, ip))},
      {"GtpIpv6", AtPort(2152, Gtp(0x30, ip6))},
      {"GtpSequence", AtPort(2152, Gtp(0x32, Zeros(4) + ip))},
      {"GtpExtension", AtPort(2152, Gtp(0x34, Bytes::Of({0, 0, 0, 0x85, 1, 0, 0, 0}) + ip))},
      {"GtpPpp", AtPort(2152, Gtp(0x30, ppp))},
      {"GtpVersion0", AtPort(3386, Bytes().U8(0x1e).U8(255).U16(ip.size()) + Zeros(16) + ip)},
      {"Teredo", AtPort(3544, ip6)},
      {"TeredoOrigin", AtPort(3544, Bytes::Of({0, 0, 1, 2, 3, 4, 5, 6}) + ip6)},
      {"TeredoAuthentication", AtPort(3544, Bytes::Of({0, 1, 2, 1}) + Zeros(3 + 9) + ip6)},
      {"L2tp", AtPort(1701, Bytes::Of({0, 2, 0, 1, 0, 1}) + ppp)},
      {"L2tpLengthSequenceOffset",
       AtPort(1701,
              Bytes().U16(0x4a02).U16(8 + 4 + 4 + ppp.size()).U32(7).U32(0).U16(2).U16(0) + ppp)},
      {"Ayiya", AtPort(5072, Bytes::Of({0x41, 0x52, 1, 41}) + Zeros(4 + 16 + 20) + ip6)},
      {"Lisp", AtPort(4341, Zeros(8) + ip)},
      {"GreInUdp", AtPort(4754, Bytes().U16(0).U16(0x0800) + ip)},
      {"MplsInUdp", AtPort(6635, Bytes::Of({0, 1, 1, 64}) + ip)},
      {"TeredoAtAnyPort", AtPort(50001, TeredoIpv6())},
      {"TeredoOriginAtAnyPort", AtPort(50001, Bytes::Of({0, 0, 1, 2, 3, 4, 5, 6}) + TeredoIpv6())},
      {"CapwapEthernet", AtPort(5247, Capwap(1 << 9, 0, 0, frame))},
      {"CapwapWlan", AtPort(5247, CapwapWlan(Wlan(0, 1, LlcIp())))},
      {"CapwapWlanQuality", AtPort(5247, CapwapWlan(Wlan(8, 2, Zeros(2) + LlcIp())))},
      {"CapwapCisco", AtPort(5247, CapwapWlan(Swapped(Wlan(0, 1, LlcIp()))))},
      {"CapwapCiscoQuality",
       AtPort(5247, Capwap(0x100, 0, 0, Swapped(Wlan(8, 2, Zeros(2) + LlcIp()))))},
      {"CapwapWirelessInformation",
       AtPort(5247, Bytes().U8(0).U24(4 << 19 | 1 << 9 | 0x120).U32(0).Add(Zeros(8)) +
                        Wlan(0, 1, LlcIp()))},
      {"Ipcomp", Protocol(108, Bytes::Of({6, 0, 0, 2}) + Stored(Inner()))},
      {"Tzsp", AtPort(37008, Bytes::Of({1, 0, 0, 1, 0, 10, 1, 99, 1}) + frame)},
  };
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_NET_TUNNEL_CASES_H_
