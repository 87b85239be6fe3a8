// Sums native 32-bit words and swaps the result: a one's complement sum does not depend on the byte
// order of its words (RFC 1071 section 2).
#include "core/net/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace tcpladder {
namespace {

constexpr uint8_t kTcpProtocol = 6;

// The largest datagram on ordinary Ethernet. A longer one was captured above a network card that
// divides or merges segments, so its checksum is that of one segment.
constexpr uint32_t kOrdinaryDatagram = 1500;
constexpr uint32_t kLeastIpHeader = 20;

uint16_t Fold(uint64_t sum) {
  while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<uint16_t>(sum);
}

uint32_t WordAt(const IpAddress& address, size_t at) {
  uint32_t word;
  std::memcpy(&word, address.bytes.data() + at, sizeof(word));
  return word;
}

// Converts a sum of native words to network order.
uint16_t Finish(uint64_t sum) {
  const uint16_t folded = Fold(sum);
  if constexpr (std::endian::native == std::endian::big) return folded;
  return static_cast<uint16_t>(folded << 8 | folded >> 8);
}

// The length is omitted, as some systems leave it to the network card.
uint16_t PseudoHeaderSum(const TcpSegment& segment) {
  uint64_t sum = 0;
  const size_t bytes = segment.source.version == 6 ? 16 : 4;
  for (size_t at = 0; at < bytes; at += sizeof(uint32_t)) {
    sum += uint64_t{WordAt(segment.source, at)} + WordAt(segment.destination, at);
  }
  return Fold(uint64_t{Finish(sum)} + kTcpProtocol);
}

// Number of independent chains of additions.
constexpr size_t kChains = 8;
constexpr size_t kBlock = kChains * sizeof(uint64_t);

// `bytes` consists of complete blocks. Each chain adds whole words modulo 2^64, and their upper
// halves separately. The difference yields the sum of the lower halves.
uint64_t SumOfBlocks(std::span<const std::byte> bytes) {
  std::array<uint64_t, kChains> totals{}, uppers{};
  for (size_t at = 0; at < bytes.size(); at += kBlock) {
    std::array<uint64_t, kChains> words;
    std::memcpy(words.data(), bytes.data() + at, kBlock);
    for (size_t i = 0; i < kChains; ++i) {
      totals[i] += words[i];
      uppers[i] += words[i] >> 32;
    }
  }
  uint64_t sum = 0;
  for (size_t i = 0; i < kChains; ++i) sum += totals[i] - (uppers[i] << 32) + uppers[i];
  return sum;
}

}  // namespace

uint16_t InternetSum(std::span<const std::byte> bytes) {
  const std::byte* at = bytes.data();
  size_t left = bytes.size();
  uint64_t sum = 0;
  if (left >= kBlock) {
    const size_t blocks = left / kBlock * kBlock;
    sum = SumOfBlocks(bytes.first(blocks));
    at += blocks;
    left -= blocks;
  }
  for (; left >= sizeof(uint64_t); at += sizeof(uint64_t), left -= sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, at, sizeof(word));
    sum += (word >> 32) + (word & 0xffffffff);
  }
  if (left >= sizeof(uint32_t)) {
    uint32_t word;
    std::memcpy(&word, at, sizeof(word));
    sum += word;
    at += sizeof(word);
    left -= sizeof(word);
  }
  if (left > 0) {
    uint32_t word = 0;
    std::memcpy(&word, at, left);
    sum += word;
  }
  return Finish(sum);
}

Checksum ChecksumOf(const TcpSegment& segment) {
  const bool whole = segment.extent == HeaderExtent::whole && segment.length != kNoLength &&
                     segment.payload.size() >= segment.length && segment.trailing_bytes == 0 &&
                     segment.origin == SegmentOrigin::wire;
  if (!whole) return Checksum::unknown;
  const uint32_t bytes = segment.data_offset * 4u + segment.length;
  if (segment.captured.size() < bytes) return Checksum::unknown;
  const uint16_t pseudo = PseudoHeaderSum(segment);
  const uint16_t with_length = Fold(uint64_t{pseudo} + (bytes >> 16) + (bytes & 0xffff));
  const uint64_t sum = uint64_t{with_length} + InternetSum(segment.captured.first(bytes));
  if (Fold(sum) == 0xffff) return Checksum::good;
  const bool unfinished =
      segment.checksum == 0 || segment.checksum == pseudo || segment.checksum == with_length;
  if (unfinished) return Checksum::unfinished;
  return kLeastIpHeader + bytes > kOrdinaryDatagram ? Checksum::unknown : Checksum::bad;
}

}  // namespace tcpladder
