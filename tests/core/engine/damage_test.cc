// Truth survives damage: every sample with each single segment left out in turn. Nothing may then
// be called sure that the whole capture contradicts.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "core/engine/replay.h"
#include "core/net/tcp_flags.h"
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

// Beyond this many segments of a connection, data segments are left out at wider steps.
constexpr size_t kLeftOutOneByOne = 1500;
// Of connections up to this long every pair of segments is left out as well.
constexpr size_t kLeftOutInPairs = 40;

constexpr size_t kNothing = static_cast<size_t>(-1);

std::vector<std::filesystem::path> Samples() {
  const auto project = std::filesystem::path(TCPLADDER_PROJECT);
  std::vector<std::filesystem::path> samples;
  for (const char* folder : {"samples", "tests/recordings"}) {
    for (const auto& entry : std::filesystem::directory_iterator(project / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".pcap" || extension == ".pcapng") samples.push_back(entry.path());
    }
  }
  return samples;
}

std::vector<TrackedSegment> SegmentsOf(const Engine& engine, const Connection& connection) {
  std::vector<TrackedSegment> segments;
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    segments.push_back(ToTracked(engine.segments()[i]));
    segments.back().window_shift = connection.TrackedShift(segments.back().from);
  }
  return segments;
}

// What the whole capture says of each segment's sender.
struct Sender {
  EndState state;
  bool fin_sent;
  Seq fin_seq;
};

std::vector<Sender> Whole(const std::vector<TrackedSegment>& segments) {
  std::vector<Sender> senders;
  Tracker tracker;
  for (const TrackedSegment& segment : segments) {
    tracker.Step(segment, static_cast<uint32_t>(senders.size()), nullptr);
    const TrackedEnd& end = tracker.end(segment.from);
    senders.push_back({end.now, end.fin_sent, end.fin_seq});
  }
  return senders;
}

// The sender's only FIN was left out, and nothing that is left tells of it.
bool HidesFin(const Sender& whole, const TrackedEnd& me, const TrackedEnd& peer) {
  return whole.fin_sent && !me.fin_sent && me.snd_nxt <= whole.fin_seq &&
         !(peer.acked_known && peer.acked > whole.fin_seq);
}

// The rows up to `last` as the whole capture tells them, and as the damaged one does.
std::string Told(const std::vector<TrackedSegment>& segments, const std::vector<Sender>& whole,
                 size_t left_out, size_t also, size_t last) {
  std::ostringstream text;
  Tracker tracker;
  for (size_t i = 0; i <= last; ++i) {
    const TrackedSegment& segment = segments[i];
    const bool out = i == left_out || i == also;
    if (!out) tracker.Step(segment, static_cast<uint32_t>(i), nullptr);
    text << i << (segment.from ? " server" : " client") << " flags " << segment.flags << " seq "
         << segment.seq.raw() << " ack " << segment.ack.raw() << " len " << segment.length << ": "
         << whole[i].state;
    if (out) {
      text << ", left out\n";
    } else {
      text << ", " << tracker.end(0).now << " | " << tracker.end(1).now << '\n';
    }
  }
  return text.str();
}

void ExpectNoContradiction(const std::vector<TrackedSegment>& segments,
                           const std::vector<Sender>& whole, size_t left_out,
                           size_t also = kNothing) {
  Tracker tracker;
  for (size_t i = 0; i < segments.size(); ++i) {
    if (i == left_out || i == also) continue;
    const TrackedSegment& segment = segments[i];
    tracker.Step(segment, static_cast<uint32_t>(i), nullptr);
    const TrackedEnd& me = tracker.end(segment.from);
    if (me.now.certainty != Certainty::sure || whole[i].state.certainty != Certainty::sure)
      continue;
    if (HidesFin(whole[i], me, tracker.end(1 - segment.from))) continue;
    ASSERT_EQ(me.now.state, whole[i].state.state)
        << "at row " << i << " without rows " << left_out << ' ' << also << '\n'
        << Told(segments, whole, left_out, also, i);
  }
}

// Calls `damage` with the segments of each connection of each sample and what the whole tells.
template <typename Damage>
void ForEachConnection(Damage damage) {
  const auto samples = Samples();
  ASSERT_FALSE(samples.empty());
  for (const auto& sample : samples) {
    SCOPED_TRACE(sample.filename().string());
    std::ifstream in(sample, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    Engine engine;
    engine.Push(std::as_bytes(std::span(bytes)));
    engine.Finish();
    for (size_t c = 0; c < engine.connections().size(); ++c) {
      SCOPED_TRACE(c);
      const auto segments = SegmentsOf(engine, engine.connections()[c]);
      damage(segments, Whole(segments));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(DamageTest, EachSegmentOfEachSampleLeftOut) {
  size_t runs = 0;
  ForEachConnection([&](const auto& segments, const auto& whole) {
    const size_t step = segments.size() / kLeftOutOneByOne + 1;
    for (size_t left_out = 0; left_out < segments.size(); ++left_out) {
      const bool control = segments[left_out].flags & (kSyn | kFin | kRst);
      if (!control && left_out % step != 0) continue;
      ExpectNoContradiction(segments, whole, left_out);
      if (testing::Test::HasFatalFailure()) return;
      ++runs;
    }
  });
  EXPECT_GT(runs, 500u);
}

TEST(DamageTest, EachPairOfSegmentsOfShortConnectionsLeftOut) {
  size_t runs = 0;
  ForEachConnection([&](const auto& segments, const auto& whole) {
    if (segments.size() > kLeftOutInPairs) return;
    for (size_t first = 0; first < segments.size(); ++first) {
      for (size_t second = first + 1; second < segments.size(); ++second) {
        ExpectNoContradiction(segments, whole, first, second);
        if (testing::Test::HasFatalFailure()) return;
        ++runs;
      }
    }
  });
  EXPECT_GT(runs, 4000u);
}

}  // namespace
}  // namespace tcpladder
