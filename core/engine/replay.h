// A connection replayed from its records: with the tracker's events, or as Zeek sees it.
#ifndef TCPLADDER_CORE_ENGINE_REPLAY_H_
#define TCPLADDER_CORE_ENGINE_REPLAY_H_

#include "core/analysis/zeek.h"
#include "core/engine/engine.h"
#include "core/tcp/events.h"

namespace tcpladder {

// The record in the form that the tracker takes.
TrackedSegment ToTracked(const SegmentRecord& record);

// The tracker's events about the segments of a connection, one segment after the other. A
// connection of hundreds of thousands of segments has a million events, which are never needed all
// at once.
class EventReplay {
 public:
  // Both must outlive this object and must not take further segments meanwhile.
  EventReplay(const Engine& engine, const Connection& connection)
      : engine_(engine), connection_(connection), next_(connection.first_segment) {
    const uint8_t receiver = connection.tracker.connection().receiver_before;
    if (receiver != 0) tracker_.KnowReceiver(EndState::Unpack(receiver));
  }

  // Advances to the next segment; false after the last.
  bool Next();

  // About the current segment, whose row counts from 0; valid until the next call of Next().
  const Events& events() const { return events_; }

 private:
  const Engine& engine_;
  const Connection& connection_;
  uint32_t next_;
  uint32_t row_ = 0;
  Tracker tracker_;
  Events events_;
};

// Zeek's rows about a connection. Its state would be a third of a connection's memory, and is
// needed only when a table is made. Linear in the connection's segments.
ZeekConnection ZeekOf(const Engine& engine, const Connection& connection);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_REPLAY_H_
