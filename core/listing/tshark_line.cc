#include "core/listing/line_scanner.h"
#include "core/listing/listed_time.h"
#include "core/listing/listing_lines.h"
#include "core/listing/option_text.h"
#include "core/net/tcp_flags.h"
#include "core/script/address_text.h"

namespace tcpladder {
namespace {

// Arrows between two ports or two addresses, depending on version and encoding.
constexpr std::string_view kArrows[] = {" \xe2\x86\x92 ", " -> ", " > ", "  >  ", " \xbb "};

struct Ports {
  std::string_view source, destination;
  size_t begin = 0;  // of the source port in the line
};

bool IsPort(std::string_view text) {
  if (text.empty() || text.size() > 32) return false;
  for (const char c : text) {
    if (!IsWordCharacter(c) && c != '-' && c != '(' && c != ')') return false;
  }
  return true;
}

// "40016 → 8080 " directly before the flags at `end`.
bool FindPorts(std::string_view line, size_t end, Ports& ports) {
  const std::string_view head = line.substr(0, end);
  for (const std::string_view arrow : kArrows) {
    const size_t at = head.rfind(arrow);
    if (at == std::string_view::npos) continue;
    ports.destination = Trimmed(head.substr(at + arrow.size()));
    const std::string_view before = head.substr(0, at);
    const size_t blank = before.find_last_of(" \t\",;]");
    ports.begin = blank == std::string_view::npos ? 0 : blank + 1;
    ports.source = before.substr(ports.begin);
    if (IsPort(ports.source) && IsPort(ports.destination)) return true;
  }
  return false;
}

bool ReadFlagNames(std::string_view names, uint16_t& flags) {
  struct Name {
    std::string_view name;
    uint16_t flag;
  };
  constexpr Name kNames[] = {{"FIN", kFin}, {"SYN", kSyn}, {"RST", kRst}, {"PSH", kPsh},
                             {"ACK", kAck}, {"URG", kUrg}, {"ECE", kEce}, {"ECN", kEce},
                             {"CWR", kCwr}, {"AE", kAe},   {"NS", kAe},   {"Reserved", 0},
                             {"<None>", 0}};
  LineScanner scanner(names);
  do {
    scanner.SkipBlanks();
    const std::string_view name = scanner.Until(",");
    bool known = false;
    for (const Name& one : kNames) {
      if (one.name != name) continue;
      flags = static_cast<uint16_t>(flags | one.flag);
      known = true;
    }
    if (!known) return false;
  } while (scanner.Accept(","));
  return true;
}

// Finds names, instead of addresses, on both sides of an arrow.
bool FindNames(std::string_view columns, ListedSegment& segment, size_t& first) {
  for (const std::string_view arrow : kArrows) {
    const size_t at = columns.find(arrow);
    if (at == std::string_view::npos) continue;
    const std::string_view before = Trimmed(columns.substr(0, at));
    const size_t blank = before.find_last_of(" \t");
    first = blank == std::string_view::npos ? 0 : blank + 1;
    segment.ends[0].host = before.substr(first);
    LineScanner scanner(Trimmed(columns.substr(at + arrow.size())));
    segment.ends[1].host = scanner.Until(" \t");
    return !segment.ends[0].host.empty() && !segment.ends[1].host.empty();
  }
  return false;
}

// Finds the first two addresses in the columns before Info; the time precedes them.
bool FindEnds(std::string_view columns, ListedSegment& segment, size_t& first) {
  LineScanner scanner(columns);
  size_t found = 0;
  while (!scanner.empty() && found < 2) {
    const std::string_view word = scanner.Until(" \t\",;|");
    if (!word.empty() && ParseAddress(word)) {
      if (found == 0) first = static_cast<size_t>(word.data() - columns.data());
      segment.ends[found++].host = word;
    }
    if (!scanner.empty()) scanner.Accept(scanner.rest().substr(0, 1));
  }
  return found == 2 || FindNames(columns, segment, first);
}

// "Seq=0 Ack=1 Win=64240 Urg=7 Len=0", then options.
bool ReadTsharkFields(LineScanner scanner, ListedSegment& segment) {
  for (;;) {
    scanner.SkipBlanks();
    if (scanner.Accept("Seq=")) {
      segment.seq = scanner.Number();
    } else if (scanner.Accept("Ack=")) {
      segment.ack = scanner.Number();
    } else if (scanner.Accept("Win=")) {
      segment.window = scanner.Number();
    } else if (scanner.Accept("Urg=")) {
      segment.urgent = static_cast<uint16_t>(scanner.Number().value_or(0));
    } else if (scanner.Accept("Len=")) {
      const auto length = scanner.Number();
      if (!length || !segment.seq) return false;
      segment.length = *length;
      ReadTsharkOptions(scanner.rest(), segment);
      return true;
    } else {
      return false;
    }
  }
}

}  // namespace

std::optional<ListedSegment> ReadTsharkLine(std::string_view line) {
  // "PORT → PORT [FLAGS] Seq=", possibly preceded by notes in brackets.
  const size_t seq = line.find("] Seq=");
  if (seq == std::string_view::npos) return std::nullopt;
  const size_t bracket = line.rfind('[', seq);
  if (bracket == std::string_view::npos) return std::nullopt;
  ListedSegment segment;
  segment.tool = ListingTool::tshark;
  Ports ports;
  size_t first = 0;
  if (!FindPorts(line, bracket, ports)) return std::nullopt;
  if (!ReadFlagNames(line.substr(bracket + 1, seq - bracket - 1), segment.flags)) {
    return std::nullopt;
  }
  if (!FindEnds(line.substr(0, ports.begin), segment, first)) return std::nullopt;
  segment.ends[0].port = ports.source;
  segment.ends[1].port = ports.destination;
  if (!ReadTsharkFields(LineScanner(line.substr(seq + 2)), segment)) return std::nullopt;
  ReadListedTime(line.substr(0, first), segment);
  return segment;
}

}  // namespace tcpladder
