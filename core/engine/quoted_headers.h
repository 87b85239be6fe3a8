// TCP headers quoted by ICMP errors, as far as they affect Wireshark's conversations.
#ifndef TCPLADDER_CORE_ENGINE_QUOTED_HEADERS_H_
#define TCPLADDER_CORE_ENGINE_QUOTED_HEADERS_H_

#include <cstdint>

#include "core/base/chunked.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// The fields of one such header that the analysis needs.
struct QuotedHeader {
  int64_t time_ns = 0;  // since the capture's first frame
  uint32_t flow = 0;    // ordinal of the pair of ends
  uint32_t before = 0;  // ordinal of the segment captured next
  uint32_t seq = 0, ack = 0;
  uint16_t flags = 0;
  HeaderExtent extent = HeaderExtent::whole;
  int8_t window_shift = -1;  // -1: no option
  bool reversed = false;     // it went from the second end of the pair to the first
};

static_assert(sizeof(QuotedHeader) <= 32);

// In capture order.
using QuotedHeaders = Chunked<QuotedHeader, 6>;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_QUOTED_HEADERS_H_
