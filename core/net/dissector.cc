#include "core/net/dissector.h"

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
  Walk walk(frame, findings_, *fragments_, unpacked_);
  while (layer != LayerId::none) {
    if (layers_.size() == kMaxLayers) {
      walk.Stop(FindingId::k_too_many_layers, 0, {kMaxLayers});
      return;
    }
    walked_[layers_.size()] = layer;
    layers_ = std::span(walked_).first(layers_.size() + 1);
    if (layer == LayerId::tcp) {
      TcpSegment segment;
      if (ReadTcp(walk, segment)) segments_.OnSegment(frame, segment);
      return;
    }
    layer = ReadLayer(layer, walk);
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
