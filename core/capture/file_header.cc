#include "core/capture/file_header.h"

namespace tcpladder {
namespace {

// Checks for the magic number of microseconds or nanoseconds, version 2.2 to 2.4, time zone 0, any
// snap length, and a registered link type.
bool BeginsPcap(ByteReader input, ByteOrder order) {
  constexpr uint32_t kMicroseconds = 0xa1b2c3d4, kNanoseconds = 0xa1b23c4d;
  constexpr uint16_t kMajor = 2, kLeastMinor = 2, kMostMinor = 4;
  constexpr uint16_t kLinkTypes = 512;
  const uint32_t magic = input.U32(0, order);
  if (magic != kMicroseconds && magic != kNanoseconds) return false;
  const uint16_t minor = input.U16(6, order);
  if (input.U16(4, order) != kMajor || minor < kLeastMinor || minor > kMostMinor) return false;
  if (input.U32(8, order) != 0 || input.U32(16, order) == 0) return false;
  return (input.U32(20, order) & 0xffff) < kLinkTypes;
}

bool BeginsPcapng(ByteReader input) {
  constexpr uint32_t kSectionHeader = 0x0a0d0d0a, kBig = 0x1a2b3c4d, kLittle = 0x4d3c2b1a;
  if (input.U32(0) != kSectionHeader) return false;
  return input.U32(8) == kBig || input.U32(8) == kLittle;
}

bool BeginsSnoop(ByteReader input) {
  constexpr uint64_t kMagic = 0x736e6f6f70000000;
  constexpr uint32_t kVersion = 2;
  return input.U64(0) == kMagic && input.U32(8) == kVersion;
}

}  // namespace

bool BeginsFile(ByteReader input) {
  if (!input.Has(kFileHeaderLook)) return false;
  return BeginsPcap(input, ByteOrder::big) || BeginsPcap(input, ByteOrder::little) ||
         BeginsPcapng(input) || BeginsSnoop(input);
}

}  // namespace tcpladder
