// Which connection do two addresses and two ports speak of?
#ifndef TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_
#define TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/net/ip_address.h"

namespace tcpladder {

// Two ends in a fixed order: the lower address first, the lower port where the addresses are
// equal. Both directions of a connection have the same key.
struct FlowKey {
  std::array<IpAddress, 2> addresses;
  std::array<uint16_t, 2> ports{};

  bool operator==(const FlowKey&) const = default;
};

// Sorts the ends of a segment; `reversed` tells that the segment goes from key end 1 to end 0.
struct OrderedFlow {
  FlowKey key;
  bool reversed = false;
};
OrderedFlow OrderEnds(const IpAddress& source, uint16_t source_port, const IpAddress& destination,
                      uint16_t destination_port);

// Maps keys to ordinals 0, 1, 2 … in order of first appearance. Open addressing with linear
// probing, at most half full.
class FlowTable {
 public:
  // `seed` keeps a hostile capture from being made to collide; any value gives the same results.
  explicit FlowTable(uint64_t seed);

  struct Found {
    uint32_t ordinal;
    bool inserted;
  };
  // `key_of(ordinal)` returns the key of an earlier entry: the table keeps hashes only.
  template <typename KeyOf>
  Found FindOrInsert(const FlowKey& key, KeyOf key_of) {
    if ((size_ + size_t{1}) * 2 > slots_.size()) Grow(key_of);
    const uint64_t hash = Hash(key);
    const auto tag = static_cast<uint32_t>(hash >> 32);
    for (size_t i = hash & mask_;; i = (i + 1) & mask_) {
      Slot& slot = slots_[i];
      if (slot.ordinal == kEmpty) {
        slot = {tag, size_};
        return {size_++, true};
      }
      if (slot.tag == tag && key_of(slot.ordinal) == key) return {slot.ordinal, false};
    }
  }

  uint32_t size() const { return size_; }
  size_t memory() const { return slots_.size() * sizeof(Slot); }

 private:
  static constexpr uint32_t kEmpty = 0xffffffff;
  struct Slot {
    uint32_t tag = 0;
    uint32_t ordinal = kEmpty;
  };

  uint64_t Hash(const FlowKey& key) const;

  template <typename KeyOf>
  void Grow(KeyOf key_of) {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.ordinal == kEmpty) continue;
      size_t i = Hash(key_of(slot.ordinal)) & mask_;
      while (slots_[i].ordinal != kEmpty) i = (i + 1) & mask_;
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;
  size_t mask_;
  uint64_t seed_;
  uint32_t size_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_
