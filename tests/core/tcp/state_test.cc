#include "core/tcp/state.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

TEST(EndStateTest, PacksIntoOneByte) {
  for (size_t state = 0; state < kStateNames.size(); ++state) {
    for (size_t certainty = 0; certainty < kCertaintyNames.size(); ++certainty) {
      const EndState end{static_cast<State>(state), static_cast<Certainty>(certainty)};
      EXPECT_EQ(EndState::Unpack(end.Pack()), end);
    }
  }
}

TEST(StatePathTest, BeginsBehindClosedAndListen) {
  StatePath path;
  path.Append(State::closed);
  path.Append(State::listen);
  EXPECT_EQ(path.size(), 0);
  path.Append(State::syn_received);
  path.Append(State::listen);
  EXPECT_EQ(path.size(), 2);
}

TEST(StatePathTest, AStateDoesNotFollowItself) {
  StatePath path;
  path.Append(State::syn_sent);
  path.Append(State::syn_sent);
  EXPECT_EQ(path.size(), 1);
}

TEST(StatePathTest, Withdraws) {
  StatePath path;
  path.Withdraw();
  path.Append(State::syn_sent);
  path.Append(State::established);
  path.Withdraw();
  EXPECT_EQ(path.size(), 1);
  EXPECT_EQ(path.back(), State::syn_sent);
}

TEST(StatePathTest, TheLastOfFifteenRepeats) {
  StatePath path;
  for (int i = 0; i < 20; ++i) {
    path.Append(State::fin_wait_1);
    path.Append(State::fin_wait_2);
  }
  EXPECT_EQ(path.size(), StatePath::kMax);
  EXPECT_EQ(path[0], State::fin_wait_1);
  EXPECT_EQ(path.back(), State::fin_wait_2);
}

}  // namespace
}  // namespace tcpladder
