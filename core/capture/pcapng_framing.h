// Blocks of pcapng: their types, and where each one ends.
#ifndef TCPLADDER_CORE_CAPTURE_PCAPNG_FRAMING_H_
#define TCPLADDER_CORE_CAPTURE_PCAPNG_FRAMING_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/byte_reader.h"

namespace tcpladder {

enum PcapngBlock : uint32_t {
#define PCAPNG_BLOCK(type, id, numbered) kBlock_##id = type,
#include "core/capture/pcapng_blocks.def"
#undef PCAPNG_BLOCK
};

// Bytes of a block besides its body.
inline constexpr size_t kBlockOverhead = 12;

bool IsKnownBlock(uint32_t type);
// Whether Wireshark numbers the block like a frame.
bool IsNumberedBlock(uint32_t type);

// Blocks, options and records are padded to a multiple of four bytes.
constexpr size_t PcapngPadded(size_t length) { return (length + 3) & ~size_t{3}; }

// The result of checking the block at the front of the input.
struct PcapngFraming {
  enum { sound, cut, damaged } state;
  size_t length;   // length of the whole block; for `cut`, the number of bytes needed
  uint32_t limit;  // for `damaged`: the limit that is exceeded, or the length at the end
};

// `order` is that of the section. A section header has an order of its own.
PcapngFraming FramingOf(ByteReader input, ByteOrder order);

// Byte order that a section header declares; nothing if it is damaged.
std::optional<ByteOrder> OrderOfSection(ByteReader section_header);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_PCAPNG_FRAMING_H_
