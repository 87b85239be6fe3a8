#include "core/tcp/state_changes.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

TEST(StateChangesTest, OwnSegmentsFollowTheLinesOfTheFigure) {
  EXPECT_TRUE(Follows(State::closed, State::syn_sent));
  EXPECT_TRUE(Follows(State::fin_wait_1, State::time_wait));
  EXPECT_TRUE(Follows(State::last_ack, State::closed));
  EXPECT_FALSE(Follows(State::close_wait, State::established));
  EXPECT_FALSE(Follows(State::established, State::syn_sent));
}

TEST(StateChangesTest, ResetsAndUnseenStatesFollowToo) {
  EXPECT_TRUE(Follows(State::established, State::closed));
  EXPECT_TRUE(Follows(State::established, State::last_ack));
}

TEST(StateChangesTest, CallOfTheApplicationProvesNothing) {
  EXPECT_FALSE(Follows(State::listen, State::syn_sent));
  EXPECT_FALSE(Follows(State::closed, State::listen));
}

}  // namespace
}  // namespace tcpladder
