// Bytes are found in the segment and across segments, in whatever order these came.

#include "core/payload/payload_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/core/payload/payload_capture.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PayloadMatchTable Find(const Bytes& file, std::string_view text, size_t chunk = 0) {
  Engine engine;
  engine.Push(file);
  engine.Finish();
  PayloadSearch search(engine, std::as_bytes(std::span(text.data(), text.size())));
  const std::span<const std::byte> bytes = file;
  if (chunk == 0) chunk = bytes.size();
  bool more = true;
  for (size_t at = 0; at < bytes.size() && more; at += chunk) {
    more = search.Push(bytes.subspan(at, std::min(chunk, bytes.size() - at)));
  }
  if (more) search.Finish();
  return search.Take();
}

TEST(PayloadSearch, FindsTheSegment) {
  const auto found = Find(Opened().Client(0, "hello").Server(0, "well met").File(), "met");
  EXPECT_THAT(found.connection, ElementsAre(0));
  EXPECT_THAT(found.end, ElementsAre(1));
  EXPECT_THAT(found.row, ElementsAre(4));
  EXPECT_THAT(found.from, ElementsAre(5));
  EXPECT_EQ(found.incomplete, 0);
}

TEST(PayloadSearch, FindsNothingThatIsNotThere) {
  const Bytes file = Opened().Client(0, "over").Server(0, "time").File();
  EXPECT_THAT(Find(file, "meet").connection, IsEmpty());
  EXPECT_THAT(Find(file, "").connection, IsEmpty());
  // The end of one direction and the beginning of the other are no text.
  EXPECT_THAT(Find(file, "overtime").connection, IsEmpty());
}

TEST(PayloadSearch, FindsWhatCrossesSegments) {
  const auto found =
      Find(Opened().Client(0, "a ne").Client(4, "e").Client(5, "dle").File(), "needle");
  EXPECT_THAT(found.row, ElementsAre(3));
  EXPECT_THAT(found.from, ElementsAre(2));
}

TEST(PayloadSearch, FindsWhatCrossesSegmentsInAnyOrder) {
  const Bytes file = Opened().Client(5, "dle").Client(0, "a ne").Client(4, "e").File();
  const auto found = Find(file, "needle");
  EXPECT_THAT(found.row, ElementsAre(4));
  EXPECT_THAT(found.from, ElementsAre(2));
  for (const size_t chunk : {size_t{1}, size_t{7}, size_t{100}})
    EXPECT_EQ(Find(file, "needle", chunk).row, found.row);
}

TEST(PayloadSearch, DoesNotJoinAcrossAHole) {
  EXPECT_THAT(Find(Opened().Client(0, "nee").Client(4, "dle").File(), "needle").row, IsEmpty());
}

TEST(PayloadSearch, LooksAtRepeatedBytesOnce) {
  // A receiver keeps "nee"; what comes again is not put behind it.
  const auto file = Opened().Client(0, "nee").Client(0, "dle").File();
  EXPECT_THAT(Find(file, "needle").row, IsEmpty());
  EXPECT_THAT(Find(file, "dle").row, IsEmpty());
}

TEST(PayloadSearch, FindsInBytesOfAnyValue) {
  const std::string wanted("\x00\xff\x0d\x0a", 4);
  EXPECT_THAT(Find(Opened().Client(0, "abc" + wanted).File(), wanted).from, ElementsAre(3));
}

TEST(PayloadSearch, FindsOneMatchInEachConnection) {
  PcapWriter writer;
  std::vector<PayloadCapture> talks;
  for (uint16_t i = 0; i < 3; ++i) {
    talks.push_back(Opened(static_cast<uint16_t>(40000 + i)));
    talks.back().Client(0, i == 1 ? "nothing" : "a needle").Client(8, "a needle");
  }
  // Interleaved, so that several connections are followed at once.
  for (size_t k = 0; k < talks[0].frames().size(); ++k) {
    for (const PayloadCapture& talk : talks)
      writer.Frame(static_cast<int64_t>(k) * 1000, talk.frames()[k]);
  }
  const auto found = Find(writer.file(), "needle");
  EXPECT_THAT(found.connection, ElementsAre(0, 2, 1));
  EXPECT_THAT(found.row, ElementsAre(3, 3, 4));
}

TEST(PayloadSearch, SaysWhereItFollowedLess) {
  PayloadCapture capture = Opened();
  for (uint32_t i = 0; i < 70; ++i) capture.Client(10 * i + 5, "x");
  EXPECT_EQ(Find(capture.File(), "needle").incomplete, 1);
}

// Against a search in the whole stream.
TEST(StreamMatcher, FindsTheSameInPiecesOfAnyOrder) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::string stream(60, 'a');
    for (char& letter : stream) letter = static_cast<char>('a' + random() % 2);
    std::string wanted(2 + random() % 7, 'a');
    for (char& letter : wanted) letter = static_cast<char>('a' + random() % 2);
    std::vector<std::pair<size_t, size_t>> pieces;
    for (size_t at = 0; at < stream.size();) {
      const size_t size = std::min<size_t>(1 + random() % 9, stream.size() - at);
      pieces.emplace_back(at, size);
      at += size;
    }
    std::shuffle(pieces.begin(), pieces.end(), random);
    const BytePattern pattern(std::as_bytes(std::span(wanted)));
    StreamMatcher matcher;
    bool found = false;
    for (const auto& [at, size] : pieces) {
      const auto piece = std::as_bytes(std::span(stream)).subspan(at, size);
      const auto match = matcher.Take(pattern, static_cast<int64_t>(at), piece);
      if (!match) continue;
      found = true;
      EXPECT_EQ(stream.compare(static_cast<size_t>(*match), wanted.size(), wanted), 0);
      break;
    }
    EXPECT_EQ(found, stream.find(wanted) != std::string::npos) << stream << ' ' << wanted;
  }
}

}  // namespace
}  // namespace tcpladder::test
