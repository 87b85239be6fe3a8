#include "core/payload/byte_pattern.h"

#include <algorithm>
#include <cstring>

namespace tcpladder {

BytePattern::BytePattern(std::span<const std::byte> bytes)
    : bytes_(bytes.begin(),
             bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kMostBytes))) {
  skip_.fill(static_cast<uint16_t>(bytes_.size()));
  for (size_t i = 0; i + 1 < bytes_.size(); ++i) {
    skip_[std::to_integer<size_t>(bytes_[i])] = static_cast<uint16_t>(bytes_.size() - 1 - i);
  }
}

std::optional<size_t> BytePattern::FindIn(std::span<const std::byte> bytes) const {
  const size_t size = bytes_.size();
  if (size == 0 || bytes.size() < size) return std::nullopt;
  const std::byte last = bytes_[size - 1];
  for (size_t at = size - 1; at < bytes.size();) {
    const std::byte here = bytes[at];
    if (here == last && std::memcmp(&bytes[at - (size - 1)], bytes_.data(), size) == 0) {
      return at - (size - 1);
    }
    at += skip_[std::to_integer<size_t>(here)];
  }
  return std::nullopt;
}

}  // namespace tcpladder
