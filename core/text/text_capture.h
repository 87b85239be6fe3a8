// Text that tells of packets as a capture file: a packetdrill script, or what tcpdump or tshark
// printed.
#ifndef TCPLADDER_CORE_TEXT_TEXT_CAPTURE_H_
#define TCPLADDER_CORE_TEXT_TEXT_CAPTURE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/script/problem.h"

namespace tcpladder {

enum class TextFormat : uint8_t {
#define TEXT_FORMAT(id) id,
#include "core/text/text_formats.def"
#undef TEXT_FORMAT
};

struct TextCapture {
  TextFormat format = TextFormat::none;
  std::vector<std::byte> pcapng;  // empty where there is no packet
  // The line of each frame, counted from 1.
  std::vector<uint32_t> lines;
  Problems problems;       // of a script
  size_t other_lines = 0;  // of a listing, that tell of no TCP segment
};

// The format that the first lines fit, or none. `text` may be the beginning only.
TextFormat FormatOf(std::string_view text);

// `otherwise`: what to read a text as that fits no format, as one does while it is being written.
TextCapture ReadText(std::string_view text, TextFormat otherwise = TextFormat::none);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TEXT_TEXT_CAPTURE_H_
