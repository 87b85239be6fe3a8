// A TCP segment as described by a line of tcpdump or tshark.
#ifndef TCPLADDER_CORE_LISTING_LISTED_SEGMENT_H_
#define TCPLADDER_CORE_LISTING_LISTED_SEGMENT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tcpladder {

enum class ListingTool : uint8_t { tcpdump, tshark };

// The form of a line's time.
enum class ListedTime : uint8_t {
  none,
  elapsed,  // since the first packet or since the previous one; the whole listing decides which
  clock,    // time of day
  epoch     // since 1970, or with a date
};

struct ListedEnd {
  std::string_view host;  // an address or a name
  std::string_view port;  // a number or a name
};

// Views point into the line. Numbers are as printed.
struct ListedSegment {
  ListingTool tool = ListingTool::tcpdump;
  ListedTime time = ListedTime::none;
  int64_t time_ns = 0;
  std::array<ListedEnd, 2> ends;  // sender, receiver
  uint16_t flags = 0;             // TcpFlag bits
  std::optional<uint32_t> seq, ack;
  std::optional<uint32_t> window;  // scaled by tshark if it knows the scale
  uint16_t urgent = 0;
  uint32_t length = 0;  // payload bytes
  std::vector<std::byte> options;
  bool options_complete = true;  // false: there were others, or in another order
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTED_SEGMENT_H_
