#include "core/findings/findings.h"

namespace tcpladder {
namespace {

constexpr FindingInfo kInfos[] = {
#define FINDING(id, severity, layer, a, b, c) {#id, Severity::severity, Layer::layer, {#a, #b, #c}},
#include "core/findings/findings.def"
#undef FINDING
};

}  // namespace

const FindingInfo& InfoOf(FindingId id) { return kInfos[static_cast<size_t>(id)]; }

std::vector<FindingInfo> AllFindingInfos() { return {std::begin(kInfos), std::end(kInfos)}; }

void Findings::Add(FindingId id, uint64_t key, uint32_t frame, uint64_t offset,
                   std::array<int64_t, 3> args) {
  // The id takes sixteen bits; the remaining 48 are more than any key needs.
  const auto slot = static_cast<uint64_t>(id) << 48 | (key & 0xffffffffffff);
  if (auto it = index_.find(slot); it != index_.end()) {
    ++entries_[it->second].count;
    return;
  }
  uint32_t& first = first_of_id_[static_cast<size_t>(id)];
  if (entries_.size() >= kMaxEntries && first != 0) {
    ++entries_[first - 1].count;
    return;
  }
  index_.emplace(slot, static_cast<uint32_t>(entries_.size()));
  entries_.push_back({id, key, 1, frame, offset, args});
  if (first == 0) first = static_cast<uint32_t>(entries_.size());
}

}  // namespace tcpladder
