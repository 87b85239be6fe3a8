#include "core/tcp/roles.h"

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

// How likely a port is to be ephemeral; higher is likelier.
int Transience(uint16_t port) {
  if (port < 1024) return 0;
  if (port < 32768) return 1;
  return port < 49152 ? 2 : 3;
}

}  // namespace

Roles GuessRoles(uint16_t flags, uint16_t source_port, uint16_t destination_port) {
  if ((flags & kSyn) && !(flags & kRst)) return {(flags & kAck) == 0, true};
  const int source = Transience(source_port), destination = Transience(destination_port);
  if (source != destination) return {source > destination, false};
  return {source_port >= destination_port, false};
}

}  // namespace tcpladder
