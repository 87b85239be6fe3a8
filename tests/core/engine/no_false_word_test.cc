// Nothing that the engine says of a connection is known to be false: random conversations between
// simulated stacks, with loss, forged segments and resets that are refused, against what the
// simulation knows of them.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

#include "core/engine/outcome.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "tests/core/engine/talk_capture.h"
#include "tests/support/simulated_stacks.h"

namespace tcpladder {
namespace {

constexpr uint16_t kClientPort = 40000;

SimulationOptions RandomTalk(uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](uint32_t n) { return static_cast<int>(random() % n); };
  SimulationOptions options;
  options.delay_ms = {1 + below(40), 1 + below(40)};
  options.delayed_acks = below(2) == 0;
  options.simultaneous_open = below(8) == 0;
  options.bytes = {static_cast<uint32_t>(below(4) * 150), static_cast<uint32_t>(below(4) * 250)};
  const int first = 300 + below(200);
  const std::array<std::array<int, 2>, 5> closes{
      {{first, -1}, {-1, first}, {first, first + below(60)}, {first, first + 400}, {-1, -1}}};
  options.close_ms = closes[static_cast<size_t>(below(5))];
  if (below(3) == 0) options.half_close_bytes = 100 * below(5);
  if (below(5) == 0) {
    options.abort_ms = 100 + below(600);
    options.aborter = below(2);
  }
  options.loss_behind_percent = below(3) * 6;
  options.forged_percent = below(3) * 8;
  return options;
}

test::Bytes FileOf(const std::vector<Witnessed>& capture) {
  test::PcapWriter writer;
  uint16_t identification = 0;
  for (const Witnessed& witnessed : capture) {
    const TrackedSegment& s = witnessed.segment;
    test::TcpFields fields;
    fields.source_port = s.from == 0 ? kClientPort : 80;
    fields.destination_port = s.from == 0 ? 80 : kClientPort;
    fields.seq = s.seq.raw();
    fields.ack = s.ack.raw();
    fields.flags = s.flags;
    fields.window = s.window;
    fields.payload = test::Bytes::Zeros(s.length);
    test::Ipv4Fields ip;
    if (s.from == 1) std::swap(ip.source, ip.destination);
    ip.identification = ++identification;
    writer.Frame(test::kStartNs + s.time_ns, test::Ethernet(0x0800, Ipv4(ip, Tcp(fields))));
  }
  return writer.file();
}

class NoFalseWordTest : public testing::TestWithParam<uint32_t> {
 protected:
  static constexpr uint32_t kTalksEach = 150;

  void SetUp() override {
    for (uint32_t i = 0; i < kTalksEach; ++i) {
      seed_ = GetParam() * kTalksEach + i;
      Simulation simulation(RandomTalk(seed_), seed_);
      simulation.Run();
      Engine engine;
      test::RunEngine(engine, FileOf(simulation.capture()));
      // A forged SYN may begin a connection of its own, of which nothing is known; and where the
      // SYNs cross, either end may be the client.
      const bool known = engine.connections().size() == 1 &&
                         engine.EndsOf(engine.connections()[0]).ports[0] == kClientPort;
      if (known) Judge(simulation, engine);
      judged_ += known ? 1 : 0;
    }
    EXPECT_GT(judged_, kTalksEach / 2);
  }

  // Whether a reset that bears the name of `end` was sent by it, or closed the other one.
  static bool Reset(const std::vector<Witnessed>& capture, size_t end) {
    for (const Witnessed& each : capture) {
      const bool reset = (each.segment.flags & kRst) && each.segment.from == end;
      if (reset && (!each.forged || each.fate == Fate::taken)) return true;
    }
    return false;
  }

  // Whether the reset of `row`, or another one of the same end, closed its receiver, or may have.
  // Where bytes before it were lost its receiver asks back and its sender repeats it: which of them
  // counted shows nowhere.
  static bool Closes(const std::vector<Witnessed>& capture, uint32_t row) {
    for (const Witnessed& each : capture) {
      const bool reset = each.segment.flags & kRst;
      if (!reset || each.segment.from != capture[row].segment.from) continue;
      if (each.fate != Fate::refused) return true;
    }
    return false;
  }

  static bool Went(const Simulation& simulation, size_t end, State state) {
    for (const State each : simulation.path(end)) {
      if (each == state) return true;
    }
    return false;
  }

  void Judge(const Simulation& simulation, const Engine& engine) const {
    SCOPED_TRACE(seed_);
    JudgeOutcome(simulation, engine);
    JudgeRows(simulation, engine);
    JudgeEvents(simulation, engine);
  }

  static void JudgeOutcome(const Simulation& simulation, const Engine& engine) {
    const Verdict verdict = VerdictOf(engine, 0);
    const auto& capture = simulation.capture();
    switch (verdict.outcome) {
      case Outcome::closed_by_client:
        EXPECT_TRUE(Went(simulation, 0, State::fin_wait_1));
        EXPECT_TRUE(simulation.fin_sent(1));
        break;
      case Outcome::closed_by_server:
        EXPECT_TRUE(Went(simulation, 1, State::fin_wait_1));
        EXPECT_TRUE(simulation.fin_sent(0));
        break;
      case Outcome::closed_together:
        EXPECT_TRUE(Went(simulation, 0, State::fin_wait_1) &&
                    Went(simulation, 1, State::fin_wait_1));
        break;
      case Outcome::half_closed_by_client:
        EXPECT_TRUE(simulation.fin_sent(0));
        break;
      case Outcome::half_closed_by_server:
        EXPECT_TRUE(simulation.fin_sent(1));
        break;
      case Outcome::reset_by_client:
        EXPECT_TRUE(Reset(capture, 0));
        break;
      case Outcome::reset_by_server:
      case Outcome::refused:
        EXPECT_TRUE(Reset(capture, 1));
        break;
      case Outcome::half_open:
        EXPECT_FALSE(Went(simulation, 1, State::established));
        break;
      default:
        break;
    }
  }

  static void JudgeRows(const Simulation& simulation, const Engine& engine) {
    const VerdictTable table = TableOfVerdict(engine, 0, TableOfSegments(engine, 0));
    const auto& capture = simulation.capture();
    if (table.taken_reset != kNone) {
      EXPECT_TRUE(Closes(capture, table.taken_reset)) << "row " << table.taken_reset;
    }
    for (size_t end = 0; end < 2; ++end) {
      if (table.fin[end] != kNone) {
        EXPECT_TRUE(simulation.fin_sent(end));
      }
    }
  }

  static void JudgeEvents(const Simulation& simulation, const Engine& engine) {
    const EventTable table = TableOfEvents(engine, 0);
    const auto& capture = simulation.capture();
    for (size_t i = 0; i < table.count; ++i) {
      const Witnessed& about = capture[table.row[i]];
      const auto later = static_cast<int64_t>(table.args[4 * i + 3]);
      switch (static_cast<EventId>(table.id[i])) {
        case EventId::rst_outside:
          EXPECT_NE(about.fate, Fate::taken) << "row " << table.row[i];
          break;
        case EventId::seq_ahead:
          // Bytes that come later were missing at the receiver.
          if (later >= 0 &&
              capture[static_cast<size_t>(later)].segment.from == about.segment.from) {
            EXPECT_NE(about.fate, Fate::in_order) << "row " << table.row[i];
          }
          break;
        case EventId::acks_uncaptured:
          ADD_FAILURE() << "all was captured, but row " << table.row[i];
          break;
        default:
          break;
      }
    }
  }

 private:
  uint32_t seed_ = 0, judged_ = 0;
};

TEST_P(NoFalseWordTest, IsSaidOfRandomConversations) { SUCCEED(); }

INSTANTIATE_TEST_SUITE_P(Seeds, NoFalseWordTest, testing::Range(0U, 8U));

}  // namespace
}  // namespace tcpladder
