// The shortest round-trip times from the tap to either end.
#ifndef TCPLADDER_CORE_LIMITS_PATH_TIMES_H_
#define TCPLADDER_CORE_LIMITS_PATH_TIMES_H_

#include <cstdint>

#include "core/engine/engine.h"

namespace tcpladder {

struct PathTimes {
  int64_t to_sender_ns = 0;    // tap, sender of the data, tap
  int64_t to_receiver_ns = 0;  // tap, receiver, tap
  // True if the handshake was captured, so that both are known. Otherwise to_sender_ns is 0.
  bool sender_known = false;
  bool receiver_known = false;

  int64_t round_trip_ns() const { return to_sender_ns + to_receiver_ns; }
};

// `sender`: 0 for the client's data, 1 for the server's. Linear in the connection's segments.
PathTimes PathTimesOf(const Engine& engine, const Connection& connection, uint8_t sender);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LIMITS_PATH_TIMES_H_
