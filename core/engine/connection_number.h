// The number that names a connection: Wireshark's tcp.stream.
#ifndef TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_
#define TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_

#include <cstdint>

#include "core/engine/engine.h"

namespace tcpladder {

// A connection has the number of the stream to which its first segment belongs. Streams and
// connections are not the same: a stream can hold several connections (a SYN with the number of the
// one before, with no end between them), which `part` tells apart, 1 for the first; and a
// connection can hold several streams (a second SYN ACK with another number). Numbers have gaps
// where Wireshark counts what is no connection, as headers that ICMP errors quote.
struct ConnectionNumber {
  uint32_t stream = 0;
  uint32_t part = 1;

  bool operator==(const ConnectionNumber&) const = default;
};

ConnectionNumber NumberOf(const Engine& engine, const Connection& connection);

// Ordinal of the connection with that number; where none begins in the stream, of the first with a
// segment of it; kNone where there is none either. Linear in the number of segments.
uint32_t FindConnection(const Engine& engine, ConnectionNumber number);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_
