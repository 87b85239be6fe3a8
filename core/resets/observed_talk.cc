#include "core/resets/observed_talk.h"

#include <algorithm>

#include "core/net/tcp_segment.h"

namespace tcpladder {

ObservedTalk::ObservedTalk(const Engine& engine, uint32_t connection, const Rereads& rereads)
    : engine_(engine), connection_(engine.connections()[connection]), rereads_(rereads) {
  for (uint32_t i = connection_.first_segment; i != kNone; i = engine.segments()[i].next) {
    sent_[engine.segments()[i].from()].push_back(static_cast<uint32_t>(rows_.size()));
    rows_.push_back(i);
  }
}

size_t ObservedTalk::SentBefore(uint8_t end, uint32_t row) const {
  const auto& sent = sent_[end];
  return static_cast<size_t>(std::lower_bound(sent.begin(), sent.end(), row) - sent.begin());
}

ObservedSegment ObservedTalk::Observe(const Connection& connection, uint32_t segment,
                                      uint32_t row) const {
  const SegmentRecord& record = engine_.segments()[segment];
  ObservedSegment seen{.row = row,
                       .time_ns = record.time_ns,
                       .seq = Seq(record.seq),
                       .ack = Seq(record.ack),
                       .length = record.length == kNoLength ? 0 : record.length,
                       .flags = static_cast<uint16_t>(record.flags & SegmentRecord::kFlagsMask),
                       .window = record.window,
                       .from = record.from()};
  seen.ip = rereads_.Ip(engine_, connection, segment);
  if (const auto bytes = rereads_.Options(engine_, segment)) {
    const TcpOptions options = ParseTcpOptions(*bytes);
    seen.options_known = options.fault == TcpOptionFault::none;
    seen.timestamps = options.timestamps;
    seen.timestamp_value = options.timestamp_value;
    seen.timestamp_echo = options.timestamp_echo;
  }
  return seen;
}

std::vector<ObservedSegment> ObservedTalk::Elsewhere(uint8_t end,
                                                     const std::vector<uint32_t>& others) const {
  std::vector<ObservedSegment> seen;
  const IpAddress host = engine_.EndsOf(connection_).addresses[end];
  for (const uint32_t ordinal : others) {
    const Connection& other = engine_.connections()[ordinal];
    const uint8_t there = engine_.EndsOf(other).addresses[0] == host ? 0 : 1;
    uint32_t row = 0;
    for (uint32_t i = other.first_segment; i != kNone && row < kElsewhereRows;
         i = engine_.segments()[i].next, ++row) {
      const SegmentRecord& record = engine_.segments()[i];
      if (record.from() != there || (record.flags & kRst)) continue;
      ObservedSegment segment = Observe(other, i, row);
      if (segment.ip) seen.push_back(segment);
    }
  }
  return seen;
}

}  // namespace tcpladder
