// Converts text that describes packets to a capture file: a packetdrill script, or the output of
// tcpdump or tshark.
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
  std::vector<std::byte> pcapng;  // empty if there are no packets
  // The line of each frame, from 1.
  std::vector<uint32_t> lines;
  Problems problems;       // of a script
  size_t other_lines = 0;  // lines of a listing that contain no TCP segment
};

// The format of the text, judged by its beginning, or none. `text` may be only the beginning.
TextFormat FormatOf(std::string_view text);

// `otherwise` is the format to assume if none matches, for example while the text is being typed.
TextCapture ReadText(std::string_view text, TextFormat otherwise = TextFormat::none);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TEXT_TEXT_CAPTURE_H_
