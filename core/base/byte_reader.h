// Reads integers from bytes. No other code does this.
#ifndef TCPLADDER_CORE_BASE_BYTE_READER_H_
#define TCPLADDER_CORE_BASE_BYTE_READER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tcpladder {

enum class ByteOrder : uint8_t { big, little };

// A view of bytes that knows their position in the file. All positions are relative to the view. A
// load past the end returns 0 and reads nothing outside, so a parser calls Has() once per header,
// to distinguish a short header from zeros.
class ByteReader {
 public:
  constexpr ByteReader() = default;
  // `offset` is the file offset of bytes[0]. The bytes must outlive the reader.
  constexpr explicit ByteReader(std::span<const std::byte> bytes, uint64_t offset = 0)
      : bytes_(bytes), offset_(offset) {}

  constexpr size_t size() const { return bytes_.size(); }
  constexpr bool empty() const { return bytes_.empty(); }
  constexpr uint64_t offset() const { return offset_; }
  constexpr std::span<const std::byte> bytes() const { return bytes_; }

  // Whether bytes [0, n) exist.
  constexpr bool Has(size_t n) const { return n <= bytes_.size(); }

  // Big-endian (network order) unless another order is given.
  constexpr uint8_t U8(size_t at) const { return static_cast<uint8_t>(Load<1>(at)); }
  constexpr uint16_t U16(size_t at) const { return static_cast<uint16_t>(Load<2>(at)); }
  constexpr uint32_t U24(size_t at) const { return static_cast<uint32_t>(Load<3>(at)); }
  constexpr uint32_t U32(size_t at) const { return static_cast<uint32_t>(Load<4>(at)); }
  constexpr uint64_t U64(size_t at) const { return Load<8>(at); }
  constexpr uint16_t U16(size_t at, ByteOrder order) const {
    return order == ByteOrder::big ? U16(at) : static_cast<uint16_t>(LoadLittle<2>(at));
  }
  constexpr uint32_t U32(size_t at, ByteOrder order) const {
    return order == ByteOrder::big ? U32(at) : static_cast<uint32_t>(LoadLittle<4>(at));
  }
  constexpr uint64_t U64(size_t at, ByteOrder order) const {
    return order == ByteOrder::big ? U64(at) : LoadLittle<8>(at);
  }

  // Narrower views. Both ends are clipped to the existing bytes.
  constexpr ByteReader From(size_t at) const {
    const size_t first = std::min(at, bytes_.size());
    return ByteReader(bytes_.subspan(first), offset_ + first);
  }
  constexpr ByteReader First(size_t n) const {
    return ByteReader(bytes_.first(std::min(n, bytes_.size())), offset_);
  }
  constexpr ByteReader Sub(size_t at, size_t n) const { return From(at).First(n); }

 private:
  constexpr bool Covers(size_t at, size_t n) const {
    return bytes_.size() >= n && at <= bytes_.size() - n;
  }
  template <size_t n>
  constexpr uint64_t Load(size_t at) const {
    if (!Covers(at, n)) return 0;
    uint64_t value = 0;
    for (size_t i = 0; i < n; ++i) value = value << 8 | std::to_integer<uint64_t>(bytes_[at + i]);
    return value;
  }
  template <size_t n>
  constexpr uint64_t LoadLittle(size_t at) const {
    if (!Covers(at, n)) return 0;
    uint64_t value = 0;
    for (size_t i = n; i-- > 0;) value = value << 8 | std::to_integer<uint64_t>(bytes_[at + i]);
    return value;
  }

  std::span<const std::byte> bytes_;
  uint64_t offset_ = 0;
};

// Reads a header whose `n` bytes are known to exist. A load past them does not compile, so no check
// is needed.
template <size_t n>
class HeaderReader {
 public:
  // The bytes must outlive the reader.
  constexpr explicit HeaderReader(std::span<const std::byte, n> bytes) : bytes_(bytes) {}

  template <size_t at>
  constexpr uint8_t U8() const {
    return static_cast<uint8_t>(Load<at, 1>());
  }
  template <size_t at>
  constexpr uint16_t U16() const {
    return static_cast<uint16_t>(Load<at, 2>());
  }
  template <size_t at>
  constexpr uint32_t U32() const {
    return static_cast<uint32_t>(Load<at, 4>());
  }

 private:
  template <size_t at, size_t width>
  constexpr uint64_t Load() const {
    static_assert(at + width <= n);
    uint64_t value = 0;
    for (size_t i = 0; i < width; ++i) {
      value = value << 8 | std::to_integer<uint64_t>(bytes_[at + i]);
    }
    return value;
  }

  std::span<const std::byte, n> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_BYTE_READER_H_
