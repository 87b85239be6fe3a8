// Problems and peculiarities of a capture: stable ids with numbers, never text.
#ifndef TCPLADDER_CORE_FINDINGS_FINDINGS_H_
#define TCPLADDER_CORE_FINDINGS_FINDINGS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tcpladder {

enum class FindingId : uint16_t {
#define FINDING(id, severity, layer, a, b, c) k_##id,
#include "core/findings/findings.def"
#undef FINDING
};

inline constexpr size_t kFindingCount = 0
#define FINDING(id, severity, layer, a, b, c) +1
#include "core/findings/findings.def"
#undef FINDING
    ;

enum class Severity : uint8_t { note, warning, error };
enum class Layer : uint8_t { container, link, ip, tcp, capture };

struct FindingInfo {
  std::string_view name;
  Severity severity;
  Layer layer;
  std::array<std::string_view, 3> args;  // "_" where unused
};

// One row of findings.def.
const FindingInfo& InfoOf(FindingId id);
// All rows, in the order of the ids.
std::vector<FindingInfo> AllFindingInfos();

// Equal findings are stored as one entry with a count. Findings are equal if `id` and `key` are
// equal. `key` distinguishes kinds of one id, such as a block type or a protocol; otherwise it is
// 0.
struct Finding {
  FindingId id;
  uint64_t key;
  uint64_t count;
  uint32_t first_frame;         // 0: not in a frame
  uint64_t first_offset;        // in the file
  std::array<int64_t, 3> args;  // of the first occurrence
};

class Findings {
 public:
  // Once there are this many entries, a new key of an id is counted in the first entry of that id.
  // A new id still gets an entry.
  static constexpr size_t kMaxEntries = 4096;

  void Add(FindingId id, uint64_t key, uint32_t frame, uint64_t offset,
           std::array<int64_t, 3> args = {});

  // In order of first occurrence.
  const std::vector<Finding>& entries() const { return entries_; }

 private:
  std::vector<Finding> entries_;
  std::unordered_map<uint64_t, uint32_t> index_;       // (id, key) -> entry
  std::array<uint32_t, kFindingCount> first_of_id_{};  // the id's first entry, from 1; 0: none
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_FINDINGS_FINDINGS_H_
