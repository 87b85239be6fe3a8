// The tracker against ends whose states are known: thousands of conversations between simulated
// stacks, with loss before and behind the capture point, each also with every single segment left
// out in turn.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/net/tcp_flags.h"
#include "tests/core/tcp/talk.h"
#include "tests/support/cases.h"
#include "tests/support/simulated_stacks.h"

namespace tcpladder {
namespace {

constexpr size_t kNothing = static_cast<size_t>(-1);

struct Contradiction {
  size_t row = kNothing;
  std::string text;
};

std::string Describe(const Witnessed& witnessed, const EndState& ours) {
  const TrackedSegment& s = witnessed.segment;
  std::ostringstream out;
  out << (s.from ? "server" : "client") << " flags " << s.flags << " seq " << s.seq.raw() << " ack "
      << s.ack.raw() << " len " << s.length << ": "
      << kStateNames[static_cast<size_t>(witnessed.sender)] << ", tracked " << ours;
  return out.str();
}

// True where the sender's FIN was lost before the capture point, and nothing captured tells of it.
bool HidesFin(const Witnessed& witnessed, const Tracker& tracker) {
  const TrackedEnd& me = tracker.end(witnessed.segment.from);
  const TrackedEnd& peer = tracker.end(1 - witnessed.segment.from);
  return witnessed.fin_sent && !me.fin_sent && me.snd_nxt <= witnessed.fin_seq &&
         !(peer.acked_known && peer.acked > witnessed.fin_seq);
}

// The first segment whose sender is said to be surely in a state it was not in; where a segment is
// left out, in another state than the whole capture is sure of.
Contradiction FirstContradiction(const std::vector<Witnessed>& capture, Tracker* tracker,
                                 size_t left_out = kNothing,
                                 const std::vector<EndState>* whole = nullptr) {
  Contradiction found;
  std::array<bool, 2> first_fin{};
  for (size_t i = 0; i < capture.size(); ++i) {
    if (i == left_out) continue;
    const TrackedSegment& segment = capture[i].segment;
    tracker->Step(segment, static_cast<uint32_t>(i), nullptr);
    const EndState& ours = tracker->end(segment.from).now;
    if (HidesFin(capture[i], *tracker)) continue;
    if (capture[i].first_fin) first_fin[segment.from] = true;
    // A repeated FIN that acknowledges the peer's looks like a second FIN without the first copy.
    if (!first_fin[segment.from] && capture[i].sender == State::closing &&
        ours.state == State::last_ack) {
      continue;
    }
    const bool known = !whole || (*whole)[i].certainty == Certainty::sure;
    if (ours.certainty == Certainty::sure && known && ours.state != capture[i].sender) {
      if (found.row == kNothing) found = {i, Describe(capture[i], ours)};
    }
  }
  return found;
}

// FIN-WAIT-2 may be passed within one segment, and the end of TIME-WAIT is not to be seen.
std::string Folded(const std::vector<State>& path) {
  std::string text;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == State::closed && i > 0 && path[i - 1] == State::time_wait) break;
    if (path[i] == State::fin_wait_2 && i + 1 < path.size() && path[i + 1] == State::time_wait) {
      continue;
    }
    text += std::string(kStateNames[static_cast<size_t>(path[i])]) + ' ';
  }
  return text;
}

std::string Folded(const StatePath& path) {
  std::vector<State> states;
  for (int i = 0; i < path.size(); ++i) states.push_back(path[i]);
  return Folded(states);
}

std::string Dump(const std::vector<Witnessed>& capture) {
  std::string text;
  for (const Witnessed& witnessed : capture) {
    text += Describe(witnessed, {}) + '\n';
  }
  return text;
}

SimulationOptions RandomOptions(uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](uint32_t n) { return static_cast<int>(random() % n); };
  SimulationOptions options;
  options.delay_ms = {1 + below(40), 1 + below(40)};
  options.delayed_acks = below(2) == 0;
  options.simultaneous_open = below(8) == 0;
  options.bytes = {static_cast<uint32_t>(below(4) * 150), static_cast<uint32_t>(below(4) * 250)};
  const int first = 300 + below(200);
  switch (below(4)) {
    case 0:
      options.close_ms = {first, -1};
      break;
    case 1:
      options.close_ms = {-1, first};
      break;
    case 2:
      options.close_ms = {first, first + below(60)};
      break;
    default:
      options.close_ms = {first, first + 400};
  }
  if (below(3) == 0) options.half_close_bytes = 100 * below(5);
  if (below(6) == 0) {
    options.abort_ms = 250 + below(500);
    options.aborter = below(2);
  }
  return options;
}

class TrackerTruth : public testing::Test {
 protected:
  static constexpr uint32_t kConversations = test::Cases(10000);

  // How many ends of conversations without loss get a wrong path when `refile` has put their
  // segments into another order, or doubled some.
  template <typename Refile>
  static uint32_t WrongPaths(Refile refile) {
    uint32_t wrong = 0;
    for (uint32_t seed = 0; seed < kConversations; ++seed) {
      SimulationOptions options = RandomOptions(seed);
      options.abort_ms = -1;
      Simulation simulation(options, seed);
      simulation.Run();
      std::mt19937 random(seed);
      Tracker tracker;
      FirstContradiction(refile(simulation.capture(), random), &tracker);
      wrong += WrongEnds(simulation, tracker);
    }
    return wrong;
  }

  static uint32_t WrongEnds(const Simulation& simulation, const Tracker& tracker) {
    uint32_t wrong = 0;
    for (size_t end = 0; end < 2; ++end) {
      const StatePath path = tracker.SettledPath(end, 10'000'000'000);
      if (Folded(path) != Folded(simulation.path(end))) ++wrong;
    }
    return wrong;
  }
};

using Capture = std::vector<Witnessed>;

TEST_F(TrackerTruth, EverySegmentSeenTwiceChangesNothing) {
  EXPECT_EQ(WrongPaths([](const Capture& capture, std::mt19937&) {
              Capture twice;
              for (const Witnessed& witnessed : capture) twice.insert(twice.end(), 2, witnessed);
              return twice;
            }),
            0u);
}

TEST_F(TrackerTruth, CopiesFiledLateChangeHardlyAnything) {
  EXPECT_LE(WrongPaths([](const Capture& capture, std::mt19937& random) {
              Capture copied;
              for (size_t i = 0; i < capture.size(); ++i) {
                copied.push_back(capture[i]);
                if (i >= 2 && random() % 4 == 0) copied.push_back(capture[i - random() % 3]);
              }
              return copied;
            }),
            kConversations / 100);
}

TEST_F(TrackerTruth, SegmentsFiledInTheWrongOrderChangeHardlyAnything) {
  EXPECT_LE(WrongPaths([](const Capture& capture, std::mt19937& random) {
              Capture swapped = capture;
              for (size_t i = 0; i + 1 < swapped.size(); ++i) {
                if (random() % 4 == 0) {
                  std::swap(swapped[i], swapped[i + 1]);
                  ++i;
                }
              }
              return swapped;
            }),
            2 * kConversations / 100);
}

TEST_F(TrackerTruth, TheAudienceMakesNoDifference) {
  for (uint32_t seed = 0; seed < kConversations / 4; ++seed) {
    SimulationOptions options = RandomOptions(seed);
    options.loss_behind_percent = static_cast<int>(seed % 5);
    options.loss_before_percent = static_cast<int>(seed / 5 % 5);
    Simulation simulation(options, seed);
    simulation.Run();
    Tracker silent, spoken;
    Events events;
    uint32_t row = 0;
    for (const Witnessed& witnessed : simulation.capture()) {
      silent.Step(witnessed.segment, row, nullptr);
      spoken.Step(witnessed.segment, row++, &events);
      for (size_t end = 0; end < 2; ++end) {
        const TrackedEnd& a = silent.end(end);
        const TrackedEnd& b = spoken.end(end);
        ASSERT_EQ(a.now, b.now) << "seed " << seed << " row " << row;
        ASSERT_EQ(a.snd_nxt, b.snd_nxt);
        ASSERT_EQ(a.rcv_nxt, b.rcv_nxt);
        ASSERT_EQ(a.acked, b.acked);
        ASSERT_EQ(TextOf(a.path), TextOf(b.path));
      }
    }
  }
}

TEST_F(TrackerTruth, WithoutLossEveryPathIsTheTrueOne) {
  for (uint32_t seed = 0; seed < kConversations; ++seed) {
    SimulationOptions options = RandomOptions(seed);
    // What a reset crossed had arrived or not: that leaves no trace.
    options.abort_ms = -1;
    Simulation simulation(options, seed);
    simulation.Run();
    Tracker tracker;
    const Contradiction found = FirstContradiction(simulation.capture(), &tracker);
    ASSERT_EQ(found.row, kNothing) << "seed " << seed << ' ' << found.text << '\n'
                                   << Dump(simulation.capture());
    for (size_t end = 0; end < 2; ++end) {
      ASSERT_EQ(Folded(tracker.SettledPath(end, 0)), Folded(simulation.path(end)))
          << "seed " << seed << " end " << end << '\n'
          << Dump(simulation.capture());
    }
  }
}

// Loss behind the capture point looks like arrival until what follows refutes it. Where nothing
// does, a crossing of two close events may be told in the wrong order: one path in a thousand.
TEST_F(TrackerTruth, UnderLossBehindTheCapturePointThePathsAreTrueBut) {
  uint32_t wrong = 0;
  for (uint32_t seed = 0; seed < kConversations; ++seed) {
    SimulationOptions options = RandomOptions(seed);
    options.abort_ms = -1;
    options.loss_behind_percent = 4 + static_cast<int>(seed % 8);
    Simulation simulation(options, seed);
    simulation.Run();
    Tracker tracker;
    FirstContradiction(simulation.capture(), &tracker);
    wrong += WrongEnds(simulation, tracker);
  }
  EXPECT_LE(wrong, 2 * kConversations / 1000);
}

TEST_F(TrackerTruth, NothingSureIsEverWrongUnderLoss) {
  for (uint32_t seed = 0; seed < kConversations; ++seed) {
    SimulationOptions options = RandomOptions(seed);
    options.loss_before_percent = static_cast<int>(seed % 3) * 6;
    options.loss_behind_percent = static_cast<int>(seed / 3 % 3) * 6;
    Simulation simulation(options, seed);
    simulation.Run();
    Tracker tracker;
    const Contradiction found = FirstContradiction(simulation.capture(), &tracker);
    ASSERT_EQ(found.row, kNothing) << "seed " << seed << ' ' << found.text << '\n'
                                   << Dump(simulation.capture());
  }
}

TEST_F(TrackerTruth, NothingSureIsEverWrongWithASegmentMissing) {
  for (uint32_t seed = 0; seed < kConversations / 4; ++seed) {
    SimulationOptions options = RandomOptions(seed);
    options.loss_behind_percent = static_cast<int>(seed % 3) * 5;
    Simulation simulation(options, seed);
    simulation.Run();
    std::vector<EndState> whole;
    Tracker undamaged;
    for (const Witnessed& witnessed : simulation.capture()) {
      undamaged.Step(witnessed.segment, static_cast<uint32_t>(whole.size()), nullptr);
      whole.push_back(undamaged.end(witnessed.segment.from).now);
    }
    for (size_t left_out = 0; left_out < simulation.capture().size(); ++left_out) {
      Tracker tracker;
      const Contradiction found =
          FirstContradiction(simulation.capture(), &tracker, left_out, &whole);
      ASSERT_EQ(found.row, kNothing)
          << "seed " << seed << " without row " << left_out << ' ' << found.text << '\n'
          << Dump(simulation.capture());
    }
  }
}

}  // namespace
}  // namespace tcpladder
