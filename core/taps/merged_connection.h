// One connection as two captures show it together: every segment that either holds, once.
#ifndef TCPLADDER_CORE_TAPS_MERGED_CONNECTION_H_
#define TCPLADDER_CORE_TAPS_MERGED_CONNECTION_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/header_capture.h"
#include "core/taps/two_taps.h"

namespace tcpladder {

// Which capture's tap a segment passes first on its way.
enum class FirstTap : uint8_t { a, b, unknown };

struct MergedRow {
  std::array<uint32_t, 2> segment{kNone, kNone};  // in each capture's Engine::segments()
  // When it passed its first tap on a's clock, since 1970; where that tap missed it, when it would
  // have, were it as fast as the fastest.
  int64_t time_ns = 0;
  TapVerdict verdict = TapVerdict::unknown;
  FirstTap first = FirstTap::unknown;
};

class MergedConnection {
 public:
  // The group of `connection`, an ordinal of a's; empty where there is no such one. All must
  // outlive this. n log n in the packets of the group, linear in the number of groups.
  MergedConnection(const std::array<TapCapture, 2>& captures, const TapComparison& comparison,
                   uint32_t connection);

  // In the order of their times.
  const std::vector<MergedRow>& rows() const { return rows_; }
  // The row that shows a segment of capture `file`; kNone where none does.
  uint32_t RowOf(uint8_t file, uint32_t segment) const;
  const ConnectionGroup& group() const { return group_; }
  const std::array<TapCapture, 2>& captures() const { return captures_; }
  const TapComparison& comparison() const { return comparison_; }

  // A moment of capture `file` on a's clock.
  int64_t OnFirstClock(uint8_t file, int64_t time_ns) const;
  // The least time from the first tap to the second: of what passes a's tap first, b's first;
  // negative where nothing passed both.
  const std::array<int64_t, 2>& least_delay_ns() const { return least_delay_ns_; }
  bool clock_known() const { return clock_known_; }

  // The rows as a capture of their own; this must outlive it.
  HeaderCapture Headers() const;

 private:
  struct Seen {
    uint32_t segment;
    uint32_t row;
  };

  void FindGroup(uint32_t connection);
  void SettleClock(const std::vector<Packet>& packets);
  void AddRows(const std::vector<Packet>& packets);
  void Sort();
  FirstTap FirstTapOf(const Packet& packet) const;

  std::array<TapCapture, 2> captures_;
  const TapComparison& comparison_;
  ConnectionGroup group_;
  std::vector<MergedRow> rows_;
  std::array<std::vector<Seen>, 2> seen_;  // by segment
  std::array<int64_t, 2> least_delay_ns_{-1, -1};
  bool clock_known_ = false;
  int64_t fallback_offset_ns_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_MERGED_CONNECTION_H_
