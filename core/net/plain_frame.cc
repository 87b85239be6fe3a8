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

bool AreSound(std::span<const std::byte> options) {
  if (options.empty() || ArePaddedTimestamps(options)) return true;
  TcpOptionWalk walk(options);
  TcpOption option;
  while (walk.Next(option)) {
    if (option.fault != TcpOptionFault::none) return false;
  }
  return true;
}

// `tcp` begins with the TCP header and ends with the frame; the IP header counts `length` octets,
// of which the link layer has that many.
bool ReadPlainTcp(ByteReader tcp, uint32_t length, TcpSegment& segment) {
  tcp = tcp.First(length);
  if (!tcp.Has(kTcp)) return false;
  const uint16_t offset_and_flags = tcp.U16(12);
  const uint32_t header = (offset_and_flags >> 12) * 4u;
  if (header < kTcp || !tcp.Has(header) || (offset_and_flags & kReservedBits) != 0) return false;
  if (OddFlags(offset_and_flags)) return false;
  segment.options = tcp.bytes().subspan(kTcp, header - kTcp);
  if (!AreSound(segment.options)) return false;
  segment.payload = tcp.bytes().subspan(header);
  segment.source_port = tcp.U16(0);
  segment.destination_port = tcp.U16(2);
  segment.seq = tcp.U32(4);
  segment.ack = tcp.U32(8);
  segment.flags = offset_and_flags & 0x1ff;
  segment.window = tcp.U16(14);
  segment.checksum = tcp.U16(16);
  segment.data_offset = static_cast<uint8_t>(offset_and_flags >> 12);
  segment.length = length - header;
  segment.ip_length = length;
  segment.captured = tcp.bytes();
  return true;
}

}  // namespace

std::span<const LayerId> ReadPlainFrame(const Frame& frame, TcpSegment& segment) {
  if (frame.link_type != kLinkTypeEthernet) return {};
  const ByteReader bytes(frame.bytes);
  const auto on_wire = std::max(frame.original_length, static_cast<uint32_t>(bytes.size()));
  if (bytes.U16(12) == kEtherTypeIpv4) {
    if (!bytes.Has(kEthernet + kIpv4 + kTcp)) return {};
    const ByteReader ip = bytes.From(kEthernet);
    const uint32_t length = ip.U16(2);
    // No options, TCP, neither a fragment nor the first of several.
    if (ip.U8(0) != 0x45 || ip.U8(9) != kProtocolTcp || (ip.U16(6) & 0x3fff) != 0) return {};
    if (length < kIpv4 || length > on_wire - kEthernet) return {};
    if (!ReadPlainTcp(ip.From(kIpv4), length - kIpv4, segment)) return {};
    segment.source = IpAddress::V4(ip.bytes().subspan(12, 4));
    segment.destination = IpAddress::V4(ip.bytes().subspan(16, 4));
    segment.ip_identification = ip.U16(4);
    segment.traffic_class = ip.U8(1);
    segment.hop_limit = ip.U8(8);
    segment.dont_fragment = (ip.U16(6) & 0x4000) != 0;
    segment.header_offset = kEthernet + kIpv4;
    return kOverIpv4;
  }
  if (bytes.U16(12) != kEtherTypeIpv6 || !bytes.Has(kEthernet + kIpv6 + kTcp)) return {};
  const ByteReader ip = bytes.From(kEthernet);
  const uint32_t length = ip.U16(4);
  if (ip.U8(0) >> 4 != 6 || ip.U8(6) != kProtocolTcp) return {};
  if (length == 0 || length > on_wire - kEthernet - kIpv6) return {};
  if (!ReadPlainTcp(ip.From(kIpv6), length, segment)) return {};
  segment.source = IpAddress::V6(ip.bytes().subspan(8, 16));
  segment.destination = IpAddress::V6(ip.bytes().subspan(24, 16));
  segment.traffic_class = static_cast<uint8_t>(ip.U16(0) >> 4 & 0xff);
  segment.hop_limit = ip.U8(7);
  segment.header_offset = kEthernet + kIpv6;
  return kOverIpv6;
}

}  // namespace tcpladder
