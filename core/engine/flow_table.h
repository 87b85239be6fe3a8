// Finds the connection of two addresses and two ports.
#ifndef TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_
#define TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <span>

#include "core/base/arena.h"
#include "core/base/chunked.h"
#include "core/base/large_block.h"
#include "core/base/mix.h"
#include "core/net/ip_address.h"

namespace tcpladder {

// Two ends in a fixed order: the lower address first, the lower port if the addresses are equal.
// Both directions of a connection have the same key.
class FlowKey {
 public:
  FlowKey() = default;
  FlowKey(const IpAddress& low, uint16_t low_port, const IpAddress& high, uint16_t high_port);

  IpAddress Address(size_t end) const;
  uint16_t Port(size_t end) const { return static_cast<uint16_t>(ports_ >> (16 * end)); }

  bool operator==(const FlowKey& other) const = default;
  uint64_t Hash(uint64_t seed) const;

 private:
  friend class FlowKeys;

  // Words of the two addresses as they are in memory, those of one end adjacent.
  std::array<uint64_t, 4> words_{};
  uint32_t ports_ = 0;
  uint32_t version_ = 4;
};

// Sorts the ends of a segment; `reversed`: the segment went from key end 1 to end 0.
struct OrderedFlow {
  FlowKey key;
  bool reversed = false;
};

// A key in compact form, for storage: sixteen bytes for IPv4.
class KeptKey {
 private:
  friend class FlowKeys;

  std::array<uint32_t, 2> addresses_{};  // IPv4: as they are in memory; IPv6: { ordinal, 0 }
  uint32_t ports_ = 0;
  uint32_t version_ = 4;
};

// Stores keys; IPv6 addresses are stored separately.
class FlowKeys {
 public:
  // The arena must outlive the keys.
  explicit FlowKeys(Arena& arena) : wide_(arena) {}

  KeptKey Keep(const FlowKey& key);
  FlowKey Restore(const KeptKey& kept) const;
  bool AreEqual(const KeptKey& kept, const FlowKey& key) const {
    if (kept.ports_ != key.ports_ || kept.version_ != key.version_) return false;
    if (key.version_ == 6) return wide_[kept.addresses_[0]] == key.words_;
    return kept.addresses_ == Narrow(key);
  }
  // Bytes allocated besides the stored keys themselves.
  size_t memory() const { return wide_.memory(); }

 private:
  static std::array<uint32_t, 2> Narrow(const FlowKey& key) {
    std::array<uint32_t, 2> addresses;
    std::memcpy(&addresses[0], &key.words_[0], sizeof(uint32_t));
    std::memcpy(&addresses[1], &key.words_[2], sizeof(uint32_t));
    return addresses;
  }

  Chunked<std::array<uint64_t, 4>, 6> wide_;
};

// Maps keys to ordinals 0, 1, 2 … in order of first appearance. Open addressing with linear
// probing, at most three quarters full.
class FlowTable {
 public:
  // `seed` keeps hostile captures from causing collisions; any value gives the same results.
  explicit FlowTable(uint64_t seed);

  struct Found {
    uint32_t ordinal;
    bool inserted;
  };
  // `is(ordinal)` returns whether an earlier entry has this key, because the table stores only
  // hashes.
  template <typename Is>
  Found FindOrInsert(const FlowKey& key, Is is) {
    const auto hash = static_cast<uint32_t>(key.Hash(seed_));
    for (size_t i = hash & mask_;; i = (i + 1) & mask_) {
      Slot& slot = slots_[i];
      if (slot.count == 0) {
        slot = {hash, ++size_};
        if (size_ * size_t{4} > slots_.size() * 3) Grow();
        return {size_ - 1, true};
      }
      if (slot.hash == hash && is(slot.count - 1)) return {slot.count - 1, false};
    }
  }

  // An ordinal for an entry without a key.
  uint32_t Skip() { return size_++; }

  // Prefetches the place of a key if the table is too large for the cache.
  bool IsFar() const { return slots_.size() > kNear; }
  void Prefetch(const FlowKey& key) const {
    __builtin_prefetch(&slots_[static_cast<uint32_t>(key.Hash(seed_)) & mask_]);
  }

  // Bytes of the table per flow, right after it has grown.
  static constexpr size_t kMostPerFlow = 22;

  uint32_t size() const { return size_; }
  size_t memory() const { return slots_.size_bytes(); }

 private:
  // Growing needs no key: the low bits of the hash determine the slot. An empty slot is zero, as
  // fresh memory is.
  struct Slot {
    uint32_t hash;
    uint32_t count;  // number of entries when this one was added; 0: empty
  };

  // Slots that fit into a processor's second-level cache besides everything else.
  static constexpr size_t kNear = size_t{1} << 15;

  void MakeSlots(size_t count);
  void Grow();

  LargeBlock block_;
  std::span<Slot> slots_;  // in block_; a power of two
  size_t mask_;
  uint64_t seed_;
  uint32_t size_ = 0;
};

inline FlowKey::FlowKey(const IpAddress& low, uint16_t low_port, const IpAddress& high,
                        uint16_t high_port)
    : ports_(uint32_t{high_port} << 16 | low_port), version_(low.version) {
  std::memcpy(words_.data(), low.bytes.data(), low.bytes.size());
  std::memcpy(words_.data() + 2, high.bytes.data(), high.bytes.size());
}

inline uint64_t FlowKey::Hash(uint64_t seed) const {
  uint64_t hash = Mix(words_[0] ^ seed ^ kMixConstant1, words_[2] ^ kMixConstant2);
  if (version_ == 6) hash = Mix(hash ^ words_[1] ^ kMixConstant3, words_[3] ^ kMixConstant1);
  return Mix(hash ^ ports_ ^ kMixConstant3, seed ^ kMixConstant2);
}

inline OrderedFlow OrderEnds(const IpAddress& source, uint16_t source_port,
                             const IpAddress& destination, uint16_t destination_port) {
  const int order = source.Compare(destination);
  const bool reversed = order > 0 || (order == 0 && source_port > destination_port);
  if (reversed) return {{destination, destination_port, source, source_port}, true};
  return {{source, source_port, destination, destination_port}, false};
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_FLOW_TABLE_H_
