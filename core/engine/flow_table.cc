#include "core/engine/flow_table.h"

#include <cstring>

#include "core/base/mix.h"

namespace tcpladder {
namespace {

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
  const uint64_t ports = uint64_t{key.ports[0]} << 16 | key.ports[1];
  uint64_t hash = Mix(Word(key.addresses[0], 0) ^ seed_ ^ kMixConstant1,
                      Word(key.addresses[1], 0) ^ kMixConstant2);
  if (key.addresses[0].version == 6) {
    hash = Mix(hash ^ Word(key.addresses[0], 8) ^ kMixConstant3,
               Word(key.addresses[1], 8) ^ kMixConstant1);
  }
  return Mix(hash ^ ports ^ kMixConstant3, seed_ ^ kMixConstant2);
}

}  // namespace tcpladder
