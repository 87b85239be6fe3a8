// Finds the TCP segments in a frame: link layers, tunnels, IP, TCP.
#ifndef TCPLADDER_CORE_NET_DISSECTOR_H_
#define TCPLADDER_CORE_NET_DISSECTOR_H_

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "core/capture/frame.h"
#include "core/findings/findings.h"
#include "core/net/layers.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

class FragmentTable;
struct Walk;

// Receives the segments of a capture, in the order of the frames that complete them.
class SegmentSink {
 public:
  virtual void OnSegment(const Frame& frame, const TcpSegment& segment) = 0;

 protected:
  ~SegmentSink() = default;
};

// Reads the layers of each frame. Reports a finding if a layer cannot be read. A packet yields at
// most one segment, the innermost; only a few layers put several packets into a frame. A segment in
// IP fragments belongs to the frame that completes the datagram.
class Dissector final : public FrameSink {
 public:
  // Frames with more layers than this are not read further.
  static constexpr size_t kMaxLayers = 48;

  // Both must outlive the dissector.
  Dissector(SegmentSink& segments, Findings& findings);
  ~Dissector();

  void OnFrame(const Frame& frame) override;

  // The layers of the latest packet as far as they could be read, outermost first. Complete when
  // OnSegment() is called.
  std::span<const LayerId> layers() const { return layers_; }

 private:
  struct Pending;

  void WalkThrough(const Frame& frame);
  void ReadPacket(Pending& packet, std::vector<Pending>& later);

  SegmentSink& segments_;
  Findings& findings_;
  std::unique_ptr<FragmentTable> fragments_;
  std::vector<std::byte> unpacked_;  // from the latest frame
  std::array<LayerId, kMaxLayers> walked_{};
  std::span<const LayerId> layers_;  // points to walked_ or to a constant
};

// The layers of one frame as far as they can be read, outermost first, as values of LayerId. The
// last one is `tcp` if the frame contains a complete segment. `frame` may end within the TCP
// header.
std::vector<uint8_t> LayersOf(std::span<const std::byte> frame, uint16_t link_type);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_DISSECTOR_H_
