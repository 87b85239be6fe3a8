#include "tests/support/bytes.h"

#include <algorithm>

namespace tcpladder::test {

Bytes Bytes::Of(std::initializer_list<int> values) {
  Bytes bytes;
  for (int value : values) bytes.U8(static_cast<uint64_t>(value));
  return bytes;
}

Bytes Bytes::Text(std::string_view text) {
  Bytes bytes;
  for (char c : text) bytes.U8(static_cast<uint8_t>(c));
  return bytes;
}

Bytes Bytes::Zeros(size_t n) {
  Bytes bytes;
  bytes.bytes_.resize(n);
  return bytes;
}

Bytes& Bytes::Add(const Bytes& more) {
  const std::vector<std::byte> copy = more.bytes_;
  bytes_.insert(bytes_.end(), copy.begin(), copy.end());
  return *this;
}

Bytes& Bytes::PadTo(size_t n) {
  bytes_.resize((bytes_.size() + n - 1) / n * n);
  return *this;
}

Bytes& Bytes::Set8(size_t at, uint8_t value) {
  Put(at, value, 1);
  return *this;
}

Bytes& Bytes::Set16(size_t at, uint16_t value) {
  Put(at, value, 2);
  return *this;
}

Bytes& Bytes::Set32(size_t at, uint32_t value) {
  Put(at, value, 4);
  return *this;
}

Bytes Bytes::First(size_t n) const {
  Bytes bytes(order_);
  bytes.bytes_.assign(bytes_.begin(),
                      bytes_.begin() + static_cast<ptrdiff_t>(std::min(n, bytes_.size())));
  return bytes;
}

Bytes Bytes::From(size_t n) const {
  Bytes bytes(order_);
  bytes.bytes_.assign(bytes_.begin() + static_cast<ptrdiff_t>(std::min(n, bytes_.size())),
                      bytes_.end());
  return bytes;
}

Bytes& Bytes::Integer(uint64_t value, size_t bytes) {
  bytes_.resize(bytes_.size() + bytes);
  Put(bytes_.size() - bytes, value, bytes);
  return *this;
}

void Bytes::Put(size_t at, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    const size_t shift = 8 * (order_ == ByteOrder::big ? bytes - 1 - i : i);
    bytes_.at(at + i) = static_cast<std::byte>(value >> shift & 0xff);
  }
}

}  // namespace tcpladder::test
