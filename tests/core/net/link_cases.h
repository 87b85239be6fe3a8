// One frame for every way a link layer can carry a segment.
#ifndef TCPLADDER_TESTS_CORE_NET_LINK_CASES_H_
#define TCPLADDER_TESTS_CORE_NET_LINK_CASES_H_

#include <ostream>
#include <vector>

#include "tests/support/packets.h"

namespace tcpladder::test {

// A segment of ten bytes of payload to port 80.
inline Bytes Inner() {
  TcpFields tcp;
  tcp.payload = Bytes::Text("0123456789");
  return Tcp(tcp);
}
inline Bytes Ip() { return Ipv4({}, Inner()); }
inline Bytes Ip6() { return Ipv6({}, Inner()); }
inline Bytes LlcIp() { return Snap(0, 0x0800, Ip()); }
inline Bytes IpFrame() { return Ethernet(0x0800, Ip()); }
inline Bytes Zeros(size_t n) { return Bytes::Zeros(n); }
inline Bytes LittleEndian() { return Bytes(ByteOrder::little); }

// Data frames; `flags` is the second byte of frame control.
inline Bytes Wlan(uint8_t subtype, uint8_t flags, const Bytes& rest) {
  return Bytes().U8(static_cast<uint64_t>(subtype << 4 | 8)).U8(flags).Add(Zeros(22)).Add(rest);
}
inline Bytes Radiotap(uint8_t flags, const Bytes& frame) {
  return LittleEndian().U16(0).U16(9).U32(2).U8(flags).Add(frame);
}
inline Bytes Aggregate() {
  const Bytes first = Zeros(12).U16(LlcIp().size()).Add(LlcIp()).PadTo(4);
  return first + Zeros(12).U16(LlcIp().size()).Add(LlcIp());
}
inline Bytes TokenRing(bool routed, const Bytes& llc) {
  Bytes frame = Bytes::Of({0x10, 0x40}) + Zeros(12);
  if (routed) frame.Set8(8, 0x80).Add(Bytes::Of({6, 0, 0, 0, 0, 0}));
  return frame.Add(llc);
}
inline Bytes Attribute(ByteOrder order, uint16_t type, const Bytes& value) {
  return Bytes(order).U16(value.size() + 4).U16(type).Add(value).PadTo(4);
}
// A packet of netfilter in a message of the kind that logs it, with its EtherType told as IPv4.
inline Bytes Log(ByteOrder order, uint8_t family, uint16_t packet_type, const Bytes& packet) {
  const Bytes header = packet_type == 9 ? Bytes().U16(0x0800).U16(0) : Zeros(4).U16(0x0800).U8(0);
  return Bytes().U8(family).U8(0).U16(0) + Attribute(order, 1, header) +
         Attribute(order, packet_type, packet);
}
inline Bytes Netlink(ByteOrder order, const Bytes& body, uint16_t type = 0x0400) {
  return (Bytes(order).U32(16 + body.size()).U16(type).U16(0).U32(1).U32(0) + body).PadTo(4);
}
inline Bytes ExportedTag(uint16_t tag, const Bytes& value) {
  Bytes padded = value;
  padded.PadTo(4);
  return Bytes().U16(tag).U16(padded.size()) + padded;
}
// Cisco's frame around `inner`; the type is in the upper four bits.
inline Bytes Isl(uint8_t type, const Bytes& inner) {
  return Bytes::Of({1, 0, 0x0c, 0, 0, type, 0, 1, 2, 3, 4, 5}).U16(12 + inner.size() + 4) +
         Bytes::Of({0xaa, 0xaa, 3, 0, 0, 0x0c}).U16(5 << 1).U16(0).U16(0) + inner + Zeros(8);
}
inline Bytes Erf(uint8_t type, const Bytes& extensions, const Bytes& frame) {
  const size_t length = 16 + extensions.size() + frame.size();
  return Zeros(8).U8(type).U8(4).U16(length).U16(0).U16(frame.size()) + extensions + frame;
}
inline Bytes Pppoe(const Bytes& ppp) {
  return Bytes::Of({0x11, 0}).U16(1).U16(ppp.size()).Add(ppp);
}

struct LinkCase {
  const char* name;
  uint16_t link_type;
  Bytes frame;
};
inline void PrintTo(const LinkCase& link, std::ostream* out) { *out << link.name; }

inline std::vector<LinkCase> LinkCases() {
  const Bytes ip = Ip(), ip6 = Ip6(), llc = LlcIp(), frame = IpFrame();
  const Bytes ppp = Bytes::Of({0xff, 3, 0, 0x21}) + ip;
  const Bytes hdlc = Bytes::Of({0x0f, 0, 8, 0}) + ip;
  const Bytes relay = Bytes::Of({0x18, 0x41, 3, 0xcc}) + ip;
  const Bytes label = Bytes::Of({0, 1, 1, 64});
  const Bytes wlan = Wlan(0, 1, llc);
  constexpr ByteOrder kBig = ByteOrder::big, kLittle = ByteOrder::little;
  return {
      {"Ethernet", 1, frame},
      {"EthernetIpv6", 1, Ethernet(0x86dd, ip6)},
      {"Ieee8023Snap", 1, Ethernet8023(llc)},
      {"Ieee8023SnapBridged", 1, Ethernet8023(Snap(0xf8, 0x0800, ip))},
      {"Ieee8023Ip", 1, Ethernet8023(Llc(6, 6, 3, ip))},
      {"Ieee8023BridgedEthernet", 1, Ethernet8023(Snap(0x80c2, 7, Zeros(2) + frame))},
      {"Vlan", 1, Ethernet(0x8100, Vlan(5, 0x0800, ip))},
      {"QinQ", 1, Ethernet(0x88a8, Vlan(5, 0x8100, Vlan(6, 0x0800, ip)))},
      {"OldQinQ", 1, Ethernet(0x9100, Vlan(5, 0x0800, ip))},
      {"VlanSnap", 1, Ethernet(0x8100, Vlan(5, static_cast<uint16_t>(llc.size()), llc))},
      {"ProviderBackbone", 1, Ethernet(0x88e7, Zeros(4) + frame)},
      {"VnTag", 1, Ethernet(0x8926, Zeros(4).U16(0x0800) + ip)},
      {"ETag", 1, Ethernet(0x893f, Zeros(6).U16(0x0800) + ip)},
      {"RTag", 1, Ethernet(0xf1c1, Zeros(4).U16(0x0800) + ip)},
      {"Hsr", 1, Ethernet(0x892f, Bytes::Of({0x10, 80, 0, 7}).U16(0x0800) + ip)},
      {"Prp", 1, frame + Bytes::Of({0, 7, 0xa0, 60, 0x88, 0xfb})},
      {"Edsa", 1, Ethernet(0xdada, Bytes::Of({0, 0, 0x40, 8, 0, 5}).U16(0x0800) + ip)},
      {"EdsaVlan", 1, Ethernet(0xdada, Bytes::Of({0, 0, 0xe0, 8, 0, 5}).U16(0x86dd) + ip6)},
      {"Isl", 1, Isl(0, frame)},
      {"IslTokenRing", 1, Isl(0x10, TokenRing(false, llc))},
      {"IslFddi", 1, Isl(0x20, Bytes::Of({0x50}) + Zeros(12) + llc)},
      {"DsaTagDsa", 284, frame.First(12) + Bytes::Of({0x40, 8, 0, 5}).U16(0x0800) + ip},
      {"DsaTagDsaExtended", 284,
       frame.First(12) + Bytes::Of({0x40, 8, 0x10, 5, 0, 0, 0, 0}).U16(0x0800) + ip},
      {"DsaTagEdsa", 285, Ethernet(0xdada, Bytes::Of({0, 0, 0x40, 8, 0, 5}).U16(0x0800) + ip)},
      {"DsaTagBroadcom", 281, frame.First(12) + Zeros(4).U16(0x0800) + ip},
      {"DsaTagBroadcomInFront", 282, Zeros(4) + frame},
      {"CiscoMetadata", 1, Ethernet(0x8909, Bytes::Of({1, 1, 0, 1, 0, 1}).U16(0x0800) + ip)},
      {"Trill", 1, Ethernet(0x22f3, Bytes().U16(1 << 6).U32(0).Add(Zeros(4)) + frame)},
      {"FabricPath", 1, Ethernet(0x8903, Zeros(2) + frame)},
      {"Macsec", 1, Ethernet(0x88e5, Zeros(6).U16(0x0800) + ip + Zeros(16))},
      {"MacsecChannel", 1,
       Ethernet(0x88e5, Bytes::Of({0x20}) + Zeros(13).U16(0x0800) + ip + Zeros(16))},
      {"Mpls", 1, Ethernet(0x8847, Zeros(4) + label + ip)},
      {"MplsIpv6", 1, Ethernet(0x8848, label + ip6)},
      {"MplsEthernet", 1, Ethernet(0x8847, label + frame)},
      {"MplsEthernetControlWord", 1, Ethernet(0x8847, label + Zeros(4) + frame)},
      {"MplsAssociatedChannel", 1, Ethernet(0x8847, label + Bytes::Of({16, 0, 0, 0x21}) + ip)},
      {"Pppoe", 1, Ethernet(0x8864, Pppoe(Bytes::Of({0, 0x21}) + ip) + Zeros(7))},
      {"PppoeIpv6", 1, Ethernet(0x8864, Pppoe(Bytes::Of({0, 0x57}) + ip6))},
      {"EthernetNsh", 1, Ethernet(0x894f, Bytes::Of({0, 2, 2, 1}) + Zeros(4) + ip)},
      {"TokenRing", 6, TokenRing(false, llc)},
      {"TokenRingRouted", 6, TokenRing(true, llc)},
      {"Fddi", 10, Bytes::Of({0x50}) + Zeros(12) + llc},
      {"Arcnet", 7, Bytes::Of({1, 2, 0xd4, 0, 0, 1}) + ip},
      {"ArcnetException", 7, Bytes::Of({1, 2, 0xd4, 0xff, 0xff, 0xff, 0xff, 0, 0, 1}) + ip},
      {"ArcnetRfc1051", 7, Bytes::Of({1, 2, 0xf0}) + ip},
      {"ArcnetLinux", 129, Bytes::Of({1, 2, 0, 0, 0xd4, 0, 0, 1}) + ip},
      {"ArcnetLinuxIpv6", 129, Bytes::Of({1, 2, 0, 0, 0xc4, 0, 0, 1}) + ip6},
      {"Ieee1394", 138, Zeros(16).U16(0x0800) + ip},
      {"IpOverFibreChannel", 122, Zeros(16) + llc},
      {"IpOverInfiniband", 242, Zeros(40).U16(0x0800).U16(0) + ip},
      {"Wlan", 105, wlan},
      {"WlanQuality", 105, Wlan(8, 1, Zeros(2) + llc)},
      {"WlanHtControl", 105, Wlan(8, 0x81, Zeros(6) + llc)},
      {"WlanFourAddresses", 105, Wlan(0, 3, Zeros(6) + llc)},
      {"WlanAggregate", 105, Wlan(8, 1, Bytes::Of({0x80, 0}) + Aggregate())},
      {"Radiotap", 127, LittleEndian().U16(0).U16(8).U32(0) + wlan},
      {"RadiotapCheckSequence", 127, Radiotap(0x10, wlan + Zeros(4))},
      {"RadiotapPadding", 127, Radiotap(0x20, Wlan(8, 1, Zeros(4) + llc))},
      {"RadiotapClock", 127,
       LittleEndian().U16(0).U16(25).U32(0x80000003).U32(0).U32(0).U64(0).U8(0x10) + wlan +
           Zeros(4)},
      {"PrismLittle", 119, LittleEndian().U32(0x44).U32(144) + Zeros(136) + wlan},
      {"PrismBig", 119, Bytes().U32(0x44).U32(144) + Zeros(136) + wlan},
      {"PrismIsAvs", 119, Bytes().U32(0x80211001).U32(64) + Zeros(56) + wlan},
      {"Avs", 163, Bytes().U32(0x80211001).U32(64) + Zeros(56) + wlan},
      {"PpiWlan", 192, LittleEndian().U16(0).U16(8).U32(105) + wlan},
      {"PpiEthernet", 192, LittleEndian().U16(0).U16(12).U32(1).U32(0) + frame},
      {"Ppp", 9, ppp},
      {"PppWithoutAddress", 9, Bytes::Of({0, 0x21}) + ip},
      {"PppShortNumber", 9, Bytes::Of({0x21}) + ip},
      {"PppIpv6", 9, Bytes::Of({0xff, 3, 0, 0x57}) + ip6},
      {"PppMpls", 9, Bytes::Of({2, 0x81}) + label + ip},
      {"PppBridging", 9, Bytes::Of({0, 0x31, 0, 1}) + frame},
      {"PppMultilink", 9, Bytes::Of({0, 0x3d, 0xc0, 0, 0, 1, 0, 0x21}) + ip},
      {"PppIsHdlc", 9, hdlc},
      {"PppHdlc", 50, ppp},
      {"PppEther", 51, Pppoe(Bytes::Of({0, 0x21}) + ip)},
      {"PppPppd", 166, Bytes::Of({1, 3, 0, 0x21}) + ip},
      {"PppWithDirection", 204, Bytes::Of({0}) + ppp},
      {"CiscoHdlc", 104, hdlc},
      {"CiscoHdlcIpv6", 104, Bytes::Of({0x8f, 0, 0x86, 0xdd}) + ip6},
      {"CiscoHdlcWithDirection", 205, Bytes::Of({1}) + hdlc},
      {"FrameRelay", 107, relay},
      {"FrameRelayIpv6", 107, Bytes::Of({0x18, 0x41, 3, 0x8e}) + ip6},
      {"FrameRelaySnap", 107, Bytes::Of({0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0}) + ip},
      {"FrameRelayCisco", 107, Bytes::Of({0x18, 0x41, 8, 0}) + ip},
      {"FrameRelayLongAddress", 107, Bytes::Of({0x18, 0x40, 0, 0x41, 3, 0xcc}) + ip},
      {"FrameRelayWithDirection", 206, Bytes::Of({0}) + relay},
      {"AtmLlc", 100, llc},
      {"AtmPpp", 100, Bytes::Of({0xfe, 0xfe, 3, 0xcf, 0, 0x21}) + ip},
      {"AtmNlpid", 11, Bytes::Of({0xfe, 0xfe, 3, 0xcc}) + ip},
      {"AtmClassicalIp", 106, ip},
      {"SunAtm", 123, Bytes::Of({2, 0, 0, 32}) + llc},
      {"MplsAlone", 219, label + ip},
      {"NullLittle", 0, Loopback(kLittle, 2, ip)},
      {"NullBig", 0, Loopback(kBig, 2, ip)},
      {"NullNetBsd6", 0, Loopback(kLittle, 24, ip6)},
      {"NullFreeBsd6", 0, Loopback(kLittle, 28, ip6)},
      {"NullDarwin6", 0, Loopback(kLittle, 30, ip6)},
      {"NullDarwin6Big", 0, Loopback(kBig, 30, ip6)},
      {"NullLinux6", 0, Loopback(kLittle, 10, ip6)},
      {"NullWindows6", 0, Loopback(kLittle, 23, ip6)},
      {"NullEtherType", 0, Loopback(kLittle, 0x0800, ip)},
      {"Loop", 108, Loopback(kBig, 2, ip)},
      {"Loop6", 108, Loopback(kBig, 24, ip6)},
      {"Raw12", 12, ip},
      {"Raw14", 14, ip6},
      {"Raw101", 101, ip},
      {"Raw101Ipv6", 101, ip6},
      {"RawPpp", 101, ppp},
      {"RawByteAndPpp", 101, Bytes::Of({0}) + ppp},
      {"RawZeros", 101, Zeros(10) + ip},
      {"Ipv4", 228, ip},
      {"Ipv6", 229, ip6},
      {"LinuxSll", 113, LinuxSll(0x0800, ip)},
      {"LinuxSllLlc", 113, LinuxSll(4, llc)},
      {"LinuxSllEthernet", 113, LinuxSll(3, frame)},
      {"LinuxSllPpp", 113, LinuxSll(7, ppp)},
      {"LinuxSllFrameRelay", 113, LinuxSll(0, relay, 770)},
      {"LinuxSllGre", 113, LinuxSll(0x0800, ip, 778)},
      {"LinuxSllNetlink", 113, LinuxSll(12, Netlink(kLittle, Log(kLittle, 2, 9, ip)), 824)},
      {"LinuxSllVlan", 113, LinuxSll(0x8100, Vlan(5, 0x86dd, ip6))},
      {"LinuxSllRadiotap", 113, LinuxSll(0, Radiotap(0, wlan), 803)},
      {"LinuxSll2", 276, LinuxSll2(0x86dd, ip6)},
      {"LinuxSll2Ethernet", 276, LinuxSll2(3, frame)},
      {"NetlinkLogLittle", 253, LinuxSll(12, Netlink(kLittle, Log(kLittle, 2, 9, ip)), 824)},
      {"NetlinkLogBig", 253, LinuxSll(12, Netlink(kBig, Log(kBig, 10, 9, ip6)), 824)},
      {"NetlinkLogBridge", 253, LinuxSll(12, Netlink(kLittle, Log(kLittle, 7, 9, ip)), 824)},
      {"NetlinkQueue", 253, LinuxSll(12, Netlink(kLittle, Log(kLittle, 2, 10, ip), 0x0300), 824)},
      {"NetlinkSecondMessage", 253,
       LinuxSll(12, Netlink(kLittle, Zeros(4), 0x0002) + Netlink(kLittle, Log(kLittle, 2, 9, ip)),
                824)},
      {"LinuxSll2Llc", 276, LinuxSll2(4, llc)},
      {"NflogLittle", 239,
       Bytes::Of({2, 0, 0, 0}) + Attribute(kLittle, 1, Zeros(3)) + Attribute(kLittle, 9, ip)},
      {"NflogBig", 239,
       Bytes::Of({10, 0, 0, 0}) + Attribute(kBig, 1, Zeros(4)) + Attribute(kBig, 9, ip6)},
      {"NflogBridge", 239, Log(kLittle, 7, 9, ip)},
      {"NflogBridgeBig", 239, Log(kBig, 7, 9, ip)},
      {"ExportedIp", 252, ExportedTag(12, Bytes::Text("ip")) + Zeros(4) + ip},
      {"ExportedIpv6", 252, ExportedTag(12, Bytes::Text("ipv6")) + Zeros(4) + ip6},
      {"ExportedEthernet", 252, ExportedTag(12, Bytes::Text("eth_withoutfcs")) + Zeros(4) + frame},
      {"ExportedTcp", 252,
       ExportedTag(20, Bytes::Of({10, 0, 0, 1})) + ExportedTag(21, Bytes::Of({10, 0, 0, 2})) +
           ExportedTag(12, Bytes::Text("tcp")) + Zeros(4) + Inner()},
      {"ExportedTcpOverIpv6", 252,
       ExportedTag(22, Zeros(15).U8(1)) + ExportedTag(23, Zeros(15).U8(2)) +
           ExportedTag(12, Bytes::Text("tcp")) + Zeros(4) + Inner()},
      {"ExportedEtherType", 252,
       ExportedTag(14, Bytes::Text("ethertype")) + ExportedTag(32, Bytes().U32(0x0800)) + Zeros(4) +
           ip},
      {"ExportedIpProtocol", 252,
       ExportedTag(14, Bytes::Text("ip.proto")) + ExportedTag(32, Bytes().U32(6)) + Zeros(4) +
           Inner()},
      {"Tzsp", 128, Bytes::Of({1, 0, 0, 1, 1}) + frame},
      {"Pflog", 117, Bytes::Of({61, 2}) + Zeros(62) + ip},
      {"PflogIpv6", 117, Bytes::Of({61, 28}) + Zeros(62) + ip6},
      {"OpenBsdEncLittle", 109, LittleEndian().U32(2).U64(0) + ip},
      {"OpenBsdEncBig", 109, Bytes().U32(24).U64(0) + ip6},
      {"Ipnet", 226, Bytes::Of({1, 2}) + Zeros(22) + ip},
      {"IpnetIpv6", 226, Bytes::Of({1, 26}) + Zeros(22) + ip6},
      {"PktapEthernet", 258, LittleEndian().U32(108).U32(1).U32(1) + Zeros(96) + frame},
      {"PktapRaw", 258, LittleEndian().U32(108).U32(1).U32(12) + Zeros(96) + ip},
      {"PktapUser2", 149, LittleEndian().U32(156).U32(1).U32(1) + Zeros(144) + frame},
      {"PktapUser2Big", 149, Bytes().U32(108).U32(1).U32(12) + Zeros(96) + ip},
      {"PktapNull", 258,
       LittleEndian().U32(108).U32(1).U32(0) + Zeros(96) + Loopback(kLittle, 30, ip6)},
      {"Juniper", 178, Bytes::Text("MGC").U8(0) + frame},
      {"JuniperExtensions", 178, Bytes::Text("MGC").U8(0x80).U16(4) + Zeros(4) + frame},
      {"JuniperWithoutLink", 178, Bytes::Text("MGC").U8(2) + LittleEndian().U32(2) + ip},
      {"JuniperPpp", 179, Bytes::Text("MGC").U8(0) + ppp},
      {"JuniperFrameRelay", 180, Bytes::Text("MGC").U8(0) + relay},
      {"JuniperHdlc", 181, Bytes::Text("MGC").U8(0) + hdlc},
      {"Netanalyzer", 240, Zeros(4) + frame},
      {"ErfEthernet", 197, Erf(2, {}, Zeros(2) + frame)},
      {"ErfExtension", 197, Erf(0x82, Zeros(8), Zeros(2) + frame)},
      {"ErfPpp", 197, Erf(1, {}, ppp)},
      {"ErfHdlc", 197, Erf(10, {}, hdlc)},
      {"ErfFrameRelay", 197, Erf(1, {}, relay)},
      {"ErfChannel", 197, Erf(5, {}, Zeros(4) + ppp)},
      {"ErfColorEthernet", 197, Erf(11, {}, Zeros(2) + frame)},
      {"ErfAal5", 197, Erf(4, {}, Zeros(4) + llc)},
      {"ErfChannelAal5", 197, Erf(9, {}, Zeros(8) + llc)},
      {"ErfIpv4", 197, Erf(22, {}, ip)},
      {"ErfIpv6", 197, Erf(23, {}, ip6)},
  };
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_NET_LINK_CASES_H_
