#include "core/script/packet_bytes.h"

#include <algorithm>

#include "core/base/byte_writer.h"
#include "core/net/checksum.h"
#include "core/script/tcp_option_reader.h"

namespace tcpladder {
namespace {

constexpr size_t kIpv4Header = 20, kIpv6Header = 40, kTcpHeader = 20, kUdpHeader = 8,
                 kIcmpHeader = 8;
constexpr uint16_t kDontFragment = 0x4000;
constexpr uint8_t kUdp = 17, kIcmpV6 = 58;

uint32_t Fold(uint32_t sum) {
  while (sum > 0xffff) sum = (sum >> 16) + (sum & 0xffff);
  return sum;
}

// Sum of the pseudo-header (RFC 9293 section 3.1, RFC 8200 section 8.1).
uint32_t PseudoSum(const IpFields& ip, uint8_t protocol, size_t length) {
  const size_t size = ip.source.version == 4 ? 4 : 16;
  const auto sum_of = [&](const IpAddress& address) {
    return InternetSum(std::as_bytes(std::span(address.bytes).first(size)));
  };
  return Fold(uint32_t{sum_of(ip.source)} + sum_of(ip.destination) + protocol +
              static_cast<uint32_t>(length >> 16) + static_cast<uint32_t>(length & 0xffff));
}

uint16_t ChecksumOver(std::span<const std::byte> bytes, uint32_t start) {
  return static_cast<uint16_t>(~Fold(start + InternetSum(bytes)) & 0xffff);
}

void CopyAddress(const IpAddress& address, std::span<std::byte> to) {
  std::transform(address.bytes.begin(), address.bytes.begin() + static_cast<ptrdiff_t>(to.size()),
                 to.begin(), [](uint8_t byte) { return std::byte{byte}; });
}

}  // namespace

std::vector<std::byte> IpPacket(const IpFields& ip, std::span<const std::byte> payload,
                                size_t missing) {
  const bool v4 = ip.source.version == 4;
  const size_t header = v4 ? kIpv4Header : kIpv6Header;
  std::vector<std::byte> bytes(header + payload.size());
  ByteWriter write(bytes);
  const std::span<std::byte> all(bytes);
  if (v4) {
    write.U8(0, 0x45);
    write.U8(1, ip.traffic_class);
    write.U16(2, static_cast<uint16_t>(bytes.size() + missing));
    write.U16(4, ip.identification);
    write.U16(6, kDontFragment);
    write.U8(8, ip.hop_limit);
    write.U8(9, ip.protocol);
    CopyAddress(ip.source, all.subspan(12, 4));
    CopyAddress(ip.destination, all.subspan(16, 4));
    write.U16(10, ChecksumOver(all.first(kIpv4Header), 0));
  } else {
    write.U32(0, uint32_t{6} << 28 | uint32_t{ip.traffic_class} << 20 | (ip.flow_label & 0xfffff));
    write.U16(4, static_cast<uint16_t>(payload.size() + missing));
    write.U8(6, ip.protocol);
    write.U8(7, ip.hop_limit);
    CopyAddress(ip.source, all.subspan(8, 16));
    CopyAddress(ip.destination, all.subspan(24, 16));
  }
  std::copy(payload.begin(), payload.end(), bytes.begin() + static_cast<ptrdiff_t>(header));
  return bytes;
}

std::vector<std::byte> TcpHeaderBytes(const IpFields& ip, const TcpFields& tcp, size_t length) {
  const size_t options = std::min(tcp.options.size(), kMaxTcpOptions);
  const size_t header = kTcpHeader + (options + 3) / 4 * 4;
  std::vector<std::byte> bytes(header);
  ByteWriter write(bytes);
  write.U16(0, tcp.source_port);
  write.U16(2, tcp.destination_port);
  write.U32(4, tcp.seq);
  write.U32(8, tcp.ack);
  write.U16(12, static_cast<uint16_t>(header / 4 << 12 | (tcp.flags & 0xfff)));
  write.U16(14, tcp.window);
  write.U16(18, tcp.urgent);
  std::copy_n(tcp.options.begin(), options, bytes.begin() + kTcpHeader);
  // The payload consists of zeros, which do not change the sum.
  write.U16(16, ChecksumOver(bytes, PseudoSum(ip, ip.protocol, header + length)));
  return bytes;
}

std::vector<std::byte> TcpBytes(const IpFields& ip, const TcpFields& tcp, size_t length) {
  std::vector<std::byte> bytes = TcpHeaderBytes(ip, tcp, length);
  bytes.resize(bytes.size() + length);
  return bytes;
}

std::vector<std::byte> UdpBytes(const IpFields& ip, uint16_t source_port, uint16_t destination_port,
                                size_t length) {
  std::vector<std::byte> bytes(kUdpHeader + length);
  ByteWriter write(bytes);
  write.U16(0, source_port);
  write.U16(2, destination_port);
  write.U16(4, static_cast<uint16_t>(bytes.size()));
  const auto summed = std::span<const std::byte>(bytes).first(kUdpHeader);
  const uint16_t sum = ChecksumOver(summed, PseudoSum(ip, kUdp, bytes.size()));
  write.U16(6, sum == 0 ? 0xffff : sum);  // 0 would mean no checksum (RFC 768)
  return bytes;
}

std::vector<std::byte> IcmpBytes(const IpFields& ip, uint8_t type, uint8_t code, uint32_t rest,
                                 std::span<const std::byte> body) {
  std::vector<std::byte> bytes(kIcmpHeader + body.size());
  ByteWriter write(bytes);
  write.U8(0, type);
  write.U8(1, code);
  write.U32(4, rest);
  std::copy(body.begin(), body.end(), bytes.begin() + kIcmpHeader);
  const uint32_t pseudo = ip.source.version == 6 ? PseudoSum(ip, kIcmpV6, bytes.size()) : 0;
  write.U16(2, ChecksumOver(bytes, pseudo));
  return bytes;
}

}  // namespace tcpladder
