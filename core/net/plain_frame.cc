#include "core/net/plain_frame.h"

#include <algorithm>

#include "core/base/byte_reader.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

constexpr uint16_t kLinkTypeEthernet = 1;
constexpr uint32_t kEthernet = 14, kIpv4 = 20, kIpv6 = 40, kTcp = 20;
constexpr uint16_t kEtherTypeIpv4 = 0x0800, kEtherTypeIpv6 = 0x86dd;
constexpr uint8_t kProtocolTcp = 6;

constexpr std::array kOverIpv4 = {LayerId::ethernet, LayerId::ipv4, LayerId::tcp};
constexpr std::array kOverIpv6 = {LayerId::ethernet, LayerId::ipv6, LayerId::tcp};

using Bytes = std::span<const std::byte>;

// `tcp` begins with the TCP header and ends with the frame. `length` is the size according to the
// IP header; the link layer has at least that many bytes.
bool ReadPlainTcp(Bytes tcp, uint32_t length, TcpSegment& segment) {
  tcp = tcp.first(std::min<size_t>(length, tcp.size()));
  if (tcp.size() < kTcp) return false;
  const HeaderReader fixed(tcp.first<kTcp>());
  const uint16_t offset_and_flags = fixed.U16<12>();
  const uint32_t header = (offset_and_flags >> 12) * 4u;
  if (header < kTcp || tcp.size() < header || (offset_and_flags & kReservedBits) != 0) return false;
  if (OddFlags(offset_and_flags)) return false;
  segment.options = tcp.subspan(kTcp, header - kTcp);
  segment.parsed = ParseTcpOptions(segment.options);
  if (segment.parsed.fault != TcpOptionFault::none) return false;
  segment.payload = tcp.subspan(header);
  segment.source_port = fixed.U16<0>();
  segment.destination_port = fixed.U16<2>();
  segment.seq = fixed.U32<4>();
  segment.ack = fixed.U32<8>();
  segment.flags = offset_and_flags & 0x1ff;
  segment.window = fixed.U16<14>();
  segment.checksum = fixed.U16<16>();
  segment.data_offset = static_cast<uint8_t>(offset_and_flags >> 12);
  segment.length = length - header;
  segment.ip_length = length;
  segment.captured = tcp;
  return true;
}

// `ip` begins with an IPv4 header, has room for a TCP header after it, and ends with the frame.
// `on_wire` is its size on the wire.
bool ReadPlainIpv4(Bytes ip, uint32_t on_wire, TcpSegment& segment) {
  const HeaderReader header(ip.first<kIpv4>());
  const uint32_t length = header.U16<2>();
  // Accept only TCP, without options and without fragmentation.
  if (header.U8<0>() != 0x45 || header.U8<9>() != kProtocolTcp) return false;
  if ((header.U16<6>() & 0x3fff) != 0 || length < kIpv4 || length > on_wire) return false;
  if (!ReadPlainTcp(ip.subspan(kIpv4), length - kIpv4, segment)) return false;
  segment.source = IpAddress::V4(ip.subspan<12, 4>());
  segment.destination = IpAddress::V4(ip.subspan<16, 4>());
  segment.ip_identification = header.U16<4>();
  segment.traffic_class = header.U8<1>();
  segment.hop_limit = header.U8<8>();
  segment.dont_fragment = (header.U16<6>() & 0x4000) != 0;
  segment.header_offset = kEthernet + kIpv4;
  return true;
}

// The same for IPv6.
bool ReadPlainIpv6(Bytes ip, uint32_t on_wire, TcpSegment& segment) {
  const HeaderReader header(ip.first<kIpv6>());
  const uint32_t length = header.U16<4>();
  if (header.U8<0>() >> 4 != 6 || header.U8<6>() != kProtocolTcp) return false;
  if (length == 0 || length > on_wire - kIpv6) return false;
  if (!ReadPlainTcp(ip.subspan(kIpv6), length, segment)) return false;
  segment.source = IpAddress::V6(ip.subspan<8, 16>());
  segment.destination = IpAddress::V6(ip.subspan<24, 16>());
  segment.traffic_class = static_cast<uint8_t>(header.U16<0>() >> 4 & 0xff);
  segment.hop_limit = header.U8<7>();
  segment.header_offset = kEthernet + kIpv6;
  return true;
}

}  // namespace

std::span<const LayerId> ReadPlainFrame(const Frame& frame, TcpSegment& segment) {
  const Bytes bytes = frame.bytes;
  if (frame.link_type != kLinkTypeEthernet || bytes.size() < kEthernet + kIpv4 + kTcp) return {};
  const HeaderReader ethernet(bytes.first<kEthernet>());
  const Bytes ip = bytes.subspan(kEthernet);
  segment.network = frame.interface;
  segment.link_addresses =
      MixLinkAddresses(ethernet.U32<0>(), ethernet.U32<4>(), ethernet.U32<8>());
  const auto on_wire =
      std::max(frame.original_length, static_cast<uint32_t>(bytes.size())) - kEthernet;
  if (ethernet.U16<12>() == kEtherTypeIpv4) {
    if (ReadPlainIpv4(ip, on_wire, segment)) return kOverIpv4;
  } else if (ethernet.U16<12>() == kEtherTypeIpv6 && ip.size() >= kIpv6 + kTcp) {
    if (ReadPlainIpv6(ip, on_wire, segment)) return kOverIpv6;
  }
  return {};
}

bool GuessPlainEnds(Bytes bytes, uint16_t link_type, PlainEnds& ends) {
  if (link_type != kLinkTypeEthernet || bytes.size() < kEthernet + kIpv4 + kTcp) return false;
  const HeaderReader header(bytes.first<kEthernet + kIpv4 + kTcp>());
  const uint16_t ether_type = header.U16<12>();
  if (ether_type == kEtherTypeIpv4 && header.U8<14>() == 0x45 && header.U8<23>() == kProtocolTcp) {
    ends = {IpAddress::V4(bytes.subspan<26, 4>()), IpAddress::V4(bytes.subspan<30, 4>()),
            header.U16<34>(), header.U16<36>()};
    return true;
  }
  if (ether_type != kEtherTypeIpv6 || header.U8<20>() != kProtocolTcp) return false;
  if (bytes.size() < kEthernet + kIpv6 + kTcp) return false;
  const HeaderReader ports(bytes.subspan<kEthernet + kIpv6, 4>());
  ends = {IpAddress::V6(bytes.subspan<22, 16>()), IpAddress::V6(bytes.subspan<38, 16>()),
          ports.U16<0>(), ports.U16<2>()};
  return true;
}

}  // namespace tcpladder
