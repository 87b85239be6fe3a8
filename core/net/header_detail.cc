#include "core/net/header_detail.h"

#include "core/base/byte_reader.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

constexpr size_t kFixedTcpHeader = 20;

OptionDetail Describe(const TcpOption& option) {
  OptionDetail detail{.kind = option.kind,
                      .length = option.length,
                      .offset = option.offset,
                      .values = {},
                      .fault = option.fault};
  if (option.fault != TcpOptionFault::none) return detail;
  const TcpOptionNumbers numbers = NumbersOf(option);
  detail.values.assign(numbers.values.begin(), numbers.values.begin() + numbers.count);
  return detail;
}

}  // namespace

std::optional<HeaderDetail> ReadHeader(std::span<const std::byte> bytes) {
  const ByteReader header(bytes);
  if (!header.Has(kFixedTcpHeader)) return std::nullopt;
  const uint16_t offset_and_flags = header.U16(12);
  HeaderDetail detail{.source_port = header.U16(0),
                      .destination_port = header.U16(2),
                      .seq = header.U32(4),
                      .ack = header.U32(8),
                      .data_offset = static_cast<uint8_t>(offset_and_flags >> 12),
                      .reserved = static_cast<uint8_t>(offset_and_flags >> 9 & 7),
                      .flags = static_cast<uint16_t>(offset_and_flags & 0x1ff),
                      .window = header.U16(14),
                      .checksum = header.U16(16),
                      .urgent_pointer = header.U16(18),
                      .options = {}};
  const size_t end = size_t{detail.data_offset} * 4;
  if (end <= kFixedTcpHeader) return detail;
  TcpOptionWalk walk(header.Sub(kFixedTcpHeader, end - kFixedTcpHeader).bytes());
  TcpOption option;
  while (walk.Next(option)) detail.options.push_back(Describe(option));
  return detail;
}

}  // namespace tcpladder
