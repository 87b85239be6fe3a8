// The checksum of IPv4 and TCP (RFC 1071).
#ifndef TCPLADDER_CORE_SHARE_INTERNET_CHECKSUM_H_
#define TCPLADDER_CORE_SHARE_INTERNET_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/byte_reader.h"

namespace tcpladder {

// Octets of zero add nothing, so what is zero need not be there.
class InternetChecksum {
 public:
  // Only the last piece may have an odd number of octets.
  void Add(std::span<const std::byte> bytes) {
    const ByteReader reader(bytes);
    for (size_t at = 0; at + 1 < bytes.size(); at += 2) sum_ += reader.U16(at);
    if (bytes.size() % 2 != 0) sum_ += uint32_t{reader.U8(bytes.size() - 1)} << 8;
  }
  void Add(uint32_t value) { sum_ += (value >> 16) + (value & 0xffff); }

  uint16_t Value() const {
    uint64_t sum = sum_;
    while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<uint16_t>(~sum & 0xffff);
  }

 private:
  uint64_t sum_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_INTERNET_CHECKSUM_H_
