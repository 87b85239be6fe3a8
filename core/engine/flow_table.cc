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

KeptKey FlowKeys::Keep(const FlowKey& key) {
  KeptKey kept;
  kept.ports_ = key.ports_;
  kept.version_ = key.version_;
  if (key.version_ == 6) {
    kept.addresses_ = {static_cast<uint32_t>(wide_.size()), 0};
    wide_.Append(key.words_);
  } else {
    kept.addresses_ = Narrow(key);
  }
  return kept;
}

FlowKey FlowKeys::Restore(const KeptKey& kept) const {
  FlowKey key;
  key.ports_ = kept.ports_;
  key.version_ = kept.version_;
  if (kept.version_ == 6) {
    key.words_ = wide_[kept.addresses_[0]];
  } else {
    std::memcpy(&key.words_[0], &kept.addresses_[0], sizeof(uint32_t));
    std::memcpy(&key.words_[2], &kept.addresses_[1], sizeof(uint32_t));
  }
  return key;
}

FlowTable::FlowTable(uint64_t seed) : seed_(seed) { MakeSlots(kFirstSize); }

void FlowTable::MakeSlots(size_t count) {
  block_ = LargeBlock(count * sizeof(Slot), LargeBlock::Contents::zero);
  slots_ = {reinterpret_cast<Slot*>(block_.begin()), count};
  mask_ = count - 1;
}

void FlowTable::Grow() {
  const LargeBlock kept = std::move(block_);
  const std::span<const Slot> old = slots_;
  MakeSlots(old.size() * 2);
  for (const Slot& slot : old) {
    if (slot.count == 0) continue;
    size_t i = slot.hash & mask_;
    while (slots_[i].count != 0) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
}

}  // namespace tcpladder
