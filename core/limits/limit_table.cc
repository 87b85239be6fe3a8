// The spans of limit_spans.h with the values that support them. Each gap between two data segments
// belongs to one span; the values of a span are computed from its gaps.

#include "core/limits/limit_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/limits/curves.h"
#include "core/limits/limit_spans.h"
#include "core/limits/send_gaps.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

bool CarriesData(const SegmentRecord& record) {
  return record.length != 0 && record.length != kNoLength;
}

// Rows of the data segments of one end.
std::vector<uint32_t> DataRows(const Engine& engine, const Connection& connection, uint8_t sender) {
  std::vector<uint32_t> rows;
  uint32_t row = 0;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.from() == sender && CarriesData(record)) rows.push_back(row);
  }
  return rows;
}

struct SpanNumbers {
  double bytes = 0;
  uint32_t resent = 0;
  int64_t first_flight = 0, most_flight = 0, most_window = 0;
  int64_t least_round_trip_ns = 0, most_round_trip_ns = 0;
  int64_t wait_ns = 0;
  uint32_t wait_row = kNone;

  // `row` is the data segment that ends the gap.
  void Take(const SendGap& gap, uint32_t row, bool first) {
    constexpr int64_t kUnknownWindow = int64_t{1} << 32;
    if (first) first_flight = gap.flight;
    most_flight = std::max(most_flight, gap.flight);
    if (gap.window < kUnknownWindow) most_window = std::max(most_window, gap.window);
    if (gap.resends) ++resent;
    if (gap.round_trip_ns > 0) {
      const bool none = least_round_trip_ns == 0;
      least_round_trip_ns =
          none ? gap.round_trip_ns : std::min(least_round_trip_ns, gap.round_trip_ns);
      most_round_trip_ns = std::max(most_round_trip_ns, gap.round_trip_ns);
    }
    if (gap.to_ns - gap.from_ns > wait_ns || wait_row == kNone) {
      wait_ns = gap.to_ns - gap.from_ns;
      wait_row = row;
    }
  }
};

// How long the peer of `sender` kept its window closed.
int64_t ZeroWindowNs(const Engine& engine, const Connection& connection, uint8_t sender) {
  int64_t total_ns = 0, since_ns = -1;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.from() == sender || !(record.flags & kAck)) continue;
    const bool closed = record.window == 0 && !(record.flags & (kRst | kSyn | kFin));
    if (since_ns >= 0 && !closed) {
      total_ns += std::max<int64_t>(record.time_ns - since_ns, 0);
      since_ns = -1;
    } else if (since_ns < 0 && closed) {
      since_ns = record.time_ns;
    }
  }
  return total_ns;
}

void Append(LimitTable& table, uint8_t sender, const LimitSpan& span, const SpanNumbers& numbers) {
  ++table.count;
  table.sender.push_back(sender);
  table.limit.push_back(static_cast<uint8_t>(span.limit));
  table.from.push_back(Seconds(span.from_ns));
  table.to.push_back(Seconds(span.to_ns));
  table.bytes.push_back(numbers.bytes);
  table.resent.push_back(numbers.resent);
  table.first_flight.push_back(static_cast<double>(numbers.first_flight));
  table.most_flight.push_back(static_cast<double>(numbers.most_flight));
  table.most_window.push_back(static_cast<double>(numbers.most_window));
  table.least_round_trip.push_back(Seconds(numbers.least_round_trip_ns));
  table.most_round_trip.push_back(Seconds(numbers.most_round_trip_ns));
  table.longest_wait.push_back(Seconds(numbers.wait_ns));
  table.wait_row.push_back(numbers.wait_row);
}

// For each data segment of `sender`, the payload bytes that it is the first to carry.
std::vector<uint32_t> NewBytes(const Engine& engine, const Connection& connection, uint8_t sender) {
  std::vector<uint32_t> bytes;
  Seq highest;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& record = engine.segments()[i];
    if (record.from() != sender || !CarriesData(record)) continue;
    const Seq end = Seq(record.seq) + record.length;
    const bool begun = !bytes.empty();
    const auto beyond = begun ? end.Since(highest) : int32_t{0};
    bytes.push_back(!begun        ? record.length
                    : beyond <= 0 ? 0
                                  : std::min(static_cast<uint32_t>(beyond), record.length));
    if (!begun || beyond > 0) highest = end;
  }
  return bytes;
}

void AddSpans(const Engine& engine, const Connection& connection, uint8_t sender,
              LimitTable& table) {
  const auto spans = LimitSpansOf(engine, connection, sender);
  table.dominating[sender] =
      spans.empty() ? kNoLimit : static_cast<uint8_t>(DominatingLimit(TotalsOf(spans)));
  table.zero_window[sender] = Seconds(ZeroWindowNs(engine, connection, sender));
  if (spans.empty()) return;
  const auto gaps = SendGapsOf(engine, connection, sender, PathTimesOf(engine, connection, sender));
  const auto rows = DataRows(engine, connection, sender);
  const auto bytes = NewBytes(engine, connection, sender);
  size_t k = 0;
  for (const LimitSpan& span : spans) {
    SpanNumbers numbers;
    const size_t first = k;
    if (first == 0) numbers.bytes = bytes[0];
    for (; k < gaps.size() && k + 1 < rows.size(); ++k) {
      if (gaps[k].from_ns >= span.to_ns && &span != &spans.back()) break;
      numbers.Take(gaps[k], rows[k + 1], k == first);
      numbers.bytes += bytes[k + 1];
    }
    Append(table, sender, span, numbers);
  }
}

}  // namespace

LimitTable TableOfLimits(const Engine& engine, uint32_t index) {
  LimitTable table;
  table.dominating.assign(2, kNoLimit);
  table.zero_window.assign(2, 0);
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  for (const uint8_t sender : {uint8_t{0}, uint8_t{1}}) {
    AddSpans(engine, connection, sender, table);
  }
  return table;
}

LimitSummaryTable TableOfLimitSummaries(const Engine& engine, uint32_t first, uint32_t count) {
  LimitSummaryTable table;
  const auto size = static_cast<uint32_t>(engine.connections().size());
  first = std::min(first, size);
  const uint32_t end = first + std::min(count, size - first);
  for (uint32_t i = first; i < end; ++i) {
    const Connection& connection = engine.connections()[i];
    const uint8_t sender = connection.payload[1] > connection.payload[0] ? 1 : 0;
    const auto spans = LimitSpansOf(engine, connection, sender);
    const LimitTotals totals = TotalsOf(spans);
    const Limit limit = DominatingLimit(totals);
    ++table.count;
    table.limit.push_back(spans.empty() ? kNoLimit : static_cast<uint8_t>(limit));
    table.seconds.push_back(Seconds(totals[static_cast<size_t>(limit)]));
    table.transfer.push_back(spans.empty() ? 0
                                           : Seconds(spans.back().to_ns - spans.front().from_ns));
  }
  return table;
}

std::vector<double> PlacesOfCurves(const Engine& engine, uint32_t index) {
  std::vector<double> places;
  if (index >= engine.connections().size()) return places;
  const auto segments = SegmentsOfCurves(engine, engine.connections()[index]);
  for (const uint64_t place : PlacesOf(engine, segments)) {
    places.push_back(static_cast<double>(place) - double{Rereads::kBefore});
    places.push_back(double{Rereads::kLength});
  }
  return places;
}

CurveTable TableOfCurves(const Engine& engine, uint32_t index, uint8_t sender,
                         std::span<const std::byte> reread) {
  CurveTable table;
  table.first.push_back(0);
  if (index >= engine.connections().size()) return table;
  const Connection& connection = engine.connections()[index];
  auto segments = reread.empty() ? std::vector<uint32_t>() : SegmentsOfCurves(engine, connection);
  const Rereads rereads(std::move(segments), reread);
  const Curves curves = CurvesOf(engine, connection, sender, rereads);
  for (size_t kind = 0; kind < curves.kinds.size(); ++kind) {
    const CurvePoints& points = curves.kinds[kind];
    const auto curve = static_cast<Curve>(kind);
    const bool spans_time = curve == Curve::rtt || curve == Curve::timestamp_rtt;
    table.row.insert(table.row.end(), points.row.begin(), points.row.end());
    table.low.insert(table.low.end(), points.low.begin(), points.low.end());
    table.high.insert(table.high.end(), points.high.begin(), points.high.end());
    if (spans_time) {
      for (size_t i = table.first.back(); i < table.low.size(); ++i) table.low[i] *= 1e-9;
    }
    table.first.push_back(static_cast<uint32_t>(table.row.size()));
  }
  table.count = static_cast<uint32_t>(table.row.size());
  return table;
}

}  // namespace tcpladder
