// Writes integers to bytes. No other code of the core does this in place.
#ifndef TCPLADDER_CORE_BASE_BYTE_WRITER_H_
#define TCPLADDER_CORE_BASE_BYTE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/byte_reader.h"

namespace tcpladder {

// Overwrites integers in a buffer, in network order. Writes past its end are ignored.
class ByteWriter {
 public:
  // The buffer must outlive the writer.
  explicit ByteWriter(std::span<std::byte> bytes) : bytes_(bytes) {}

  void U8(size_t at, uint8_t value) { Store<1>(at, value); }
  void U16(size_t at, uint16_t value) { Store<2>(at, value); }
  void U32(size_t at, uint32_t value) { Store<4>(at, value); }

 private:
  template <size_t n>
  void Store(size_t at, uint32_t value) {
    if (bytes_.size() < n || at > bytes_.size() - n) return;
    for (size_t i = 0; i < n; ++i) {
      bytes_[at + i] = static_cast<std::byte>(value >> 8 * (n - 1 - i) & 0xff);
    }
  }

  std::span<std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_BYTE_WRITER_H_
