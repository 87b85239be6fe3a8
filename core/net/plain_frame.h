// The short way through the layers that nearly every frame is made of.
#ifndef TCPLADDER_CORE_NET_PLAIN_FRAME_H_
#define TCPLADDER_CORE_NET_PLAIN_FRAME_H_

#include <array>
#include <span>

#include "core/capture/frame.h"
#include "core/net/layers.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Reads a segment in Ethernet and IPv4 or IPv6 about which there is nothing to say: whole headers,
// no IP options, no fragment, no length that does not fit. Returns the layers, outermost first, or
// none where the frame has to be walked layer by layer; `segment` then holds nothing of use. What
// it reads is what the walk would.
std::span<const LayerId> ReadPlainFrame(const Frame& frame, TcpSegment& segment);

// The two ends of a segment as such a frame has them.
struct PlainEnds {
  IpAddress source, destination;
  uint16_t source_port = 0, destination_port = 0;
};

// Reads them off bytes that may be the beginning of such a frame, or anything else. False where
// they look like no segment.
bool GuessPlainEnds(std::span<const std::byte> bytes, uint16_t link_type, PlainEnds& ends);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_PLAIN_FRAME_H_
