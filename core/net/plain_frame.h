// Fast path through the layers of nearly every frame.
#ifndef TCPLADDER_CORE_NET_PLAIN_FRAME_H_
#define TCPLADDER_CORE_NET_PLAIN_FRAME_H_

#include <array>
#include <span>

#include "core/capture/frame.h"
#include "core/net/layers.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Reads a segment in Ethernet and IPv4 or IPv6 without anything unusual: complete headers, no IP
// options, no fragment, lengths that fit. Returns the layers, outermost first, or none if the frame
// has to be read layer by layer; `segment` is then not usable. The result is the same as that of
// the walk.
std::span<const LayerId> ReadPlainFrame(const Frame& frame, TcpSegment& segment);

// The two ends of the segment in such a frame.
struct PlainEnds {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
};

// Reads them from bytes that may be the beginning of such a frame, or anything else. False if the
// bytes do not look like a segment.
bool GuessPlainEnds(std::span<const std::byte> bytes, uint16_t link_type, PlainEnds& ends);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_PLAIN_FRAME_H_
