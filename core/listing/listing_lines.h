// Single lines of tools to segments.
#ifndef TCPLADDER_CORE_LISTING_LISTING_LINES_H_
#define TCPLADDER_CORE_LISTING_LISTING_LINES_H_

#include <optional>
#include <string_view>

#include "core/listing/listed_segment.h"

namespace tcpladder {

// A line of tcpdump with any of -n, -nn, -S, -e, -t to -ttttt. With -v the line before, which ends
// in a parenthesis, holds the time: `before` is that line, or empty. Nothing where it tells of no
// TCP flags.
std::optional<ListedSegment> ReadTcpdumpLine(std::string_view line, std::string_view before);

// A line of tshark, or of Wireshark's packet list as it is copied, exported as plain text or as
// CSV, with the usual columns in any order. Nothing where its Info is not that of TCP.
std::optional<ListedSegment> ReadTsharkLine(std::string_view line);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTING_LINES_H_
