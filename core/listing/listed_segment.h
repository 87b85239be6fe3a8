// A TCP segment as a line of tcpdump or tshark tells it.
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

// How a line tells its time.
enum class ListedTime : uint8_t {
  none,
  elapsed,  // since the first packet, or since the one before: the whole listing decides
  clock,    // of the day
  epoch     // since 1970, or with the date
};

struct ListedEnd {
  std::string_view host;  // an address or a name
  std::string_view port;  // a number or a name
};

// Views are into the line. Numbers are as printed.
struct ListedSegment {
  ListingTool tool = ListingTool::tcpdump;
  ListedTime time = ListedTime::none;
  int64_t time_ns = 0;
  std::array<ListedEnd, 2> ends;  // sender, receiver
  uint16_t flags = 0;             // TcpFlag bits
  std::optional<uint32_t> seq, ack;
  std::optional<uint32_t> window;  // tshark scales it where it knows how
  uint16_t urgent = 0;
  uint32_t length = 0;  // payload bytes
  std::vector<std::byte> options;
  bool options_complete = true;  // false: there were others, or they were in another order
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTED_SEGMENT_H_
