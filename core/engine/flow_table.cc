#include "core/engine/flow_table.h"

#include <cstring>

namespace tcpladder {
namespace {

uint64_t Mix(uint64_t a, uint64_t b) {
  // Folded multiply: the high half of the product carries every input bit down. Written with
  // 32-bit halves because not every target has a 128-bit product.
  const uint64_t a_low = a & 0xffffffff, a_high = a >> 32;
  const uint64_t b_low = b & 0xffffffff, b_high = b >> 32;
  const uint64_t low = a_low * b_low, cross = a_high * b_low + (low >> 32);
  const uint64_t middle = a_low * b_high + (cross & 0xffffffff);
  const uint64_t high = a_high * b_high + (cross >> 32) + (middle >> 32);
  return high ^ (middle << 32 | (low & 0xffffffff));
}

uint64_t Word(const IpAddress& address, size_t at) {
  uint64_t word;
  std::memcpy(&word, address.bytes.data() + at, sizeof(word));
  return word;
}

int Compare(const IpAddress& a, const IpAddress& b) {
  if (a.version != b.version) return a.version < b.version ? -1 : 1;
  return std::memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size());
}

constexpr size_t kFirstSize = 256;

}  // namespace

OrderedFlow OrderEnds(const IpAddress& source, uint16_t source_port, const IpAddress& destination,
                      uint16_t destination_port) {
  const int order = Compare(source, destination);
  const bool reversed = order > 0 || (order == 0 && source_port > destination_port);
  if (reversed) return {{{destination, source}, {destination_port, source_port}}, true};
  return {{{source, destination}, {source_port, destination_port}}, false};
}

FlowTable::FlowTable(uint64_t seed) : slots_(kFirstSize), mask_(kFirstSize - 1), seed_(seed) {}

uint64_t FlowTable::Hash(const FlowKey& key) const {
  constexpr uint64_t k1 = 0x9e3779b97f4a7c15, k2 = 0xd6e8feb86659fd93, k3 = 0xa0761d6478bd642f;
  const uint64_t ports = uint64_t{key.ports[0]} << 16 | key.ports[1];
  uint64_t hash = Mix(Word(key.addresses[0], 0) ^ seed_ ^ k1, Word(key.addresses[1], 0) ^ k2);
  if (key.addresses[0].version == 6) {
    hash = Mix(hash ^ Word(key.addresses[0], 8) ^ k3, Word(key.addresses[1], 8) ^ k1);
  }
  return Mix(hash ^ ports ^ k3, seed_ ^ k2);
}

}  // namespace tcpladder
