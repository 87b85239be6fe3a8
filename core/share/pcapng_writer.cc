#include "core/share/pcapng_writer.h"

#include <utility>

#include "core/base/utf8.h"
#include "core/capture/frame_notes.h"

namespace tcpladder {
namespace {

enum Block : uint32_t {
  kSectionHeader = 0x0a0d0d0a,
  kInterfaceDescription = 1,
  kNameResolution = 4,
  kInterfaceStatistics = 5,
  kEnhancedPacket = 6
};
// Options of all blocks, of section headers, of interfaces, of their statistics.
enum Code : uint16_t { kEndOfOptions = 0, kCommentCode = 1 };
enum SectionCode : uint16_t { kHardware = 2, kOperatingSystem = 3, kApplicationCode = 4 };
enum InterfaceCode : uint16_t {
  kInterfaceName = 2,
  kDescription = 3,
  kTimeResolution = 9,
  kTimeOffset = 14
};
enum StatisticsCode : uint16_t { kReceived = 4, kDropped = 5 };
constexpr size_t kMaxOption = 0xffff, kMaxName = 255;

}  // namespace

PcapngWriter::PcapngWriter(const Section& section) {
  const size_t at = Begin(kSectionHeader);
  Little(0x1a2b3c4d, 4);
  Little(1, 2);  // format version
  Little(0, 2);
  Little(~uint64_t{0}, 8);  // the section length is not specified
  Comments(section.comments);
  Text(kHardware, section.hardware);
  Text(kOperatingSystem, section.operating_system);
  Text(kApplicationCode, section.application);
  Option(kEndOfOptions, {});
  End(at);
}

uint32_t PcapngWriter::AddInterface(const Interface& interface) {
  const size_t at = Begin(kInterfaceDescription);
  Little(interface.link_type, 2);
  Little(0, 2);
  Little(interface.snap_length, 4);
  Comments(interface.comments);
  Text(kInterfaceName, interface.name);
  Text(kDescription, interface.description);
  Option(kTimeResolution, "\x09");
  if (interface.offset_seconds != 0) {
    Number(kTimeOffset, static_cast<uint64_t>(interface.offset_seconds));
  }
  Option(kEndOfOptions, {});
  End(at);
  return interfaces_++;
}

void PcapngWriter::Name(const IpAddress& address, std::string_view name) {
  const size_t size = address.version == 4 ? 4 : 16;
  const std::string text = WellFormedUtf8(name, kMaxName);
  const size_t at = Begin(kNameResolution);
  Little(address.version == 4 ? 1 : 2, 2);
  Little(size + text.size() + 1, 2);
  Raw(std::as_bytes(std::span(address.bytes).first(size)));
  Raw(std::as_bytes(std::span(text)));
  Little(0, 1);
  while ((bytes_.size() - at) % 4 != 0) Little(0, 1);
  Little(0, 4);  // end of records
  End(at);
}

void PcapngWriter::Packet(const PacketInfo& info, std::span<const std::byte> bytes) {
  const size_t at = Begin(kEnhancedPacket);
  Little(info.interface, 4);
  Time(info.time_ns);
  Little(bytes.size(), 4);
  Little(info.original_length, 4);
  Raw(bytes);
  while ((bytes_.size() - at) % 4 != 0) Little(0, 1);
  const size_t options = bytes_.size();
  Comments(info.comments);
  if (info.notes != 0) {
    Little(kFrameNotesOption, 2);
    Little(kFrameNotesLength, 2);
    Little(kFrameNotesMark, 4);
    Little(info.notes, 4);
  }
  if (bytes_.size() > options) Option(kEndOfOptions, {});
  End(at);
}

void PcapngWriter::Statistics(uint32_t interface, int64_t time_ns, uint64_t received,
                              uint64_t dropped) {
  const size_t at = Begin(kInterfaceStatistics);
  Little(interface, 4);
  Time(time_ns);
  Number(kReceived, received);
  Number(kDropped, dropped);
  Option(kEndOfOptions, {});
  End(at);
}

std::vector<std::byte> PcapngWriter::Take() { return std::exchange(bytes_, {}); }

size_t PcapngWriter::Begin(uint32_t type) {
  const size_t at = bytes_.size();
  Little(type, 4);
  Little(0, 4);
  return at;
}

void PcapngWriter::End(size_t at) {
  const size_t length = bytes_.size() + 4 - at;
  for (size_t i = 0; i < 4; ++i) {
    bytes_[at + 4 + i] = static_cast<std::byte>(length >> 8 * i & 0xff);
  }
  Little(length, 4);
}

void PcapngWriter::Option(uint16_t code, std::string_view value) {
  Little(code, 2);
  Little(value.size(), 2);
  Raw(std::as_bytes(std::span(value.data(), value.size())));
  while (bytes_.size() % 4 != 0) Little(0, 1);
}

void PcapngWriter::Number(uint16_t code, uint64_t value) {
  Little(code, 2);
  Little(8, 2);
  Little(value, 8);
}

void PcapngWriter::Text(uint16_t code, std::string_view text) {
  const std::string written = WellFormedUtf8(text, kMaxOption);
  if (!written.empty()) Option(code, written);
}

void PcapngWriter::Comments(std::span<const std::string> comments) {
  for (const std::string& comment : comments) Text(kCommentCode, comment);
}

void PcapngWriter::Raw(std::span<const std::byte> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void PcapngWriter::Little(uint64_t value, size_t size) {
  for (size_t i = 0; i < size; ++i) bytes_.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
}

void PcapngWriter::Time(int64_t time_ns) {
  const auto time = static_cast<uint64_t>(time_ns);
  Little(time >> 32, 4);
  Little(time & 0xffffffff, 4);
}

}  // namespace tcpladder
