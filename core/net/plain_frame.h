// Fast path for the layers of most frames.
#ifndef TCPLADDER_CORE_NET_PLAIN_FRAME_H_
#define TCPLADDER_CORE_NET_PLAIN_FRAME_H_

#include <array>
#include <span>

#include "core/capture/frame.h"
#include "core/net/layers.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Reads a segment in Ethernet and IPv4 or IPv6 that has nothing unusual: complete headers, no IP
// options, no fragment, consistent lengths. Returns the layers, outermost first, or none if the
// frame must be read layer by layer; `segment` is not usable then. The result is the same as that
// of the walk.
std::span<const LayerId> ReadPlainFrame(const Frame& frame, TcpSegment& segment);

// The two ends of the segment in such a frame.
struct PlainEnds {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
};

// Reads the ends from bytes that may or may not be the beginning of such a frame. False if they do
// not look like a segment.
bool GuessPlainEnds(std::span<const std::byte> bytes, uint16_t link_type, PlainEnds& ends);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_PLAIN_FRAME_H_
