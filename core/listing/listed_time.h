// Reads the time of a line in any form that tcpdump or tshark prints.
#ifndef TCPLADDER_CORE_LISTING_LISTED_TIME_H_
#define TCPLADDER_CORE_LISTING_LISTED_TIME_H_

#include <string_view>

#include "core/listing/listed_segment.h"

namespace tcpladder {

// The first time in `text`, which precedes the addresses: "0.000123", "12:34:56.789", "2024-01-31
// 12:34:56.789", "1700000000.123", "00:00:00.000123". A whole number is not a time.
void ReadListedTime(std::string_view text, ListedSegment& segment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTED_TIME_H_
