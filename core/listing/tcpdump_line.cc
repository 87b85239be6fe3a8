#include <algorithm>

#include "core/listing/line_scanner.h"
#include "core/listing/listed_time.h"
#include "core/listing/listing_lines.h"
#include "core/listing/option_text.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr std::string_view kFlags = ": Flags [";

// tcpdump's letters; `W` and `E` are the ECN flags.
bool ReadFlags(std::string_view letters, uint16_t& flags) {
  if (letters == "none") return true;
  for (const char letter : letters) {
    const int flag = letter == 'F'   ? kFin
                     : letter == 'S' ? kSyn
                     : letter == 'R' ? kRst
                     : letter == 'P' ? kPsh
                     : letter == '.' ? kAck
                     : letter == 'U' ? kUrg
                     : letter == 'E' ? kEce
                     : letter == 'W' ? kCwr
                     : letter == 'e' ? kAe
                                     : 0;
    if (flag == 0) return false;
    flags = static_cast<uint16_t>(flags | flag);
  }
  return true;
}

// Reads the fields after the flags, each preceded by a comma.
bool ReadFields(LineScanner scanner, ListedSegment& segment) {
  bool length_told = false;
  std::optional<uint32_t> end;  // of `seq 1:101`
  while (scanner.Accept(", ")) {
    if (scanner.Accept("seq ")) {
      segment.seq = scanner.Number();
      if (!segment.seq) return false;
      if (scanner.Accept(":") && !(end = scanner.Number())) return false;
    } else if (scanner.Accept("ack ")) {
      segment.ack = scanner.Number();
      if (!segment.ack) return false;
    } else if (scanner.Accept("win ")) {
      segment.window = scanner.Number();
      if (!segment.window || *segment.window > 0xffff) return false;
    } else if (scanner.Accept("urg ")) {
      const auto urgent = scanner.Number();
      if (!urgent || *urgent > 0xffff) return false;
      segment.urgent = static_cast<uint16_t>(*urgent);
    } else if (scanner.Accept("options [")) {
      ReadTcpdumpOptions(scanner.Until("]"), segment);
      scanner.Accept("]");
    } else if (scanner.Accept("length ")) {
      const auto length = scanner.Number();
      if (!length) return false;
      segment.length = *length;
      length_told = true;
      break;  // the rest belongs to the layer above
    } else {
      scanner.Until(",");  // cksum and similar fields
    }
  }
  // If the length does not match, the line was cut or wrapped within a number.
  return length_told && (!end || *end - *segment.seq == segment.length);
}

// "truncated-ip - 8 bytes missing! ": the length is that of the IP header, not of the packet.
uint32_t MissingBytes(std::string_view text) {
  LineScanner scanner(text);
  return scanner.SkipPast("truncated-ip - ") ? scanner.Number().value_or(0) : 0;
}

}  // namespace

bool SplitListedEnd(std::string_view text, ListedEnd& end) {
  const size_t point = text.rfind('.');
  if (point == std::string_view::npos || point == 0 || point + 1 == text.size()) return false;
  if (text.find_first_of(" \t") != std::string_view::npos) return false;
  end = {text.substr(0, point), text.substr(point + 1)};
  return true;
}

std::optional<ListedSegment> ReadTcpdumpLine(std::string_view line, std::string_view before) {
  const size_t flags = line.find(kFlags);
  if (flags == std::string_view::npos) return std::nullopt;
  // "... SENDER > RECEIVER"
  const std::string_view head = line.substr(0, flags);
  const size_t arrow = head.rfind(" > ");
  if (arrow == std::string_view::npos) return std::nullopt;
  const size_t blank = head.find_last_of(" \t", arrow == 0 ? 0 : arrow - 1);
  const size_t sender = blank == std::string_view::npos ? 0 : blank + 1;
  ListedSegment segment;
  if (!SplitListedEnd(head.substr(sender, arrow - sender), segment.ends[0])) return std::nullopt;
  if (!SplitListedEnd(head.substr(arrow + 3), segment.ends[1])) return std::nullopt;
  LineScanner scanner(line.substr(flags + kFlags.size()));
  const std::string_view letters = scanner.Until("]");
  if (!scanner.Accept("]") || !ReadFlags(letters, segment.flags)) return std::nullopt;
  if (!ReadFields(scanner, segment)) return std::nullopt;
  // If the packet has two lines, its time is in the first one.
  std::string_view prefix = Trimmed(head.substr(0, sender));
  if (prefix.empty()) prefix = before.substr(0, before.find('('));
  segment.length -= std::min(segment.length, MissingBytes(prefix));
  ReadListedTime(prefix, segment);
  return segment;
}

}  // namespace tcpladder
