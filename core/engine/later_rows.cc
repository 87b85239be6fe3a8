#include "core/engine/later_rows.h"

#include <algorithm>
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
  const auto is_stray = [](const Event& event) { return event.id == EventId::stray; };
  if (std::any_of(events.begin(), events.end(), is_stray)) return answers_;
  const uint8_t from = record.from();
  Numbers& own = ends_[from];
  Numbers& peer = ends_[1 - from];
  const uint32_t syn = record.flags & kSyn ? 1 : 0;
  const uint32_t length = record.length == kNoLength ? 0 : record.length;
  const uint32_t fin = record.flags & kFin ? 1 : 0;
  if (!(record.flags & kRst)) {
    const int64_t first = own.numbers.Take(record.seq + syn);
    Answers(own.gaps, first, first + length, row);
    Answers(own.uncaptured, first, first + length + fin, row);
    if (record.flags & kAck) Answers(peer.gaps, kLowest, peer.numbers.Take(record.ack), row);
  }
  for (size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (event.id == EventId::acks_uncaptured) {
      const auto snd_nxt = static_cast<uint32_t>(event.args[1]);
      peer.uncaptured.emplace(peer.numbers.Take(snd_nxt), events_before + i);
    } else if (Asks(event)) {
      const auto rcv_nxt = static_cast<uint32_t>(event.args[1]);
      own.gaps.emplace(own.numbers.Take(rcv_nxt), events_before + i);
    }
  }
  return answers_;
}

}  // namespace tcpladder
