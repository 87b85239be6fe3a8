// The number of a connection: Wireshark's tcp.stream.
#ifndef TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_
#define TCPLADDER_CORE_ENGINE_CONNECTION_NUMBER_H_

#include <cstdint>

#include "core/engine/engine.h"

namespace tcpladder {

// A connection has the number of the stream to which its first segment belongs. A stream can
// contain several connections (a SYN with the number of the previous one, without an end between
// them), which `part` distinguishes, 1 for the first. A connection can span several streams (a
// second SYN ACK with another number). Numbers have gaps, as Wireshark also counts what is not a
// connection, such as headers quoted by ICMP errors.
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
