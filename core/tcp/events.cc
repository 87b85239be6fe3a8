#include "core/tcp/events.h"

namespace tcpladder {
namespace {

constexpr EventInfo kInfos[] = {
#define EVENT(id, kind, clause, a, b, c, d) {#id, EventKind::kind, clause, {#a, #b, #c, #d}},
#include "core/tcp/events.def"
#undef EVENT
};

}  // namespace

const EventInfo& InfoOf(EventId id) { return kInfos[static_cast<size_t>(id)]; }

std::vector<EventInfo> AllEventInfos() { return {std::begin(kInfos), std::end(kInfos)}; }

}  // namespace tcpladder
