#include "tests/support/dissect.h"

#include <algorithm>

#include "core/net/layers.h"

namespace tcpladder::test {

std::optional<ReadSegment> DissectorProbe::Read(uint16_t link_type, const Bytes& frame,
                                                std::optional<uint32_t> original_length) {
  // A copy that ends with the heap block, so that a read past the end is caught.
  const std::vector<std::byte> bytes(frame.span().begin(), frame.span().end());
  latest_.reset();
  Frame captured;
  captured.number = ++frames_;
  captured.file_offset = 1000;
  captured.original_length = original_length.value_or(static_cast<uint32_t>(bytes.size()));
  captured.link_type = link_type;
  captured.bytes = bytes;
  dissector_.OnFrame(captured);
  return std::move(latest_);
}

const Finding* DissectorProbe::Find(FindingId id) const {
  const auto& entries = findings_.entries();
  const auto it = std::find_if(entries.begin(), entries.end(),
                               [id](const Finding& finding) { return finding.id == id; });
  return it == entries.end() ? nullptr : &*it;
}

std::string DissectorProbe::Layers() const {
  std::string text;
  for (LayerId layer : dissector_.layers()) {
    if (!text.empty()) text += ' ';
    text += NameOf(layer);
  }
  return text;
}

void DissectorProbe::OnSegment(const Frame& frame, const TcpSegment& segment) {
  latest_ = ReadSegment{segment,
                        frame.number,
                        {segment.options.begin(), segment.options.end()},
                        {segment.payload.begin(), segment.payload.end()}};
  latest_->segment.options = {};
  latest_->segment.payload = {};
}

std::optional<ReadSegment> Dissect(uint16_t link_type, const Bytes& frame) {
  return DissectorProbe().Read(link_type, frame);
}

}  // namespace tcpladder::test
