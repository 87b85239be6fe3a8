#include "core/taps/merged_connection.h"

#include <algorithm>
#include <optional>

#include "core/base/sort.h"

namespace tcpladder {

MergedConnection::MergedConnection(const std::array<TapCapture, 2>& captures,
                                   const TapComparison& comparison, uint32_t connection)
    : captures_(captures), comparison_(comparison) {
  FindGroup(connection);
  const std::vector<Packet> packets = PacketsOf(captures_, group_);
  SettleClock(packets);
  AddRows(packets);
  Sort();
}

void MergedConnection::FindGroup(uint32_t connection) {
  for (size_t i = 0; i < comparison_.groups.size(); ++i) {
    ConnectionGroup group = comparison_.groups[i];
    for (const GroupMember& member : group.members) {
      if (member.file != 0 || member.connection != connection) continue;
      group_ = std::move(group);
      return;
    }
  }
}

FirstTap MergedConnection::FirstTapOf(const Packet& packet) const {
  switch (comparison_.a_first[packet.file][packet.segment]) {
    case 0:
      return FirstTap::b;
    case 1:
      return FirstTap::a;
    default:
      return FirstTap::unknown;
  }
}

// If the offset has only one bound, that bound is used, as if the fastest packet had no delay.
// Without any, the difference of the first pair is used.
void MergedConnection::SettleClock(const std::vector<Packet>& packets) {
  const ClockEstimate& clock = comparison_.clock;
  clock_known_ = clock.known();
  std::optional<int64_t> first_pair;
  for (const Packet& p : packets) {
    if (p.file != 0) continue;
    const uint32_t peer = comparison_.peer[0][p.segment];
    if (peer == kNone) continue;
    const int64_t other = captures_[1].TimeOf(captures_[1].engine.segments()[peer]);
    if (!first_pair) first_pair = other - p.time_ns;
  }
  if (clock.high_ns) {
    fallback_offset_ns_ = *clock.high_ns;
  } else if (clock.low_ns) {
    fallback_offset_ns_ = *clock.low_ns;
  } else {
    fallback_offset_ns_ = first_pair.value_or(0);
  }
  for (const Packet& p : packets) {
    if (p.file != 0) continue;
    const uint32_t peer = comparison_.peer[0][p.segment];
    const FirstTap first = FirstTapOf(p);
    if (peer == kNone || first == FirstTap::unknown) continue;
    const int64_t there =
        OnFirstClock(1, captures_[1].TimeOf(captures_[1].engine.segments()[peer]));
    const int64_t delay =
        std::max<int64_t>(0, first == FirstTap::a ? there - p.time_ns : p.time_ns - there);
    int64_t& least = least_delay_ns_[first == FirstTap::a ? 0 : 1];
    least = least < 0 ? delay : std::min(least, delay);
  }
}

int64_t MergedConnection::OnFirstClock(uint8_t file, int64_t time_ns) const {
  if (file == 0) return time_ns;
  if (!clock_known_) return time_ns - fallback_offset_ns_;
  // The offset is a function of a's clock. Substituting another time causes an error of at most
  // drift times offset.
  const ClockEstimate& clock = comparison_.clock;
  return time_ns - clock.OffsetAt(time_ns - clock.OffsetAt(time_ns - *clock.offset_ns));
}

void MergedConnection::AddRows(const std::vector<Packet>& packets) {
  // Additional pairs of a segment, if one capture contains several segments as one.
  std::vector<uint32_t> further;
  for (const FurtherRow& row : comparison_.further) {
    if (row.a != kNone && row.b != kNone) further.push_back(row.b);
  }
  SortStably(further);
  for (const Packet& p : packets) {
    const uint32_t peer = comparison_.peer[p.file][p.segment];
    if (p.file == 1 && peer != kNone) continue;
    if (p.file == 1 && std::binary_search(further.begin(), further.end(), p.segment)) continue;
    MergedRow row{.verdict = static_cast<TapVerdict>(comparison_.verdict[p.file][p.segment]),
                  .first = FirstTapOf(p)};
    row.segment[p.file] = p.segment;
    row.segment[1 - p.file] = peer;
    const uint8_t first = row.first == FirstTap::b ? 1 : 0;
    if (row.first != FirstTap::unknown && row.segment[first] != kNone) {
      const TapCapture& capture = captures_[first];
      row.time_ns =
          OnFirstClock(first, capture.TimeOf(capture.engine.segments()[row.segment[first]]));
    } else {
      row.time_ns = OnFirstClock(p.file, p.time_ns);
      const bool later = row.first != FirstTap::unknown && first != p.file;
      if (later) row.time_ns -= std::max<int64_t>(0, least_delay_ns_[first]);
    }
    rows_.push_back(row);
  }
}

void MergedConnection::Sort() {
  SortStably(rows_, [](const MergedRow& x, const MergedRow& y) { return x.time_ns < y.time_ns; });
  for (uint32_t i = 0; i < rows_.size(); ++i) {
    for (size_t file = 0; file < 2; ++file) {
      const uint32_t segment = rows_[i].segment[file];
      if (segment != kNone) seen_[file].push_back({segment, i});
    }
  }
  for (auto& seen : seen_) {
    SortStably(seen, [](const Seen& x, const Seen& y) { return x.segment < y.segment; });
  }
}

uint32_t MergedConnection::RowOf(uint8_t file, uint32_t segment) const {
  const auto& seen = seen_[file];
  const auto found =
      std::lower_bound(seen.begin(), seen.end(), segment,
                       [](const Seen& entry, uint32_t wanted) { return entry.segment < wanted; });
  return found != seen.end() && found->segment == segment ? found->row : kNone;
}

HeaderCapture MergedConnection::Headers() const {
  std::vector<HeaderCapture::Row> headers;
  headers.reserve(rows_.size());
  for (const MergedRow& row : rows_) {
    const uint8_t file = row.segment[0] != kNone ? 0 : 1;
    headers.push_back({.segment = row.segment[file], .file = file, .time_ns = row.time_ns});
  }
  return {captures_, group_, std::move(headers)};
}

}  // namespace tcpladder
