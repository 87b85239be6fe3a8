#include "core/file_set/interface_taps.h"

#include <algorithm>

namespace tcpladder {

std::optional<std::array<uint16_t, 2>> InterfaceTapsReader::Result() const {
  std::optional<std::array<uint16_t, 2>> found;
  uint64_t most = 0;
  for (const auto& a : interfaces_) {
    for (const auto& b : interfaces_) {
      const uint64_t packets = std::min(a->packets, b->packets);
      if (a->ordinal >= b->ordinal || packets <= most) continue;
      if (!AreTwoTaps(a->sketcher.sketch(), b->sketcher.sketch())) continue;
      most = packets;
      found = {a->ordinal, b->ordinal};
    }
  }
  return found;
}

void InterfaceTapsReader::OnFrame(const Frame& frame) {
  Interface* interface = InterfaceOf(frame.interface);
  if (!interface) return;
  ++interface->packets;
  interface->sketcher.OnFrame(frame);
}

InterfaceTapsReader::Interface* InterfaceTapsReader::InterfaceOf(uint16_t ordinal) {
  for (const auto& interface : interfaces_) {
    if (interface->ordinal == ordinal) return interface.get();
  }
  if (interfaces_.size() == kMostInterfaces) return nullptr;
  interfaces_.push_back(std::make_unique<Interface>());
  interfaces_.back()->ordinal = ordinal;
  return interfaces_.back().get();
}

}  // namespace tcpladder
