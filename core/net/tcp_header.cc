// Reads the TCP header (RFC 9293 section 3.1) as far as it was captured.
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/net/walk.h"

namespace tcpladder {
namespace {

constexpr size_t kFixedHeader = 20;
constexpr size_t kLeastQuote = 8;     // ports and sequence number
constexpr size_t kUsableHeader = 14;  // ports, numbers, flags
constexpr size_t kWithWindow = 16;
constexpr uint8_t kLeastDataOffset = 5;

HeaderExtent ExtentOf(uint8_t data_offset, size_t captured) {
  if (data_offset < kLeastDataOffset) return HeaderExtent::bad_data_offset;
  if (captured < kWithWindow) return HeaderExtent::cut_window;
  if (captured < kFixedHeader) return HeaderExtent::cut_fixed;
  return captured < size_t{data_offset} * 4 ? HeaderExtent::cut_options : HeaderExtent::whole;
}

void CheckFlags(Walk& walk, uint16_t offset_and_flags) {
  const uint16_t reserved = offset_and_flags & kReservedBits;
  if (reserved != 0) walk.Stop(FindingId::k_reserved_bits, 0, {reserved >> 9});
  const uint16_t flags = offset_and_flags & 0x1ff;
  if (OddFlags(flags)) walk.Stop(FindingId::k_odd_flags, flags, {flags});
}

void CheckOptions(Walk& walk, const TcpSegment& segment) {
  if (segment.parsed.fault == TcpOptionFault::none) return;
  const auto& bytes = segment.options;
  TcpOptionWalk options(bytes);
  TcpOption option;
  while (options.Next(option)) {
    if (option.fault == TcpOptionFault::none) continue;
    // If the capture truncated an option, even before its length byte, the option itself is not
    // faulty.
    const size_t least = option.fault == TcpOptionFault::no_length ? 2 : option.length;
    const bool past_the_end = option.offset + least > kFixedHeader + bytes.size();
    if (past_the_end && segment.extent != HeaderExtent::whole) return;
    walk.Stop(FindingId::k_bad_tcp_option, option.kind,
              {option.kind, option.length, static_cast<int64_t>(option.value.size() + 2)});
  }
}

// Reads the part that every quote contains; the rest is read as in any other header.
void ReadQuotedPorts(const Walk& walk, TcpSegment& segment) {
  const ByteReader header = walk.bytes;
  segment.source = walk.source;
  segment.destination = walk.destination;
  segment.network = walk.network;
  segment.link_addresses = walk.link_addresses;
  segment.source_port = header.U16(0);
  segment.destination_port = header.U16(2);
  segment.seq = header.U32(4);
  segment.length = kNoLength;
  segment.header_offset = kNoOffset;
  segment.extent = HeaderExtent::ports_and_seq;
  segment.origin = SegmentOrigin::icmp_quote;
  segment.icmp = &walk.icmp;
}

}  // namespace

bool ReadTcp(Walk& walk, TcpSegment& segment) {
  const ByteReader header = walk.bytes;
  if (walk.quoted && header.Has(kLeastQuote)) ReadQuotedPorts(walk, segment);
  if (!header.Has(kUsableHeader)) {
    if (segment.icmp) return true;
    walk.Stop(FindingId::k_cut_tcp_header, 0, {kUsableHeader, static_cast<int64_t>(header.size())});
    return false;
  }
  const uint16_t offset_and_flags = header.U16(12);
  segment.source = walk.source;
  segment.destination = walk.destination;
  segment.network = walk.network;
  segment.link_addresses = walk.link_addresses;
  segment.source_port = header.U16(0);
  segment.destination_port = header.U16(2);
  segment.seq = header.U32(4);
  segment.ack = header.U32(8);
  segment.flags = offset_and_flags & 0x1ff;
  segment.window = header.U16(14);
  segment.checksum = header.U16(16);
  segment.ip_identification = walk.ip_identification;
  segment.trailing_bytes = walk.trailing_bytes;
  segment.ip_length = walk.wire_length;
  segment.hop_limit = walk.hop_limit;
  segment.traffic_class = walk.traffic_class;
  segment.dont_fragment = walk.dont_fragment;
  segment.first_fragment = walk.fragmented;
  segment.captured = header.bytes();
  segment.data_offset = static_cast<uint8_t>(offset_and_flags >> 12);
  segment.extent = ExtentOf(segment.data_offset, header.size());
  segment.origin = walk.quoted ? SegmentOrigin::icmp_quote : SegmentOrigin::wire;
  segment.header_offset = walk.reassembled
                              ? kNoOffset
                              : static_cast<uint32_t>(header.offset() - walk.frame.file_offset);

  CheckFlags(walk, offset_and_flags);
  const uint32_t header_length = segment.data_offset * 4u;
  const bool told = !walk.fragmented && !walk.quoted && walk.wire_length >= header_length;
  segment.length = told ? walk.wire_length - header_length : kNoLength;
  if (segment.extent == HeaderExtent::bad_data_offset || walk.wire_length < header_length) {
    walk.Stop(FindingId::k_bad_data_offset, 0, {segment.data_offset, walk.wire_length});
  } else if (segment.extent != HeaderExtent::whole && !walk.quoted) {
    walk.Stop(FindingId::k_cut_tcp_header, 0, {header_length, static_cast<int64_t>(header.size())});
  }
  if (header_length >= kFixedHeader) {
    segment.options = header.Sub(kFixedHeader, header_length - kFixedHeader).bytes();
    segment.parsed = ParseTcpOptions(segment.options);
    segment.payload = header.From(header_length).bytes();
    CheckOptions(walk, segment);
  }
  return true;
}

}  // namespace tcpladder
