// The metadata of a capture file: interfaces, names, comments.
#ifndef TCPLADDER_CORE_CAPTURE_CAPTURE_METADATA_H_
#define TCPLADDER_CORE_CAPTURE_CAPTURE_METADATA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tcpladder {

// Texts are unchecked bytes of the file, usually UTF-8, truncated to kMaxText bytes, and comments
// to kMaxComment bytes.
struct CaptureMetadata {
  static constexpr size_t kMaxText = 1024;
  // The longest option of pcapng: comments can be written back as they are.
  static constexpr size_t kMaxComment = 0xffff;
  static constexpr size_t kMaxInterfaces = 4096;
  static constexpr size_t kMaxNames = 65536;
  static constexpr size_t kMaxComments = 16384;
  // Total bytes of all names and comments.
  static constexpr size_t kMaxTexts = 4 << 20;

  struct Interface {
    uint16_t link_type = 0;
    uint32_t snap_length = 0;  // 0: unlimited or unknown
    std::string name, description;
    uint64_t received = 0, dropped = 0;  // as counted by the capturing machine
    bool counted = false;                // false: the file has no statistics
  };
  struct Name {
    std::array<uint8_t, 16> address{};  // as in IpAddress
    uint8_t version = 4;
    std::string text;
  };
  static constexpr uint32_t kNoInterface = 0xffffffff;
  struct Comment {
    uint32_t frame = 0;                 // 0: not about a packet
    uint32_t interface = kNoInterface;  // kNoInterface: about a packet or the section
    std::string text;
  };

  // In the order of Frame::interface; at most kMaxInterfaces are described.
  std::vector<Interface> interfaces;
  std::vector<Name> names;  // from Name Resolution Blocks; the same address may repeat
  std::vector<Comment> comments;
  std::string hardware, operating_system, application;  // of the last section that has it
  size_t text_bytes = 0;                                // total of all names and comments
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_CAPTURE_METADATA_H_
