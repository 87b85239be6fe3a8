#include "core/engine/summary.h"

#include <algorithm>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr SummaryItemInfo kInfos[] = {
#define SUMMARY_ITEM(id, a, b, c, d) {#id, {#a, #b, #c, #d}},
#include "core/engine/summary_items.def"
#undef SUMMARY_ITEM
};

bool SynsRepeat(const SummarySources& sources, uint32_t until_row) {
  std::array<uint32_t, 2> syns{};
  for (size_t row = 0; row <= until_row; ++row) {
    const SegmentRecord& record = sources.At(row);
    if ((record.flags & kSyn) && ++syns[record.from()] > 1) return true;
  }
  return false;
}

void AddClocks(const SummarySources& sources, std::vector<SummaryItem>& items) {
  for (uint32_t row = 1; row < sources.count(); ++row) {
    const int64_t by = sources.At(row - 1).time_ns - sources.At(row).time_ns;
    if (by < kTwoClocksNs) continue;
    items.push_back({SummaryItemId::two_clocks, sources.At(row).from(), {row, by}});
    return;
  }
}

// Gaps of at least this length are attributed to the path rather than to the answering host.
constexpr int64_t kLeastWayNs = 1'000'000;
// An end is near the place of capture if the other end is kNearTimes as far, and nearer if it is
// kFartherTimes as far.
constexpr int64_t kNearTimes = 10, kFartherTimes = 2;

void AddPlace(const SummarySources& sources, int64_t server_side, int64_t client_side,
              std::vector<SummaryItem>& items) {
  const Connection& connection = sources.connection;
  const ConnectionEnds ends = sources.engine.EndsOf(connection);
  constexpr unsigned kBoth = 3;
  if (ends.addresses[0] == ends.addresses[1] || connection.offloaded == kBoth) return;
  if (connection.offloaded != 0) {
    const uint8_t host = connection.offloaded == 1 ? 0 : 1;
    items.push_back({SummaryItemId::captured_on, host, {}});
    return;
  }
  const uint8_t nearer = client_side < server_side ? 0 : 1;
  const auto [least, most] = std::minmax(server_side, client_side);
  const unsigned unpadded = connection.unpadded;
  if (most < kLeastWayNs || unpadded == 1U << (1 - nearer)) return;
  if (most >= kNearTimes * least) {
    items.push_back({SummaryItemId::captured_near, nearer, {}});
  } else if (least >= kLeastWayNs && most >= kFartherTimes * least && unpadded != 1U << nearer) {
    items.push_back({SummaryItemId::captured_between, nearer, {}});
  }
}

void AddHandshakeGaps(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const auto [syn, syn_ack] = sources.verdict.syn_rows;
  const uint32_t third = sources.verdict.third_row;
  if (sources.verdict.opening == Opening::simultaneous) return;
  if (syn == kNoRow || syn_ack == kNoRow || third == kNoRow) return;
  if (syn > syn_ack || syn_ack > third || SynsRepeat(sources, third)) return;
  const int64_t server_side = sources.At(syn_ack).time_ns - sources.At(syn).time_ns;
  const int64_t client_side = sources.At(third).time_ns - sources.At(syn_ack).time_ns;
  if (server_side < 0 || client_side < 0) return;
  if (sources.At(third).length != 0 || (sources.At(third).flags & kFin)) return;
  items.push_back({SummaryItemId::handshake_gaps,
                   static_cast<uint8_t>(client_side < server_side ? 0 : 1),
                   {server_side, client_side, syn_ack, third}});
  if (server_side + client_side > 0) AddPlace(sources, server_side, client_side, items);
}

}  // namespace

std::vector<SummaryItemInfo> AllSummaryItemInfos() {
  return {std::begin(kInfos), std::end(kInfos)};
}

bool SummarySources::IsForeign(const SegmentRecord& record) const {
  constexpr int32_t kFar = 1 << 30;
  const TrackedEnd& sender = connection.tracker.end(record.from());
  if (!sender.snd_known || (record.flags & (kSyn | kRst))) return false;
  const uint32_t length = record.length == kNoLength ? 0 : record.length;
  const Seq end = Seq(record.seq) + length;
  const bool takes = length > 0 || (record.flags & kFin);
  if (takes && sender.syn_seen && !sender.wrapped && end <= sender.iss) return true;
  return !sender.wrapped && end.Since(sender.snd_nxt) > kFar;
}

bool HasOneClock(const SummarySources& sources) {
  std::vector<SummaryItem> items;
  AddClocks(sources, items);
  return items.empty();
}

SummarySources SourcesOf(const Engine& engine, const Connection& connection,
                         const Rereads& rereads) {
  SummarySources sources{.engine = engine,
                         .connection = connection,
                         .rereads = rereads,
                         .verdict = VerdictOf(connection.tracker),
                         .rows = {}};
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    sources.rows.push_back(i);
  }
  return sources;
}

std::vector<SummaryItem> SummaryOf(const Engine& engine, const Connection& connection,
                                   const Rereads& rereads) {
  const SummarySources sources = SourcesOf(engine, connection, rereads);
  std::vector<SummaryItem> items;
  AddClocks(sources, items);
  const bool one_clock = items.empty();
  if (one_clock) AddHandshakeGaps(sources, items);
  if (one_clock) AddRetries(sources, items);
  AddOptions(sources, items);
  AddExtensions(sources, items);
  if (one_clock) AddEnding(sources, items);
  if (one_clock) AddTimeWait(sources, items);
  if (one_clock) AddStall(sources, items);
  AddUnacknowledged(sources, items);
  AddResetForensics(sources, items);
  return items;
}

}  // namespace tcpladder
