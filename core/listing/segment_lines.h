// Iterates over the lines of a listing as the tool printed them, before someone posted the text.
//
// Forums, mail programs and terminals quote lines, wrap them, replace `>` with `&gt;`, and replace
// spaces with non-breaking spaces.
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
  // `text` must outlive this object.
  explicit SegmentLines(std::string_view text) : rest_(text) {}

  // Advances to the next line that is not blank, including its continuation lines; false at the
  // end. Linear in the text.
  bool Next();

  // The TCP segment that the line describes, or nothing. Valid until the next call of Next().
  std::optional<ListedSegment>& segment() { return segment_; }
  uint32_t number() const { return number_; }  // of the line, from 1
  uint32_t count() const { return count_; }    // physical lines in it that are not blank

 private:
  // Removes the first line from `text` and returns it.
  static std::string_view TakeLine(std::string_view& text);
  std::optional<ListedSegment> ReadAlone(std::string_view line) const;
  bool ReadWrapped();

  std::string_view rest_;
  std::string line_, before_;  // as printed
  std::string joined_;         // holds the text that `segment_` refers to if the line was wrapped
  std::optional<ListedSegment> segment_;
  uint32_t next_number_ = 1, number_ = 0, count_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_SEGMENT_LINES_H_
