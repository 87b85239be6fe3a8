#include "core/engine/flow_table.h"

namespace tcpladder {
namespace {

constexpr size_t kFirstSize = 256;

}  // namespace

IpAddress FlowKey::Address(size_t end) const {
  IpAddress address;
  std::memcpy(address.bytes.data(), words_.data() + 2 * end, address.bytes.size());
  address.version = static_cast<uint8_t>(version_);
  return address;
}

FlowTable::FlowTable(uint64_t seed) : slots_(kFirstSize), mask_(kFirstSize - 1), seed_(seed) {}

void FlowTable::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.ordinal == kEmpty) continue;
    size_t i = slot.hash & mask_;
    while (slots_[i].ordinal != kEmpty) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
}

}  // namespace tcpladder
