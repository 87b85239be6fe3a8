// Builds byte strings field by field.
#ifndef TCPLADDER_TESTS_SUPPORT_BYTES_H_
#define TCPLADDER_TESTS_SUPPORT_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/byte_reader.h"

namespace tcpladder::test {

// Appends integers and other bytes, in network order unless another order is given.
class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(ByteOrder order) : order_(order) {}
  // The given bytes.
  static Bytes Of(std::initializer_list<int> bytes);
  static Bytes Text(std::string_view text);
  static Bytes Zeros(size_t n);

  Bytes& U8(uint64_t value) { return Integer(value, 1); }
  Bytes& U16(uint64_t value) { return Integer(value, 2); }
  Bytes& U24(uint64_t value) { return Integer(value, 3); }
  Bytes& U32(uint64_t value) { return Integer(value, 4); }
  Bytes& U64(uint64_t value) { return Integer(value, 8); }
  Bytes& Add(const Bytes& more);
  Bytes& Add(std::string_view text) { return Add(Text(text)); }
  // Appends zeros up to a multiple of `n`.
  Bytes& PadTo(size_t n);
  Bytes& Set8(size_t at, uint8_t value);
  Bytes& Set16(size_t at, uint16_t value);
  Bytes& Set32(size_t at, uint32_t value);
  Bytes First(size_t n) const;
  Bytes From(size_t n) const;

  size_t size() const { return bytes_.size(); }
  std::span<const std::byte> span() const { return bytes_; }
  operator std::span<const std::byte>() const { return bytes_; }
  bool operator==(const Bytes& other) const { return bytes_ == other.bytes_; }

 private:
  Bytes& Integer(uint64_t value, size_t bytes);
  void Put(size_t at, uint64_t value, size_t bytes);

  ByteOrder order_ = ByteOrder::big;
  std::vector<std::byte> bytes_;
};

inline Bytes operator+(Bytes left, const Bytes& right) { return left.Add(right); }

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_BYTES_H_
