// Wireshark's conversations follow the two ends, not our connections: what went before on the same
// ends decides what is said about a segment. So all of it is replayed, in the order of the capture.
#include "core/engine/analysis_replay.h"

#include <algorithm>
#include <optional>
#include <span>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint8_t kLeastDataOffset = 5;

// A record with the connection it belongs to.
struct Owned {
  uint32_t index;
  const Connection* connection;
};

std::vector<Owned> SegmentsOnTheEndsOf(const Engine& engine, const Connection& connection) {
  std::vector<Owned> segments;
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& other = engine.connections()[i];
    if (other.flow != connection.flow) continue;
    for (uint32_t s = other.first_segment; s != kNone; s = engine.segments()[s].next) {
      segments.push_back({s, &other});
    }
  }
  // They are in order but where connections on the same ends overlap. A sort of heaps is a third of
  // the code of std::sort.
  const auto before = [](const Owned& a, const Owned& b) { return a.index < b.index; };
  if (!std::is_sorted(segments.begin(), segments.end(), before)) {
    std::make_heap(segments.begin(), segments.end(), before);
    std::sort_heap(segments.begin(), segments.end(), before);
  }
  return segments;
}

HeaderExtent ExtentOf(const SegmentRecord& record) {
  if (record.data_offset < kLeastDataOffset) return HeaderExtent::bad_data_offset;
  return record.captured_extent() == CapturedExtent::cut_header ? HeaderExtent::cut_options
                                                                : HeaderExtent::whole;
}

TcpSegment ToSegment(const SegmentRecord& record) {
  TcpSegment segment;
  segment.seq = record.seq;
  segment.ack = record.ack;
  segment.length = record.length;
  segment.flags = record.flags & SegmentRecord::kFlagsMask;
  segment.window = record.window;
  segment.data_offset = record.data_offset;
  segment.extent = ExtentOf(record);
  return segment;
}

// The options as read again from the file, or what the connection keeps of those of its SYNs.
TcpOptions OptionsOf(const Owned& owned, const SegmentRecord& record,
                     const std::optional<std::span<const std::byte>>& bytes) {
  if (bytes && record.captured_extent() == CapturedExtent::cut_header) {
    return ParseCutTcpOptions(*bytes, size_t{record.data_offset} * 4);
  }
  if (bytes) return ParseTcpOptions(*bytes);
  TcpOptions options;
  if (record.flags & kSyn) options.window_shift = owned.connection->window_shift[record.from()];
  return options;
}

}  // namespace

AnalysisReplay ReplayAnalysis(const Engine& engine, const Connection& connection,
                              const Rereads& rereads) {
  AnalysisReplay replay;
  WiresharkStreams streams;
  WiresharkConversation conversation;
  WiresharkFollower follower;
  AnalysisTermsList terms;
  // One for each segment: growing would copy them again and again.
  replay.fields.reserve(connection.segments[0] + connection.segments[1]);
  for (const Owned& owned : SegmentsOnTheEndsOf(engine, connection)) {
    const SegmentRecord& record = engine.segments()[owned.index];
    const uint8_t client = owned.connection->client;
    const auto direction = static_cast<uint8_t>(record.from() == 0 ? client : 1 - client);
    const int64_t time_ns = engine.totals().start_ns + record.time_ns;
    TcpSegment segment = ToSegment(record);
    const auto bytes = rereads.Options(engine, owned.index);
    if (bytes) segment.options = *bytes;
    const TcpOptions options = OptionsOf(owned, record, bytes);
    terms.Clear();
    const WiresharkResult result =
        streams.Analyse(conversation, direction, time_ns, record.frame, segment, options, &terms);
    const WiresharkFields fields = follower.Follow(direction, time_ns, record.frame, segment,
                                                   options, terms, result, conversation);
    if (owned.connection != &connection) continue;
    if (result.analysis == record.analysis && result.analysis != 0) {
      const auto row = static_cast<uint32_t>(replay.fields.size());
      for (const AnalysisTerms& each : terms) replay.reasons.push_back({row, each});
    }
    replay.fields.push_back(fields);
    replay.completeness = conversation.completeness;
  }
  return replay;
}

}  // namespace tcpladder
