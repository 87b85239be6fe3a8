#include "core/net/dissector.h"

#include <utility>

#include "core/net/fragments.h"
#include "core/net/plain_frame.h"
#include "core/net/walk.h"

namespace tcpladder {
namespace {

LayerId ReadLayer(LayerId layer, Walk& walk) {
  switch (layer) {
#define LAYER(id, reader) \
  case LayerId::id:       \
    return reader(walk);
#include "core/net/layers.def"
#undef LAYER
    case LayerId::tcp:
    case LayerId::none:
      break;
  }
  return LayerId::none;
}

}  // namespace

Dissector::Dissector(SegmentSink& segments, Findings& findings)
    : segments_(segments), findings_(findings), fragments_(std::make_unique<FragmentTable>()) {}

Dissector::~Dissector() = default;

// A packet still to be read, beginning with `layer` at nesting level `depth`.
struct Dissector::Pending {
  Walk walk;
  LayerId layer;
  size_t depth;
};

void Dissector::OnFrame(const Frame& frame) {
  TcpSegment segment;
  layers_ = ReadPlainFrame(frame, segment);
  if (layers_.empty()) {
    WalkThrough(frame);
  } else {
    segments_.OnSegment(frame, segment);
  }
}

void Dissector::WalkThrough(const Frame& frame) {
  LayerId layer = FirstLayer(frame.link_type);
  if (layer == LayerId::none) {
    findings_.Add(FindingId::k_unsupported_link_type, frame.link_type, frame.number,
                  frame.file_offset, {frame.link_type});
    return;
  }
  std::vector<Pending> later;
  Pending first{Walk(frame, findings_, *fragments_, unpacked_), layer, 0};
  ReadPacket(first, later);
  while (!later.empty()) {
    Pending next = later.back();
    later.pop_back();
    ReadPacket(next, later);
  }
}

// A layer defers at most one packet, which begins at the same depth, so `later` never contains more
// packets than there are layers.
void Dissector::ReadPacket(Pending& packet, std::vector<Pending>& later) {
  Walk& walk = packet.walk;
  LayerId layer = packet.layer;
  for (size_t depth = packet.depth; layer != LayerId::none; ++depth) {
    if (depth == kMaxLayers) {
      walk.Stop(FindingId::k_too_many_layers, 0, {kMaxLayers});
      return;
    }
    walked_[depth] = layer;
    layers_ = std::span(walked_).first(depth + 1);
    if (layer == LayerId::tcp) {
      TcpSegment segment;
      if (ReadTcp(walk, segment)) segments_.OnSegment(walk.frame, segment);
      return;
    }
    const LayerId next = ReadLayer(layer, walk);
    if (walk.later.layer != LayerId::none) {
      const LaterPacket behind = std::exchange(walk.later, {});
      // Copied before the following layers are read, whose notes concern only this packet.
      later.push_back({walk, behind.layer, depth});
      later.back().walk.bytes = behind.bytes;
      later.back().walk.wire_length = behind.wire_length;
    }
    layer = next;
  }
}

std::vector<uint8_t> LayersOf(std::span<const std::byte> bytes, uint16_t link_type) {
  struct : SegmentSink {
    void OnSegment(const Frame&, const TcpSegment&) override {}
  } nobody;
  Findings findings;
  Dissector dissector(nobody, findings);
  dissector.OnFrame({.number = 1,
                     .original_length = static_cast<uint32_t>(bytes.size()),
                     .link_type = link_type,
                     .bytes = bytes});
  std::vector<uint8_t> numbers;
  for (const LayerId layer : dissector.layers()) numbers.push_back(static_cast<uint8_t>(layer));
  return numbers;
}

}  // namespace tcpladder
