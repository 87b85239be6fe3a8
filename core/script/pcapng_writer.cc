#include "core/script/pcapng_writer.h"

#include "core/capture/frame_notes.h"

namespace tcpladder {
namespace {

constexpr uint32_t kSectionHeader = 0x0a0d0d0a, kInterfaceDescription = 1, kNameResolution = 4,
                   kEnhancedPacket = 6;
constexpr uint16_t kEndOfOptions = 0, kComment = 1, kUserApplication = 4, kTimeResolution = 9;
constexpr uint16_t kRawIp = 101;
constexpr size_t kMaxOption = 0xffff;

}  // namespace

PcapngWriter::PcapngWriter(std::string_view application, std::string_view comment) {
  size_t at = Begin(kSectionHeader);
  Little(0x1a2b3c4d, 4);
  Little(1, 2);  // format version
  Little(0, 2);
  Little(~uint64_t{0}, 8);  // the section length is not specified
  if (!comment.empty()) Option(kComment, comment);
  Option(kUserApplication, application);
  Option(kEndOfOptions, {});
  End(at);
  at = Begin(kInterfaceDescription);
  Little(kRawIp, 2);
  Little(0, 2);
  Little(0, 4);  // unlimited snap length
  Option(kTimeResolution, "\x09");
  Option(kEndOfOptions, {});
  End(at);
}

void PcapngWriter::Name(const IpAddress& address, std::string_view name) {
  const size_t size = address.version == 4 ? 4 : 16;
  name = name.substr(0, 255);
  const size_t at = Begin(kNameResolution);
  Little(address.version == 4 ? 1 : 2, 2);
  Little(size + name.size() + 1, 2);
  Raw(std::as_bytes(std::span(address.bytes).first(size)));
  Raw(std::as_bytes(std::span(name.data(), name.size())));
  Little(0, 1);
  while ((bytes_.size() - at) % 4 != 0) Little(0, 1);
  Little(0, 4);  // end of records
  End(at);
}

void PcapngWriter::Packet(const PacketInfo& info, std::span<const std::byte> bytes) {
  const auto time = static_cast<uint64_t>(info.time_ns);
  const size_t at = Begin(kEnhancedPacket);
  Little(0, 4);  // interface
  Little(time >> 32, 4);
  Little(time & 0xffffffff, 4);
  Little(bytes.size(), 4);
  Little(info.original_length, 4);
  Raw(bytes);
  while ((bytes_.size() - at) % 4 != 0) Little(0, 1);
  for (const std::string& comment : info.comments) Option(kComment, comment);
  if (info.notes != 0) {
    Little(kFrameNotesOption, 2);
    Little(kFrameNotesLength, 2);
    Little(kFrameNotesMark, 4);
    Little(info.notes, 4);
  }
  if (!info.comments.empty() || info.notes != 0) Option(kEndOfOptions, {});
  End(at);
}

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
  value = value.substr(0, kMaxOption);
  Little(code, 2);
  Little(value.size(), 2);
  Raw(std::as_bytes(std::span(value.data(), value.size())));
  while (bytes_.size() % 4 != 0) Little(0, 1);
}

void PcapngWriter::Raw(std::span<const std::byte> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void PcapngWriter::Little(uint64_t value, size_t size) {
  for (size_t i = 0; i < size; ++i) bytes_.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
}

}  // namespace tcpladder
