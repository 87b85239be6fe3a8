// Wireshark's conversations follow the two ends, not our connections: what went before on the same
// ends decides what is said about a segment. So all of it is replayed, in the order of the capture.
#include "core/engine/analysis_replay.h"

#include <algorithm>

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
  std::sort(segments.begin(), segments.end(),
            [](const Owned& a, const Owned& b) { return a.index < b.index; });
  return segments;
}

TcpSegment ToSegment(const SegmentRecord& record) {
  TcpSegment segment;
  segment.seq = record.seq;
  segment.ack = record.ack;
  segment.length = record.length;
  segment.flags = record.flags & SegmentRecord::kFlagsMask;
  segment.window = record.window;
  segment.data_offset = record.data_offset;
  if (record.data_offset < kLeastDataOffset) segment.extent = HeaderExtent::bad_data_offset;
  return segment;
}

}  // namespace

std::vector<AnalysisReason> AnalysisReasonsOf(const Engine& engine, const Connection& connection) {
  std::vector<AnalysisReason> reasons;
  WiresharkStreams streams;
  WiresharkConversation conversation;
  AnalysisTermsList terms;
  uint32_t row = 0;
  for (const Owned& owned : SegmentsOnTheEndsOf(engine, connection)) {
    const SegmentRecord& record = engine.segments()[owned.index];
    const uint8_t client = owned.connection->client;
    const auto direction = static_cast<uint8_t>(record.from() == 0 ? client : 1 - client);
    TcpOptions options;
    if (record.flags & kSyn) options.window_shift = owned.connection->window_shift[record.from()];
    terms.Clear();
    const WiresharkResult result =
        streams.Analyse(conversation, direction, engine.totals().start_ns + record.time_ns,
                        record.frame, ToSegment(record), options, &terms);
    if (owned.connection != &connection) continue;
    if (result.analysis == record.analysis && result.analysis != 0) {
      for (const AnalysisTerms& each : terms) reasons.push_back({row, each});
    }
    ++row;
  }
  return reasons;
}

}  // namespace tcpladder
