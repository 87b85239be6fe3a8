// Reads a listing of tcpdump or tshark as segments with addresses, ports and sequence numbers.
//
// The notes of each segment say what its line does not contain (core/capture/frame_notes.h):
// tcpdump omits the sequence number of a segment that occupies none; tshark prints no absolute
// numbers and scales windows; neither prints payload.
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
  std::vector<ListingName> names;  // of hosts without an address
  size_t lines = 0;                // lines that are not empty
  size_t other_lines = 0;          // without a TCP segment
};

// Longer texts are rejected.
inline constexpr size_t kMaxListing = size_t{64} << 20;

// Linear in the text. Lines that neither tool printed are counted and skipped.
Listing ReadListing(std::string_view text);

// Whether one of the first lines describes a TCP segment.
bool LooksLikeListing(std::string_view text);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTING_H_
