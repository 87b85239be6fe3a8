// Which end of a connection is the client?
#ifndef TCPLADDER_CORE_TCP_ROLES_H_
#define TCPLADDER_CORE_TCP_ROLES_H_

#include <cstdint>

namespace tcpladder {

struct Roles {
  bool sender_is_client = true;
  bool known = true;  // a SYN or a SYN ACK tells; false: the ports were weighed
};

// Judges by the first segment captured of a connection: who sends a SYN is the client, who sends a
// SYN ACK the server. Otherwise the ports decide: a well-known port (below 1024) is a server's, a
// port of the dynamic range (49152 and up, RFC 6335; Linux chooses from 32768 up) a client's, and
// where both look alike the lower one is the server's. Equal ports: the first sender.
Roles GuessRoles(uint16_t flags, uint16_t source_port, uint16_t destination_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_ROLES_H_
