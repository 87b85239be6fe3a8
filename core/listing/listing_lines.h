// Reads single lines of the tools as segments.
#ifndef TCPLADDER_CORE_LISTING_LISTING_LINES_H_
#define TCPLADDER_CORE_LISTING_LISTING_LINES_H_

#include <optional>
#include <string_view>

#include "core/listing/listed_segment.h"

namespace tcpladder {

// A line of tcpdump with any of -n, -nn, -S, -e, -t to -ttttt. With -v, the time is in the line
// before it, which ends in a parenthesis: `before` is that line, or empty. Nothing if the line has
// no TCP flags.
std::optional<ListedSegment> ReadTcpdumpLine(std::string_view line, std::string_view before);

// A line of tcpdump before version 4, without `Flags`: `1.2.3.4.1023 > 1.2.3.5.80: S 1:1(0) win 9`.
std::optional<ListedSegment> ReadOldTcpdumpLine(std::string_view line);

// Splits `host.port` at the last period. False if it does not have this form.
bool SplitListedEnd(std::string_view text, ListedEnd& end);

// A line of tshark, or of Wireshark's packet list copied or exported as plain text or CSV, with the
// usual columns in any order. Nothing if its Info column is not that of TCP.
std::optional<ListedSegment> ReadTsharkLine(std::string_view line);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTING_LINES_H_
