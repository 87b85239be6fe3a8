// The lines of a listing, as the tool printed them before someone posted the text.
//
// Forums, mail programs and terminals quote lines, wrap them, replace `>` by `&gt;`, and spaces by
// spaces that do not break.
#ifndef TCPLADDER_CORE_LISTING_SEGMENT_LINES_H_
#define TCPLADDER_CORE_LISTING_SEGMENT_LINES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/listing/listed_segment.h"

namespace tcpladder {

class SegmentLines {
 public:
  // `text` must outlive this.
  explicit SegmentLines(std::string_view text) : rest_(text) {}

  // To the next line that is not blank, with those that continue it; false at the end. Linear.
  bool Next();

  // What the line tells of a TCP segment, or nothing. Valid until the next call of Next.
  std::optional<ListedSegment>& segment() { return segment_; }
  uint32_t number() const { return number_; }  // of the line, counted from 1
  uint32_t count() const { return count_; }    // of physical lines in it that are not blank

 private:
  // A line at the beginning of `text`, which loses it.
  static std::string_view TakeLine(std::string_view& text);
  std::optional<ListedSegment> ReadAlone(std::string_view line) const;
  bool ReadWrapped();

  std::string_view rest_;
  std::string line_, before_;  // as printed
  std::string joined_;         // what `segment_` points into, if the line was wrapped
  std::optional<ListedSegment> segment_;
  uint32_t next_number_ = 1, number_ = 0, count_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_SEGMENT_LINES_H_
