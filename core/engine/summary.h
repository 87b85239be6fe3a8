// Statements about a connection as a whole, computed from its records when it is viewed.
#ifndef TCPLADDER_CORE_ENGINE_SUMMARY_H_
#define TCPLADDER_CORE_ENGINE_SUMMARY_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reread.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

enum class SummaryItemId : uint8_t {
#define SUMMARY_ITEM(id, a, b, c, d) id,
#include "core/engine/summary_items.def"
#undef SUMMARY_ITEM
};

enum class RetryKind : uint8_t {
#define RETRY_KIND(id) id,
#include "core/engine/retry_kinds.def"
#undef RETRY_KIND
};

enum class StallCause : uint8_t {
#define STALL_CAUSE(id) id,
#include "core/engine/stall_causes.def"
#undef STALL_CAUSE
};

struct SummaryItem {
  SummaryItemId id{};
  uint8_t end = 0;  // the end concerned: 0 client, 1 server
  std::array<int64_t, 4> args{};
};

struct SummaryItemInfo {
  std::string_view name;
  std::array<std::string_view, 4> args;  // "_" where unused
};

std::vector<SummaryItemInfo> AllSummaryItemInfos();

// How many retries of one kind are reported at most.
inline constexpr size_t kMaxRetriesTold = 12;
// Shorter times without progress are not reported as stalls: hosts delay acknowledgments this long
// (usually 200 ms; RFC 9293 section 3.8.6.3 allows half a second).
inline constexpr int64_t kLeastStallNs = 200'000'000;
// Port reuse is judged within 2MSL of RFC 9293.
inline constexpr int64_t kTwoMslNs = 240'000'000'000;

// In the order of summary_items.def. Linear in the connection's segments and in the number of
// connections.
std::vector<SummaryItem> SummaryOf(const Engine& engine, const Connection& connection,
                                   const Rereads& rereads);

// The input of the parts of SummaryOf().
struct SummarySources {
  const Engine& engine;
  const Connection& connection;
  const Rereads& rereads;
  Verdict verdict;
  std::vector<uint32_t> rows;  // ordinals in Engine::segments()

  const SegmentRecord& At(size_t row) const { return engine.segments()[rows[row]]; }
  size_t count() const { return rows.size(); }
  // Whether the numbers of a segment cannot be the connection's: see EventId::stray.
  bool IsForeign(const SegmentRecord& record) const;
  // The later of two records of one end is a copy made by the capture if they are this close: no
  // host retransmits so soon.
  static bool IsCopy(int64_t after_ns) { return after_ns < 1'000'000; }
};

// A time without progress, from the last segment that made progress to the next.
struct Stall {
  StallCause cause = StallCause::untold;
  uint8_t end = 0;  // the end that caused it
  uint32_t from_row = 0, until_row = 0;
  int64_t duration_ns = 0;  // at least kLeastStallNs
};

// In chronological order. Linear in the connection's segments.
std::vector<Stall> StallsOf(const SummarySources& sources);

// Whether no record is so much earlier than the previous one that there must be two clocks.
bool HasOneClock(const SummarySources& sources);

SummarySources SourcesOf(const Engine& engine, const Connection& connection,
                         const Rereads& rereads);

void AddRetries(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddOptions(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddExtensions(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddEnding(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddTimeWait(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddStall(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddUnacknowledged(const SummarySources& sources, std::vector<SummaryItem>& items);
void AddResetForensics(const SummarySources& sources, std::vector<SummaryItem>& items);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SUMMARY_H_
