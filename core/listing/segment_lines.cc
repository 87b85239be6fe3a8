#include "core/listing/segment_lines.h"

#include <algorithm>
#include <utility>

#include "core/listing/listing_lines.h"
#include "core/script/characters.h"

namespace tcpladder {
namespace {

// Maximum number of lines into which the line of a packet was wrapped.
constexpr size_t kMostParts = 4;
// Longer lines are not parts of a wrapped line.
constexpr size_t kLongestPart = 400;

constexpr std::pair<std::string_view, char> kReplaced[] = {
    {"&gt;", '>'},   {"&lt;", '<'},   {"&amp;", '&'},    {"&quot;", '"'},
    {"&#39;", '\''}, {"&nbsp;", ' '}, {"\xc2\xa0", ' '}, {"\xe2\x80\xaf", ' '}};

// Restores the characters of the line as it was printed.
void SetAsPrinted(std::string_view line, std::string& printed) {
  printed.clear();
  if (line.find_first_of("&\xc2\xe2") == std::string_view::npos) {
    printed = line;
    return;
  }
  while (!line.empty()) {
    size_t taken = 0;
    for (const auto& [text, character] : kReplaced) {
      if (line.substr(0, text.size()) != text) continue;
      printed += character;
      taken = text.size();
    }
    if (taken == 0) printed += line[taken++];
    line.remove_prefix(taken);
  }
}

// Whether the line may be the first part of a wrapped line that describes a TCP segment.
bool MayBeWrapped(std::string_view line) {
  if (line.size() > kLongestPart) return false;
  for (const std::string_view sign : {" > ", "\xe2\x86\x92", "->", "IP ", "IP6 ", " TCP "}) {
    if (line.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

// Whether this is the first line of a packet: it has a time, or a protocol with two ends.
bool BeginsPacket(std::string_view line) {
  const std::string_view start = Trimmed(line).substr(0, 40);
  const size_t colon = start.find(':');
  const bool clock = colon != std::string_view::npos && colon >= 2 && colon + 3 < start.size() &&
                     IsDigit(start[colon - 1]) && IsDigit(start[colon + 1]) &&
                     start[colon + 3] == ':';
  return clock || start.find("IP ") != std::string_view::npos ||
         start.find("IP6 ") != std::string_view::npos;
}

// `next` without its leading quote markers, if `first` begins with the same ones.
std::string_view Continuation(std::string_view first, std::string_view next) {
  first = Trimmed(first);
  next = Trimmed(next);
  while (!first.empty() && !next.empty() && first.front() == next.front() &&
         std::string_view(">|#*").find(next.front()) != std::string_view::npos) {
    first = Trimmed(first.substr(1));
    next = Trimmed(next.substr(1));
  }
  return next;
}

// The line without a continuation mark at its end.
std::string_view WithoutMark(std::string_view line) {
  line = Trimmed(line);
  if (!line.empty() && line.back() == '\\') line.remove_suffix(1);
  return Trimmed(line);
}

// A header that is quoted by an ICMP error is printed after a tab.
bool IsQuotedHeader(std::string_view line, std::string_view before) {
  return !before.empty() && before.front() == '\t' && IsBlank(line.front());
}

}  // namespace

std::string_view SegmentLines::TakeLine(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::optional<ListedSegment> SegmentLines::ReadAlone(std::string_view line) const {
  std::optional<ListedSegment> segment = ReadTcpdumpLine(Trimmed(line), before_);
  if (!segment) segment = ReadOldTcpdumpLine(Trimmed(line));
  if (!segment) segment = ReadTsharkLine(line);
  return segment;
}

bool SegmentLines::Next() {
  before_.swap(line_);
  line_.clear();
  count_ = 0;
  segment_.reset();
  while (!rest_.empty()) {
    number_ = next_number_++;
    const std::string_view line = TakeLine(rest_);
    if (Trimmed(line).empty()) continue;
    SetAsPrinted(line, line_);
    count_ = 1;
    if (IsQuotedHeader(line_, before_)) return true;
    segment_ = ReadAlone(line_);
    if (!segment_ && MayBeWrapped(line_)) ReadWrapped();
    return true;
  }
  return false;
}

// Joins lines until they describe a segment. The break may be between or within words.
bool SegmentLines::ReadWrapped() {
  std::string_view rest = rest_;
  std::string next;
  std::string with_blanks(WithoutMark(line_)), without = with_blanks;
  for (uint32_t parts = 2; parts <= kMostParts && !rest.empty(); ++parts) {
    SetAsPrinted(TakeLine(rest), next);
    if (parts == 2 && !next.empty() && IsQuotedHeader(next, line_)) return false;
    const std::string_view more = Continuation(line_, next);
    if (more.empty() || more.size() > kLongestPart || BeginsPacket(more)) return false;
    const std::string_view part = WithoutMark(more);
    with_blanks.append(" ").append(part);
    without.append(part);
    for (const std::string* const joined : {&with_blanks, &without}) {
      joined_ = *joined;
      segment_ = ReadAlone(joined_);
      if (!segment_) continue;
      rest_ = rest;
      next_number_ += parts - 1;
      count_ = parts;
      return true;
    }
  }
  return false;
}

}  // namespace tcpladder
