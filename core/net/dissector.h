// From a frame to the TCP segment inside it: link layers, tunnels, IP, TCP.
#ifndef TCPLADDER_CORE_NET_DISSECTOR_H_
#define TCPLADDER_CORE_NET_DISSECTOR_H_

#include "core/capture/frame.h"
#include "core/findings/findings.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// Receives the segments of a capture in the order of the frames that complete them.
class SegmentSink {
 public:
  virtual void OnSegment(const Frame& frame, const TcpSegment& segment) = 0;

 protected:
  ~SegmentSink() = default;
};

// Walks the layers of each frame. Whatever stops it is counted in the findings; a frame yields at
// most one segment, the innermost.
class Dissector final : public FrameSink {
 public:
  // Both must outlive the dissector.
  Dissector(SegmentSink& segments, Findings& findings) : segments_(segments), findings_(findings) {}

  void OnFrame(const Frame& frame) override;

 private:
  SegmentSink& segments_;
  Findings& findings_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_DISSECTOR_H_
