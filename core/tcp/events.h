// Events about a segment: checks by the receiver, reasons for state changes, and annotations.
#ifndef TCPLADDER_CORE_TCP_EVENTS_H_
#define TCPLADDER_CORE_TCP_EVENTS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tcpladder {

enum class EventKind : uint8_t { check, transition, annotation };

enum class EventId : uint16_t {
#define EVENT(id, kind, clause, a, b, c, d) id,
#include "core/tcp/events.def"
#undef EVENT
};

struct EventInfo {
  std::string_view name;
  EventKind kind;
  std::string_view clause;
  std::array<std::string_view, 4> args;  // "_" where unused
};

const EventInfo& InfoOf(EventId id);
std::vector<EventInfo> AllEventInfos();

struct Event {
  uint32_t row = 0;  // ordinal of the segment in its connection, from 0
  EventId id{};
  uint8_t end = 0;     // end concerned: 0 client, 1 server
  bool passed = true;  // for a check: whether it passed
  std::array<int64_t, 4> args{};
};

// A list of events. A null pointer to it means that no events are wanted.
using Events = std::vector<Event>;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_EVENTS_H_
