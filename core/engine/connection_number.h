// The number of a connection: Wireshark's tcp.stream.
#ifndef TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_
#define TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_

#include <cstdint>

#include "core/engine/engine.h"

namespace tcpladder {

// A connection has the number of the stream that its first segment belongs to. A stream can contain
// several connections (a SYN with the number of the previous one, with no end between them); `part`
// distinguishes them, beginning with 1. A connection can span several streams (a second SYN ACK
// with another number). The numbers have gaps, because Wireshark also counts streams that are not
// connections, such as headers quoted by ICMP errors.
struct ConnectionNumber {
  uint32_t stream = 0;
  uint32_t part = 1;

  bool operator==(const ConnectionNumber&) const = default;
};

ConnectionNumber NumberOf(const Engine& engine, const Connection& connection);

// Ordinal of the connection with that number. If none begins in the stream, the first connection
// with a segment in it; kNone if there is none either. Linear in the number of segments.
uint32_t FindConnection(const Engine& engine, ConnectionNumber number);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_
