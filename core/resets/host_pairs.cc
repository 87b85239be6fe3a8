#include "core/resets/host_pairs.h"

#include <algorithm>
#include <cstring>

#include "core/base/mix.h"
#include "core/base/sort.h"

namespace tcpladder {
namespace {

uint64_t HashOf(const IpAddress& address) {
  std::array<uint64_t, 2> words{};
  std::memcpy(words.data(), address.bytes.data(), sizeof words);
  return Mix(words[0] ^ kMixConstant1, words[1] ^ kMixConstant2 ^ address.version);
}

// A sum, so that both directions have the same hash.
uint64_t HashOf(const ConnectionEnds& ends) {
  return HashOf(ends.addresses[0]) + HashOf(ends.addresses[1]);
}

bool SameHosts(const ConnectionEnds& a, const ConnectionEnds& b) {
  return (a.addresses[0] == b.addresses[0] && a.addresses[1] == b.addresses[1]) ||
         (a.addresses[0] == b.addresses[1] && a.addresses[1] == b.addresses[0]);
}

}  // namespace

HostPairs::HostPairs(const Engine& engine) : engine_(engine) {
  const auto count = static_cast<uint32_t>(engine.connections().size());
  entries_.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    entries_.push_back({HashOf(engine.EndsOf(engine.connections()[i])), i});
  }
  SortStably(entries_);
}

std::vector<uint32_t> HostPairs::Others(uint32_t connection, size_t most) const {
  std::vector<uint32_t> others;
  const ConnectionEnds ends = engine_.EndsOf(engine_.connections()[connection]);
  const Entry own{HashOf(ends), connection};
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), own);
  const auto take = [&](const Entry& entry) {
    if (SameHosts(ends, engine_.EndsOf(engine_.connections()[entry.connection]))) {
      others.push_back(entry.connection);
    }
  };
  auto before = at;
  auto after = at == entries_.end() ? at : at + 1;
  while (others.size() < most) {
    const bool more_before = before != entries_.begin() && (before - 1)->hosts == own.hosts;
    const bool more_after = after != entries_.end() && after->hosts == own.hosts;
    if (!more_before && !more_after) break;
    if (more_before) take(*--before);
    if (more_after && others.size() < most) take(*after++);
  }
  return others;
}

}  // namespace tcpladder
