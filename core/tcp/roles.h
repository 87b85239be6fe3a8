// Determines which end of a connection is the client.
#ifndef TCPLADDER_CORE_TCP_ROLES_H_
#define TCPLADDER_CORE_TCP_ROLES_H_

#include <cstdint>

namespace tcpladder {

struct Roles {
  bool sender_is_client = true;
  bool known = true;  // a SYN or SYN ACK was seen; false: guessed from the ports
};

// Decides from the first captured segment of a connection. The sender of a SYN is the client; the
// sender of a SYN ACK is the server. Otherwise the ports decide: a system port (below 1024) belongs
// to the server, a dynamic port (from 49152, RFC 6335; Linux uses them from 32768) to the client.
// If both ports are of the same kind, the lower one belongs to the server; if they are equal, the
// sender is the client.
Roles GuessRoles(uint16_t flags, uint16_t source_port, uint16_t destination_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_ROLES_H_
