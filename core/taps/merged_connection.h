// Merges the segments of one connection from two captures: each segment appears once.
#ifndef TCPLADDER_CORE_TAPS_MERGED_CONNECTION_H_
#define TCPLADDER_CORE_TAPS_MERGED_CONNECTION_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/taps/header_capture.h"
#include "core/taps/two_taps.h"

namespace tcpladder {

// The capture whose tap a segment passes first.
enum class FirstTap : uint8_t { a, b, unknown };

struct MergedRow {
  std::array<uint32_t, 2> segment{kNone, kNone};  // in each capture's Engine::segments()
  // When it passed its first tap, on a's clock, since 1970. If that tap missed it: when it would
  // have passed, assuming the shortest delay.
  int64_t time_ns = 0;
  TapVerdict verdict = TapVerdict::unknown;
  FirstTap first = FirstTap::unknown;
};

class MergedConnection {
 public:
  // Merges the group of `connection`, an ordinal in a; empty if it does not exist. All arguments
  // must outlive this object. O(n log n) in the packets of the group, linear in the number of
  // groups.
  MergedConnection(const std::array<TapCapture, 2>& captures, const TapComparison& comparison,
                   uint32_t connection);

  // In time order.
  const std::vector<MergedRow>& rows() const { return rows_; }
  // The row that contains a segment of capture `file`, or kNone.
  uint32_t RowOf(uint8_t file, uint32_t segment) const;
  const ConnectionGroup& group() const { return group_; }
  const std::array<TapCapture, 2>& captures() const { return captures_; }
  const TapComparison& comparison() const { return comparison_; }

  // Converts a time of capture `file` to a's clock.
  int64_t OnFirstClock(uint8_t file, int64_t time_ns) const;
  // Shortest time from the first tap to the second: [0] of packets that pass a's tap first, [1] of
  // those that pass b's first; negative if no packet passed both.
  const std::array<int64_t, 2>& least_delay_ns() const { return least_delay_ns_; }
  bool clock_known() const { return clock_known_; }

  // The rows as a capture of their own; this object must outlive it.
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
