// Wireshark's conversations are identified by the two ends, not by our connections: earlier
// segments between the same ends affect the analysis. Therefore all of them are replayed, in
// capture order.
#include "core/engine/analysis_replay.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint8_t kLeastDataOffset = 5;
constexpr size_t kWithWindow = 16;  // bytes of a TCP header up to and including the window

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
  // They are in order unless connections on the same ends overlap. Heap sort has a third of the
  // code of std::sort.
  const auto before = [](const Owned& a, const Owned& b) { return a.index < b.index; };
  if (!std::is_sorted(segments.begin(), segments.end(), before)) {
    std::make_heap(segments.begin(), segments.end(), before);
    std::sort_heap(segments.begin(), segments.end(), before);
  }
  return segments;
}

HeaderExtent ExtentOf(const Engine& engine, uint32_t index) {
  const SegmentRecord& record = engine.segments()[index];
  if (record.data_offset < kLeastDataOffset) return HeaderExtent::bad_data_offset;
  if (record.captured_extent() != CapturedExtent::cut_header) return HeaderExtent::whole;
  const size_t held = engine.CapturedHeaderLength(index);
  return held < kWithWindow ? HeaderExtent::cut_window : HeaderExtent::cut_options;
}

TcpSegment ToSegment(const Engine& engine, uint32_t index) {
  const SegmentRecord& record = engine.segments()[index];
  TcpSegment segment;
  segment.seq = record.seq;
  segment.ack = record.ack;
  segment.length = record.length;
  segment.flags = record.flags & SegmentRecord::kFlagsMask;
  segment.window = record.window;
  segment.data_offset = record.data_offset;
  segment.extent = ExtentOf(engine, index);
  return segment;
}

// The options read again from the file, otherwise those of its SYNs that the connection keeps.
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

// All conversations between two ends, one after the other, from the beginning.
class Conversations {
 public:
  Conversations(const Engine& engine, const Connection& connection)
      : engine_(engine), flow_(connection.flow) {
    // One for each segment: a growing vector would copy them repeatedly.
    replay_.segments.reserve(connection.segments[0] + connection.segments[1]);
  }

  // Takes the next segment; `told`: it belongs to the requested connection.
  void Take(const Owned& owned, const Rereads& rereads, bool told) {
    TakeQuotedBefore(owned.index);
    const SegmentRecord& record = engine_.segments()[owned.index];
    const uint8_t client = owned.connection->client;
    const auto direction = static_cast<uint8_t>(record.from() == 0 ? client : 1 - client);
    TcpSegment segment = ToSegment(engine_, owned.index);
    const auto bytes = rereads.Options(engine_, owned.index);
    if (bytes) segment.options = *bytes;
    // Whether payload opened another conversation is known from the record, but not which payload.
    const bool another = stream_ != kNone && record.stream != stream_;
    if (another && !(record.flags & kSyn)) conversation_.next_opens_another = true;
    stream_ = record.stream;
    const TcpOptions options = OptionsOf(owned, record, bytes);
    const WiresharkFields fields = Step(direction, record.time_ns, record.frame, segment, options);
    if (!told) return;
    if (result_.analysis == record.analysis && result_.analysis != 0) {
      const auto row = static_cast<uint32_t>(replay_.segments.size());
      for (const AnalysisTerms& each : terms_) replay_.reasons.push_back({row, each});
    }
    replay_.segments.push_back({fields, result_.stream, direction});
  }
  AnalysisReplay Finish() {
    TakeQuotedBefore(kNone);
    return std::move(replay_);
  }

 private:
  WiresharkFields Step(uint8_t direction, int64_t time_ns, uint32_t frame,
                       const TcpSegment& segment, const TcpOptions& options) {
    terms_.Clear();
    time_ns += engine_.totals().start_ns;
    result_ = streams_.Analyse(conversation_, direction, time_ns, frame, segment, options, &terms_);
    const WiresharkFields fields = follower_.Follow(direction, time_ns, frame, segment, options,
                                                    terms_, result_, conversation_);
    replay_.streams.resize(streams_.count());
    StreamTotals& totals = replay_.streams.back();
    totals = {.initial_rtt_ns = conversation_.initial_rtt_ns,
              .completeness = conversation_.completeness};
    totals.contiguous = follower_.contiguous();
    return fields;
  }

  void TakeQuotedBefore(uint32_t segment) {
    const QuotedHeaders& quotes = engine_.quoted_headers();
    for (; quote_ < quotes.size() && quotes[quote_].before <= segment; ++quote_) {
      const QuotedHeader& quote = quotes[quote_];
      if (quote.flow != flow_) continue;
      TcpSegment header;
      header.seq = quote.seq;
      header.ack = quote.ack;
      header.length = kNoLength;
      header.flags = quote.flags;
      header.extent = quote.extent;
      header.origin = SegmentOrigin::icmp_quote;
      TcpOptions options;
      options.window_shift = quote.window_shift;
      Step(quote.reversed ? 1 : 0, quote.time_ns, 0, header, options);
      if (result_.new_conversation) stream_ = kNone;
    }
  }

  const Engine& engine_;
  uint32_t flow_;
  size_t quote_ = 0;
  uint32_t stream_ = kNone;  // tcp.stream of the previous segment, as long as it is the newest
  AnalysisReplay replay_;
  WiresharkStreams streams_;
  WiresharkConversation conversation_;
  WiresharkFollower follower_;
  AnalysisTermsList terms_;
  WiresharkResult result_;
};

}  // namespace

AnalysisReplay ReplayAnalysis(const Engine& engine, const Connection& connection,
                              const Rereads& rereads) {
  Conversations conversations(engine, connection);
  for (const Owned& owned : SegmentsOnTheEndsOf(engine, connection)) {
    conversations.Take(owned, rereads, owned.connection == &connection);
  }
  return conversations.Finish();
}

}  // namespace tcpladder
