#include "core/share/anonymised_packet.h"

#include <algorithm>
#include <cstring>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/net/checksum.h"

namespace tcpladder {
namespace {

constexpr uint8_t kIcmp = 1, kTcp = 6, kIcmpv6 = 58;
constexpr size_t kIpv4Header = 20, kIpv6Header = 40, kTcpHeader = 20, kChecksumAt = 16;
constexpr size_t kIcmpHeader = 8;
constexpr size_t kQuotedBytes = 8;  // of a TCP header, at least (RFC 792)
// The number of hosts in a documentation range; any further hosts share the last address.
constexpr size_t kMaxOthers = 254;
constexpr size_t kErrorCounter = 2;
constexpr uint32_t kEcn = 3;  // the ECN bits of the traffic class, which TCP uses (RFC 3168)

std::span<const std::byte> BytesOf(const IpAddress& address) {
  return std::as_bytes(std::span(address.bytes)).first(address.version == 4 ? 4 : 16);
}

enum class Range : uint8_t { ends, others };

// From 192.0.2.1 and 198.51.100.1 (RFC 5737), or from 2001:db8::1 and 2001:db8:1::1 (RFC 3849).
IpAddress DocumentationAddress(uint8_t version, Range range, size_t ordinal) {
  IpAddress address;
  address.version = version;
  const auto host = static_cast<uint8_t>(ordinal + 1);
  if (version == 4) {
    address.bytes = {192, 0, 2, host};
    if (range == Range::others) address.bytes = {198, 51, 100, host};
  } else {
    address.bytes = {0x20, 0x01, 0x0d, 0xb8};
    address.bytes[5] = range == Range::others ? 1 : 0;
    address.bytes[15] = host;
  }
  return address;
}

// Captured bytes of the TCP header.
size_t HeaderBytes(const TcpSegment& segment) {
  const size_t header = std::max<size_t>(segment.data_offset * size_t{4}, kTcpHeader);
  return std::min(header, segment.captured.size());
}

// The value of the checksum field for this sum of words (RFC 1071).
uint16_t FieldFor(uint64_t sum) {
  while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<uint16_t>(~sum & 0xffff);
}

uint32_t Saturated(uint64_t value) {
  return static_cast<uint32_t>(std::min<uint64_t>(value, UINT32_MAX));
}

}  // namespace

AnonymisedPackets::Packet AnonymisedPackets::Make(const TcpSegment& segment, size_t from) {
  head_.clear();
  if (segment.source.version == 4) {
    AddIpv4(segment, from);
  } else {
    AddIpv6(segment, from);
  }
  const size_t ip_header = head_.size();
  AddTcp(segment, from);
  const size_t tcp_header = head_.size() - ip_header;
  const size_t payload = segment.captured.size() - std::min(segment.captured.size(), tcp_header);
  return {.head = head_,
          .zeros = flags_ & kShareCutPayload ? 0 : payload,
          .length = Saturated(uint64_t{segment.ip_length} + ip_header)};
}

AnonymisedPackets::Packet AnonymisedPackets::MakeError(const TcpSegment& quote, size_t from) {
  const IcmpError& error = *quote.icmp;
  if (error.source.version != quote.source.version) return {};
  // A quote does not show how long the packet was, only that it had at least a header.
  TcpSegment whole = quote;
  whole.ip_length = std::max(whole.ip_length, static_cast<uint32_t>(kTcpHeader));
  Make(whole, from);
  const bool v4 = error.source.version == 4;
  const size_t ip_header = v4 ? kIpv4Header : kIpv6Header;
  const size_t quoted = head_.size(), before = ip_header + kIcmpHeader;
  head_.resize(before + quoted);
  std::memmove(head_.data() + before, head_.data(), quoted);
  std::memset(head_.data(), 0, before);
  const size_t length = head_.size() - ip_header;
  const IpAddress source = AddressIn(quote, from, error.source);
  const IpAddress destination = AddressIn(quote, from, error.destination);
  const auto icmp = std::span(head_).subspan(ip_header);
  ByteWriter header(head_), message(icmp);
  PutAddress(v4 ? 12 : 8, source);
  PutAddress(v4 ? 16 : 24, destination);
  message.U8(0, error.type);
  message.U8(1, error.code);
  message.U32(4, error.mtu);
  uint64_t sum = InternetSum(icmp);
  if (v4) {
    header.U8(0, 4 << 4 | kIpv4Header / 4);
    header.U16(2, static_cast<uint16_t>(head_.size()));
    header.U16(4, IdentificationOf(error.identification, kErrorCounter));
    header.U8(8, kHopLimit);
    header.U8(9, kIcmp);
    header.U16(10, FieldFor(InternetSum(std::span(head_).first(kIpv4Header))));
  } else {
    header.U8(0, 6 << 4);
    header.U16(4, static_cast<uint16_t>(length));
    header.U8(6, kIcmpv6);
    header.U8(7, kHopLimit);
    sum += kIcmpv6 + length + InternetSum(BytesOf(source)) + InternetSum(BytesOf(destination));
  }
  message.U16(2, FieldFor(sum));
  return {.head = head_, .zeros = 0, .length = static_cast<uint32_t>(head_.size())};
}

void AnonymisedPackets::AddIpv4(const TcpSegment& segment, size_t from) {
  head_.resize(kIpv4Header);
  ByteWriter header(head_);
  const bool keep = (flags_ & kSharePath) != 0;
  // Segmentation offload sets the length to 0 if it does not fit into 16 bits.
  const uint64_t total = uint64_t{segment.ip_length} + kIpv4Header;
  header.U8(0, 4 << 4 | kIpv4Header / 4);
  header.U8(1, keep ? segment.traffic_class : static_cast<uint8_t>(segment.traffic_class & kEcn));
  header.U16(2, total > 0xffff ? 0 : static_cast<uint16_t>(total));
  header.U16(4, IdentificationOf(segment.ip_identification, from));
  header.U16(6, static_cast<uint16_t>((segment.dont_fragment ? 0x4000 : 0) |
                                      (segment.first_fragment ? 0x2000 : 0)));
  header.U8(8, keep ? segment.hop_limit : kHopLimit);
  header.U8(9, kTcp);
  for (size_t end = 0; end < 2; ++end) {
    PutAddress(12 + 4 * end, AddressOf(segment, from, end));
  }
  header.U16(10, FieldFor(InternetSum(head_)));
}

// Omits the original extension headers, except those required by the length or by fragmentation.
void AnonymisedPackets::AddIpv6(const TcpSegment& segment, size_t from) {
  constexpr uint8_t kHopByHop = 0, kFragment = 44, kJumbo = 194;
  constexpr size_t kExtension = 8;
  const bool fragment = segment.first_fragment;
  const uint64_t payload = uint64_t{segment.ip_length} + (fragment ? kExtension : 0);
  const bool jumbo = payload > 0xffff;
  head_.resize(kIpv6Header + (jumbo ? kExtension : 0) + (fragment ? kExtension : 0));
  ByteWriter header(head_);
  const bool keep = (flags_ & kSharePath) != 0;
  const uint32_t traffic_class = keep ? segment.traffic_class : segment.traffic_class & kEcn;
  const uint8_t behind = fragment ? kFragment : kTcp;
  header.U32(0, uint32_t{6} << 28 | traffic_class << 20);
  header.U16(4, jumbo ? 0 : static_cast<uint16_t>(payload));
  header.U8(6, jumbo ? kHopByHop : behind);
  header.U8(7, keep ? segment.hop_limit : kHopLimit);
  for (size_t end = 0; end < 2; ++end) {
    PutAddress(8 + 16 * end, AddressOf(segment, from, end));
  }
  size_t at = kIpv6Header;
  if (jumbo) {
    // RFC 2675 section 2.
    header.U8(at, behind);
    header.U8(at + 2, kJumbo);
    header.U8(at + 3, 4);
    header.U32(at + 4, Saturated(payload + kExtension));
    at += kExtension;
  }
  if (fragment) {
    header.U8(at, kTcp);
    header.U16(at + 2, 1);  // more fragments follow
    header.U32(at + 4, 1);
  }
}

void AnonymisedPackets::AddTcp(const TcpSegment& segment, size_t from) {
  const size_t start = head_.size();
  const auto captured = segment.captured.first(HeaderBytes(segment));
  head_.insert(head_.end(), captured.begin(), captured.end());
  if (segment.extent == HeaderExtent::ports_and_seq) head_.resize(start + kQuotedBytes);
  const auto tcp = std::span(head_).subspan(start);
  ByteWriter header(tcp);
  if (segment.extent == HeaderExtent::ports_and_seq) {
    header.U16(0, segment.source_port);
    header.U16(2, segment.destination_port);
    header.U32(4, segment.seq);
  }
  if (flags_ & kShareOtherPorts) {
    header.U16(0, from == 0 ? kClientPort : kServerPort);
    header.U16(2, from == 0 ? kServerPort : kClientPort);
  }
  const bool replaced = (flags_ & kShareOptions) == 0;
  if (replaced && tcp.size() > kTcpHeader)
    AnonymiseOptions(tcp.subspan(kTcpHeader), from, timestamps_);
  header.U16(kChecksumAt, 0);
  uint64_t sum = uint64_t{kTcp} + (segment.ip_length >> 16) + (segment.ip_length & 0xffff);
  for (size_t end = 0; end < 2; ++end) {
    const IpAddress address = AddressOf(segment, from, end);
    sum += InternetSum(BytesOf(address));
  }
  const uint16_t right = FieldFor(sum + InternetSum(tcp));
  constexpr uint16_t kSpoil = 0x5a5a;
  const bool damaged = ChecksumOf(segment) == Checksum::bad;
  header.U16(kChecksumAt, damaged ? right ^ kSpoil : right);
}

void AnonymisedPackets::PutAddress(size_t at, const IpAddress& address) {
  const auto bytes = BytesOf(address);
  std::copy(bytes.begin(), bytes.end(), head_.begin() + static_cast<ptrdiff_t>(at));
}

// `end`: 0 for the source, 1 for the destination. If both ends share an address, they also share
// the documentation address.
IpAddress AnonymisedPackets::AddressOf(const TcpSegment& segment, size_t from, size_t end) const {
  const IpAddress& address = end == 0 ? segment.source : segment.destination;
  if (flags_ & kShareAddresses) return address;
  const bool alike = segment.source == segment.destination;
  return DocumentationAddress(address.version, Range::ends, alike ? 0 : from ^ end);
}

IpAddress AnonymisedPackets::AddressIn(const TcpSegment& quote, size_t from,
                                       const IpAddress& address) {
  if (flags_ & kShareAddresses) return address;
  if (address == quote.source) return AddressOf(quote, from, 0);
  if (address == quote.destination) return AddressOf(quote, from, 1);
  return OtherAddress(address);
}

IpAddress AnonymisedPackets::OtherAddress(const IpAddress& address) {
  size_t ordinal = 0;
  while (ordinal < others_.size() && others_[ordinal] != address) ++ordinal;
  if (ordinal == others_.size()) {
    if (ordinal < kMaxOthers) others_.push_back(address);
    // Once the addresses are used up, all further hosts share the last one.
    ordinal = std::min(ordinal, kMaxOthers - 1);
  }
  return DocumentationAddress(address.version, Range::others, ordinal);
}

// The counter of each end starts at 1 and is shifted by a constant, so that equal values stay equal
// and gaps keep their size. 0 is not a counter value.
uint16_t AnonymisedPackets::IdentificationOf(uint16_t identification, size_t counter) {
  constexpr uint32_t kCycle = 0xffff;
  if ((flags_ & kSharePath) != 0 || identification == 0) return identification;
  uint16_t& first = first_identification_[counter];
  if (first == 0) first = identification;
  return static_cast<uint16_t>((identification + kCycle - first) % kCycle + 1);
}

}  // namespace tcpladder
