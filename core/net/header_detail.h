// All fields of one TCP header, for a segment that is viewed.
#ifndef TCPLADDER_CORE_NET_HEADER_DETAIL_H_
#define TCPLADDER_CORE_NET_HEADER_DETAIL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/net/tcp_options.h"

namespace tcpladder {

struct OptionDetail {
  uint8_t kind = 0;
  uint8_t length = 1;          // as in the length byte; 1 for end-of-options and no-operation
  uint8_t offset = 0;          // from the beginning of the TCP header
  std::vector<double> values;  // see NumbersOf() in tcp_options.h; empty if the option has a fault
  TcpOptionFault fault = TcpOptionFault::none;
};

// RFC 9293 section 3.1, with numbers as in the header.
struct HeaderDetail {
  uint16_t source_port = 0, destination_port = 0;
  uint32_t seq = 0, ack = 0;
  uint8_t data_offset = 0;  // in 32-bit words
  uint8_t reserved = 0;     // the three bits after the data offset
  uint16_t flags = 0;       // TcpFlag bits
  uint16_t window = 0, checksum = 0, urgent_pointer = 0;
  std::vector<OptionDetail> options;
};

// `bytes` begins with the header; options are read as far as they were captured. Nothing if there
// are fewer than twenty bytes.
std::optional<HeaderDetail> ReadHeader(std::span<const std::byte> bytes);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_HEADER_DETAIL_H_
