#include "core/engine/connection_number.h"

namespace tcpladder {
namespace {

bool HoldsStream(const Engine& engine, const Connection& connection, uint32_t stream) {
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    if (engine.segments()[i].stream == stream) return true;
  }
  return false;
}

}  // namespace

ConnectionNumber NumberOf(const Engine& engine, const Connection& connection) {
  return {engine.segments()[connection.first_segment].stream, connection.stream_part};
}

uint32_t FindConnection(const Engine& engine, ConnectionNumber number) {
  const auto count = static_cast<uint32_t>(engine.connections().size());
  for (uint32_t i = 0; i < count; ++i) {
    if (NumberOf(engine, engine.connections()[i]) == number) return i;
  }
  if (number.part != 1) return kNone;
  for (uint32_t i = 0; i < count; ++i) {
    if (HoldsStream(engine, engine.connections()[i], number.stream)) return i;
  }
  return kNone;
}

}  // namespace tcpladder
