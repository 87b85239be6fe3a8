#include "core/capture/pcapng_framing.h"

#include "core/capture/container.h"

namespace tcpladder {
namespace {

// A frame of maximum size, with ample room for options.
constexpr size_t kBlockLimit = size_t{kFrameLimit} + (1 << 20);
constexpr uint32_t kByteOrderMagic = 0x1a2b3c4d;

}  // namespace

bool IsKnownBlock(uint32_t type) {
  switch (type) {
#define PCAPNG_BLOCK(number, id, numbered) case number:
#include "core/capture/pcapng_blocks.def"
#undef PCAPNG_BLOCK
    return true;
    default:
      return false;
  }
}

bool IsNumberedBlock(uint32_t type) {
  switch (type) {
#define PCAPNG_BLOCK(number, id, numbered) \
  case number:                             \
    return numbered;
#include "core/capture/pcapng_blocks.def"
#undef PCAPNG_BLOCK
    default:
      return false;
  }
}

PcapngFraming FramingOf(ByteReader input, ByteOrder order) {
  using Framing = PcapngFraming;
  if (!input.Has(kBlockOverhead)) return {Framing::cut, kBlockOverhead, 0};
  if (input.U32(0) == kBlock_section_header) order = OrderOfSection(input).value_or(order);
  const uint32_t length = input.U32(4, order);
  if (length < kBlockOverhead) return {Framing::damaged, 0, kBlockOverhead};
  if (length > kBlockLimit) return {Framing::damaged, 0, uint32_t{kBlockLimit}};
  if (!input.Has(length)) return {Framing::cut, length, 0};
  const uint32_t again = input.U32(length - 4, order);
  if (again == length) return {Framing::sound, length, 0};
  // Some writers do not include the padding in the length.
  const size_t padded = PcapngPadded(length);
  if (padded == length) return {Framing::damaged, 0, again};
  if (!input.Has(padded)) return {Framing::cut, padded, 0};
  if (input.U32(padded - 4, order) == length) return {Framing::sound, padded, 0};
  return {Framing::damaged, 0, again};
}

std::optional<ByteOrder> OrderOfSection(ByteReader section_header) {
  if (section_header.U32(8, ByteOrder::big) == kByteOrderMagic) return ByteOrder::big;
  if (section_header.U32(8, ByteOrder::little) == kByteOrderMagic) return ByteOrder::little;
  return std::nullopt;
}

}  // namespace tcpladder
