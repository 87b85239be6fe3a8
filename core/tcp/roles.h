// Which end of a connection is the client?
#ifndef TCPLADDER_CORE_TCP_ROLES_H_
#define TCPLADDER_CORE_TCP_ROLES_H_

#include <cstdint>

namespace tcpladder {

struct Roles {
  bool sender_is_client = true;
  bool known = true;  // a SYN or SYN ACK was seen; false: guessed from the ports
};

// Decides by the first captured segment of a connection: who sends a SYN is the client, who sends a
// SYN ACK the server. Otherwise the ports decide: a well-known port (below 1024) is the server's, a
// dynamic port (49152 and up, RFC 6335; Linux chooses from 32768 up) the client's. If both are of
// one kind, the lower port is the server's; if they are equal, the sender is the client.
Roles GuessRoles(uint16_t flags, uint16_t source_port, uint16_t destination_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_ROLES_H_
