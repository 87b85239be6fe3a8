#include "core/tcp/roles.h"

#include <gtest/gtest.h>

#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

struct RoleCase {
  int flags;
  uint16_t source, destination;
  bool sender_is_client, known;
};

class GuessRolesTest : public testing::TestWithParam<RoleCase> {};

TEST_P(GuessRolesTest, Judges) {
  const RoleCase& c = GetParam();
  const Roles roles = GuessRoles(static_cast<uint16_t>(c.flags), c.source, c.destination);
  EXPECT_EQ(roles.sender_is_client, c.sender_is_client);
  EXPECT_EQ(roles.known, c.known);
}

INSTANTIATE_TEST_SUITE_P(
    Ports, GuessRolesTest,
    testing::Values(
        RoleCase{kSyn, 80, 50000, true, true},  // a SYN outweighs every port
        RoleCase{kSyn | kAck, 50000, 80, false, true},
        RoleCase{kSyn | kRst, 443, 50000, false, false},  // no opening at all
        RoleCase{kAck, 50000, 443, true, false}, RoleCase{kAck, 443, 50000, false, false},
        RoleCase{kAck, 8080, 40000, false, false}, RoleCase{kAck, 40000, 8080, true, false},
        RoleCase{kRst, 22, 1025, false, false}, RoleCase{kAck, 40000, 50000, false, false},
        RoleCase{kAck, 60001, 60000, true, false}, RoleCase{kAck, 20, 21, false, false},
        RoleCase{kAck, 6000, 6000, true, false}));

}  // namespace
}  // namespace tcpladder
