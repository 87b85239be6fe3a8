#include "core/engine/later_rows.h"

#include <limits>

#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();

}  // namespace

bool LaterRows::Asks(const Event& event) {
  return event.id == EventId::seq_ahead || event.id == EventId::fin_early ||
         event.id == EventId::acks_uncaptured;
}

int64_t LaterRows::Numbers::Unwrap(uint32_t number) {
  if (!begun) newest = number;
  begun = true;
  position += static_cast<int32_t>(number - newest);
  newest = number;
  return position;
}

void LaterRows::Answers(std::multimap<int64_t, size_t>& open, int64_t first, int64_t end,
                        uint32_t row) {
  const auto begin = open.lower_bound(first);
  auto at = begin;
  for (; at != open.end() && at->first < end; ++at) answers_.push_back({at->second, row});
  open.erase(begin, at);
}

const std::vector<LaterRows::Answer>& LaterRows::Take(const SegmentRecord& record, uint32_t row,
                                                      const Events& events, size_t events_before) {
  answers_.clear();
  const uint8_t from = record.from();
  Numbers& own = ends_[from];
  Numbers& peer = ends_[1 - from];
  const uint32_t syn = record.flags & kSyn ? 1 : 0;
  const uint32_t length = record.length == kNoLength ? 0 : record.length;
  if (!(record.flags & kRst)) {
    const int64_t first = own.Unwrap(record.seq + syn);
    Answers(own.gaps, first, first + length, row);
    Answers(own.uncaptured, first, first + length, row);
    if (record.flags & kAck) Answers(peer.gaps, kLowest, peer.Unwrap(record.ack), row);
  }
  for (size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (event.id == EventId::acks_uncaptured) {
      const auto snd_nxt = static_cast<uint32_t>(event.args[1]);
      peer.uncaptured.emplace(peer.Unwrap(snd_nxt), events_before + i);
    } else if (Asks(event)) {
      const auto rcv_nxt = static_cast<uint32_t>(event.args[1]);
      own.gaps.emplace(own.Unwrap(rcv_nxt), events_before + i);
    }
  }
  return answers_;
}

}  // namespace tcpladder
