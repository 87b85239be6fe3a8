// Lines of tcpdump before version 4 (2009), and of OpenBSD's tcpdump to this day:
//
//   12:34:56.789 host.1023 > other.login: P 1:2(1) ack 1 win 4096 <nop,nop,timestamp 7 9> (DF)
#include "core/listing/line_scanner.h"
#include "core/listing/listed_time.h"
#include "core/listing/listing_lines.h"
#include "core/listing/option_text.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

// A period means that none of the other flags is set; the ACK flag follows from `ack`.
bool ReadOldLetters(std::string_view letters, uint16_t& flags) {
  if (letters.empty() || letters.size() > 8) return false;
  for (const char letter : letters) {
    const int flag = letter == 'F'   ? kFin
                     : letter == 'S' ? kSyn
                     : letter == 'R' ? kRst
                     : letter == 'P' ? kPsh
                     : letter == 'E' ? kEce
                     : letter == 'W' ? kCwr
                     : letter == '.' ? 0
                                     : -1;
    if (flag < 0) return false;
    flags = static_cast<uint16_t>(flags | flag);
  }
  return true;
}

// `1:2(1)`
bool ReadNumbers(LineScanner& scanner, ListedSegment& segment) {
  const auto begin = scanner.Number();
  if (!begin || !scanner.Accept(":")) return false;
  const auto end = scanner.Number();
  if (!end || !scanner.Accept("(")) return false;
  const auto length = scanner.Number();
  if (!length || !scanner.Accept(")") || *end - *begin != *length) return false;
  segment.seq = begin;
  segment.length = *length;
  return true;
}

bool ReadOldFields(LineScanner scanner, ListedSegment& segment) {
  scanner.SkipBlanks();
  if (scanner.rest().substr(0, 1) != "a" && !ReadNumbers(scanner, segment)) return false;
  for (;;) {
    scanner.SkipBlanks();
    if (scanner.Accept("ack ")) {
      segment.ack = scanner.Number();
      if (!segment.ack) return false;
      segment.flags = static_cast<uint16_t>(segment.flags | kAck);
    } else if (scanner.Accept("win ")) {
      segment.window = scanner.Number();
      if (!segment.window || *segment.window > 0xffff) return false;
    } else if (scanner.Accept("urg ")) {
      segment.urgent = static_cast<uint16_t>(scanner.Number().value_or(0) & 0xffff);
      segment.flags = static_cast<uint16_t>(segment.flags | kUrg);
    } else if (scanner.Accept("<")) {
      ReadTcpdumpOptions(scanner.Until(">"), segment);
      scanner.Accept(">");
    } else if (!scanner.Accept("[tcp sum ok]")) {
      return segment.window.has_value();  // every line has one, unless it was cut or wrapped
    }
  }
}

}  // namespace

std::optional<ListedSegment> ReadOldTcpdumpLine(std::string_view line) {
  const size_t arrow = line.find(" > ");
  if (arrow == std::string_view::npos) return std::nullopt;
  const size_t colon = line.find(": ", arrow);
  if (colon == std::string_view::npos) return std::nullopt;
  ListedSegment segment;
  const size_t blank = line.find_last_of(" \t", arrow == 0 ? 0 : arrow - 1);
  const size_t sender = blank == std::string_view::npos ? 0 : blank + 1;
  if (!SplitListedEnd(line.substr(sender, arrow - sender), segment.ends[0])) return std::nullopt;
  if (!SplitListedEnd(line.substr(arrow + 3, colon - arrow - 3), segment.ends[1])) {
    return std::nullopt;
  }
  LineScanner scanner(line.substr(colon + 2));
  if (!ReadOldLetters(scanner.Until(" "), segment.flags)) return std::nullopt;
  if (!ReadOldFields(scanner, segment)) return std::nullopt;
  ReadListedTime(line.substr(0, sender), segment);
  return segment;
}

}  // namespace tcpladder
