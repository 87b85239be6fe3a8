// A listing of tcpdump or tshark as segments with addresses, ports and numbers.
//
// What the lines do not hold is noted with each segment (core/capture/frame_notes.h): tcpdump
// leaves out the sequence number where a segment takes none; tshark prints no absolute numbers and
// multiplies windows; neither shows payload.
#ifndef TCPLADDER_CORE_LISTING_LISTING_H_
#define TCPLADDER_CORE_LISTING_LISTING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/listing/listed_segment.h"
#include "core/net/ip_address.h"

namespace tcpladder {

struct ListingPacket {
  int64_t time_ns = 0;           // since the Unix epoch, or since the first line
  uint32_t line = 0;             // counted from 1
  uint32_t notes = 0;            // FrameNote bits
  uint32_t original_length = 0;  // bytes of the IP packet
  std::vector<std::byte> bytes;  // its headers
};

struct ListingName {
  IpAddress address;
  std::string name;
};

struct Listing {
  ListingTool tool = ListingTool::tcpdump;
  std::vector<ListingPacket> packets;
  std::vector<ListingName> names;  // of hosts that are not told by address
  size_t lines = 0;                // that are not empty
  size_t other_lines = 0;          // that tell of no TCP segment
};

// Longer texts are not read.
inline constexpr size_t kMaxListing = size_t{64} << 20;

// Linear in the text. Lines that are none of a tool's are counted and passed over.
Listing ReadListing(std::string_view text);

// Does one of the first lines tell of a TCP segment?
bool LooksLikeListing(std::string_view text);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTING_H_
