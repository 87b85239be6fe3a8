// The connections of a capture between the same two hosts.
#ifndef TCPLADDER_CORE_RESETS_HOST_PAIRS_H_
#define TCPLADDER_CORE_RESETS_HOST_PAIRS_H_

#include <cstdint>
#include <vector>

#include "core/engine/engine.h"

namespace tcpladder {

class HostPairs {
 public:
  // Sorts the connections once. The engine must outlive this object and must not read further
  // meanwhile.
  explicit HostPairs(const Engine& engine);

  // Up to `most` other connections between the hosts of `connection`, closest in capture order
  // first.
  std::vector<uint32_t> Others(uint32_t connection, size_t most) const;

 private:
  struct Entry {
    uint64_t hosts;  // hash of both addresses, equal for both directions
    uint32_t connection;
    bool operator<(const Entry& other) const {
      return hosts != other.hosts ? hosts < other.hosts : connection < other.connection;
    }
  };

  const Engine& engine_;
  std::vector<Entry> entries_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_RESETS_HOST_PAIRS_H_
