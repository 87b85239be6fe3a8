// Several files: which of them are pieces of one capture?
#include "core/file_set/file_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;

constexpr int64_t kSecond = 1'000'000'000;
constexpr int64_t kStart = 1'700'000'000 * kSecond;

// Frames at these seconds.
CaptureSpan Reading(const std::vector<double>& seconds, uint32_t link_type = 1, size_t chunk = 0) {
  PcapWriter writer({.magic = 0xa1b23c4d, .link_type = link_type, .nanoseconds = true});
  for (const double at : seconds) {
    writer.Frame(kStart + static_cast<int64_t>(at * 1e9), TcpFrame());
  }
  const Bytes file = writer.file();
  CaptureSpanReader reader;
  std::span<const std::byte> rest = file;
  while (!rest.empty()) {
    const size_t size = chunk == 0 ? rest.size() : std::min(chunk, rest.size());
    reader.Push(rest.first(size));
    rest = rest.subspan(size);
  }
  reader.Finish();
  return reader.span();
}

FileSet SetOf(const std::vector<CaptureSpan>& files) { return FileSetOf(files); }

TEST(CaptureSpan, IsFromTheLeastToTheGreatestTime) {
  const CaptureSpan span = Reading({5, 3, 9, 8});
  EXPECT_EQ(span.packets, 4u);
  EXPECT_EQ(span.first_ns, kStart + 3 * kSecond);
  EXPECT_EQ(span.last_ns, kStart + 9 * kSecond);
  EXPECT_EQ(span.link_type, 1);
  EXPECT_FALSE(span.refused);
}

TEST(CaptureSpan, IsTheSameInAnyChunks) {
  const CaptureSpan whole = Reading({1, 2, 3}), cut = Reading({1, 2, 3}, 1, 7);
  EXPECT_EQ(whole.digest, cut.digest);
  EXPECT_EQ(whole.packets, cut.packets);
}

TEST(CaptureSpan, OfWhatIsNoCaptureIsRefused) {
  CaptureSpanReader reader;
  reader.Push(std::as_bytes(std::span("no capture at all")));
  reader.Finish();
  EXPECT_TRUE(reader.span().refused);
  EXPECT_FALSE(reader.span().has_time());
}

TEST(FileSet, PiecesAreOrderedByTimeAndGapsNamed) {
  const FileSet set = SetOf({Reading({20, 30}), Reading({0, 9}), Reading({9.5, 19})});
  EXPECT_EQ(set.relation, FileRelation::pieces);
  EXPECT_THAT(set.order, ElementsAre(1, 2, 0));
  EXPECT_THAT(set.gaps_ns, ElementsAre(kSecond / 2, kSecond));
}

TEST(FileSet, PiecesMayBeALittleOutOfOrderWhereTheyMeet) {
  const auto relation = [](double begin) {
    return SetOf({Reading({0, 10}), Reading({begin, 20})}).relation;
  };
  EXPECT_EQ(relation(9.992), FileRelation::pieces);
  EXPECT_EQ(relation(9.98), FileRelation::overlapping);
}

TEST(FileSet, ShortCapturesOfOneTimeAreNoPieces) {
  const FileSet set = SetOf({Reading({0, 0.004}), Reading({0.001, 0.005})});
  EXPECT_EQ(set.relation, FileRelation::overlapping);
  EXPECT_THAT(set.gaps_ns, ElementsAre(-3'000'000));
}

TEST(FileSet, OneInsideOfAnotherOverlapsWhateverCameBetween) {
  EXPECT_EQ(SetOf({Reading({0, 100}), Reading({10, 20}), Reading({30, 40})}).relation,
            FileRelation::overlapping);
}

TEST(FileSet, FarApartOrOfAnotherLinkAreDifferentCaptures) {
  EXPECT_EQ(SetOf({Reading({0, 10}), Reading({75, 80})}).relation, FileRelation::apart);
  EXPECT_EQ(SetOf({Reading({0, 10}), Reading({70, 80})}).relation, FileRelation::pieces);
  EXPECT_EQ(SetOf({Reading({0, 100}), Reading({199, 210})}).relation, FileRelation::pieces);
  EXPECT_EQ(SetOf({Reading({0, 10}), Reading({11, 12}, 101)}).relation, FileRelation::apart);
}

TEST(FileSet, TheSameCaptureTwiceIsToldFromOneOfTheSameTime) {
  EXPECT_EQ(SetOf({Reading({0, 1, 2}), Reading({0, 1, 2})}).relation, FileRelation::copies);
  EXPECT_EQ(SetOf({Reading({0, 1, 2}), Reading({0, 1.5, 2})}).relation, FileRelation::overlapping);
}

// Data segments by their number, each at a second of the clock; numbers from `base` on.
CaptureSpan ReadingData(const std::vector<std::pair<int, double>>& segments, uint32_t base = 1000,
                        char fill = 'x') {
  PcapWriter writer({.magic = 0xa1b23c4d, .link_type = 1, .nanoseconds = true});
  for (const auto& [number, at] : segments) {
    Bytes payload;
    for (int i = 0; i < 20; ++i) payload.U8(static_cast<uint8_t>(fill + (number >> i & 1)));
    const auto seq = base + static_cast<uint32_t>(number) * 20;
    writer.Frame(kStart + static_cast<int64_t>(at * 1e9),
                 TcpFrame({.seq = seq, .data_offset = {}, .payload = payload}));
  }
  CaptureSpanReader reader;
  reader.Push(writer.file());
  reader.Finish();
  return reader.span();
}

TEST(FileSet, TwoTapsHoldTheSameSegmentsAtOtherMoments) {
  const CaptureSpan first = ReadingData({{1, 0}, {2, 1}, {3, 2}, {4, 3}});
  const CaptureSpan lossy = ReadingData({{1, 0.01}, {2, 1.02}, {4, 3.01}});
  EXPECT_EQ(SetOf({first, lossy}).relation, FileRelation::taps);
  EXPECT_THAT(SetOf({lossy, first}).taps, ElementsAre(1, 0)) << "by time; the first given is 0";
  const CaptureSpan clock_off_by_hours = ReadingData({{2, 9001}, {3, 9002.01}, {4, 9003}});
  EXPECT_EQ(SetOf({clock_off_by_hours, first}).relation, FileRelation::taps);
  const CaptureSpan renumbered = ReadingData({{1, 0.01}, {2, 1.02}, {3, 2.01}}, 777);
  EXPECT_EQ(SetOf({first, renumbered}).relation, FileRelation::taps);
}

TEST(FileSet, OtherSegmentsOrTheSameMomentsAreNoTwoTaps) {
  const CaptureSpan first = ReadingData({{1, 0}, {2, 1}, {3, 2}, {4, 3}});
  const CaptureSpan others = ReadingData({{1, 0.5}, {2, 1.5}, {3, 2.5}}, 5000, 'A');
  EXPECT_EQ(SetOf({first, others}).relation, FileRelation::overlapping);
  const CaptureSpan part = ReadingData({{1, 0}, {2, 1}, {3, 2}});
  EXPECT_EQ(SetOf({first, part}).relation, FileRelation::overlapping);
  const CaptureSpan moved = ReadingData({{1, 9000}, {2, 9001}, {3, 9002}, {4, 9003}});
  EXPECT_EQ(SetOf({first, moved}).relation, FileRelation::apart);
}

TEST(FileSet, PiecesThatShareARetransmissionStayPieces) {
  std::vector<std::pair<int, double>> before, after;
  for (int i = 0; i < 40; ++i) before.push_back({i, i * 0.1});
  after.push_back({39, 4.3});
  for (int i = 40; i < 80; ++i) after.push_back({i, 4.4 + i * 0.01});
  EXPECT_EQ(SetOf({ReadingData(before), ReadingData(after)}).relation, FileRelation::pieces);
}

TEST(FileSet, SamplesOfLargeCapturesStayComparable) {
  std::vector<std::pair<int, double>> all, late;
  for (int i = 0; i < 5000; ++i) all.push_back({i, i * 0.001});
  for (int i = 2500; i < 5000; ++i) late.push_back({i, 100 + i * 0.001 + i % 3 * 1e-5});
  EXPECT_EQ(SetOf({ReadingData(all), ReadingData(late)}).relation, FileRelation::taps);
}

// Segments `from` to `to`, one each 100 ms; at the other place 5 ms later, the odd ones 7 ms.
CaptureSpan ReadingPiece(int from, int to, bool second, double clock = 0) {
  std::vector<std::pair<int, double>> segments;
  for (int i = from; i < to; ++i) {
    segments.push_back({i, clock + i * 0.1 + (second ? 0.005 + i % 2 * 0.002 : 0)});
  }
  return ReadingData(segments);
}

TEST(FileSet, TwoTapsMayBeInPieces) {
  const FileSet set =
      SetOf({ReadingPiece(40, 80, true), ReadingPiece(50, 100, false), ReadingPiece(0, 50, false),
             ReadingPiece(0, 40, true), ReadingPiece(80, 100, true)});
  EXPECT_EQ(set.relation, FileRelation::taps);
  EXPECT_THAT(set.order, ElementsAre(2, 3, 0, 1, 4));
  EXPECT_THAT(set.taps, ElementsAre(1, 0, 0, 1, 0));
}

TEST(FileSet, TwoTapsInPiecesMayHaveClocksThatAreFarApart) {
  const FileSet set = SetOf({ReadingPiece(0, 50, false), ReadingPiece(50, 100, false),
                             ReadingPiece(0, 60, true, 9000), ReadingPiece(60, 100, true, 9000)});
  EXPECT_EQ(set.relation, FileRelation::taps);
  EXPECT_THAT(set.taps, ElementsAre(0, 0, 1, 1));
}

// Both taps begin new files at the same moments: times alone do not tell which belong together.
TEST(FileSet, NamesTellPiecesOfTwoTapsApart) {
  std::vector<CaptureSpan> files{ReadingPiece(0, 50, false), ReadingPiece(0, 50, true, -0.004),
                                 ReadingPiece(50, 100, true, -0.004), ReadingPiece(50, 100, false)};
  files[0].name = files[3].name = 7;
  files[1].name = files[2].name = 8;
  const FileSet set = SetOf(files);
  EXPECT_EQ(set.relation, FileRelation::taps);
  std::vector<uint8_t> by_file(4);
  for (size_t i = 0; i < 4; ++i) by_file[set.order[i]] = set.taps[i];
  EXPECT_THAT(by_file, ElementsAre(0, 1, 1, 0));
}

TEST(FileSet, PiecesOfOneCaptureAreNoTwoTaps) {
  const FileSet set =
      SetOf({ReadingPiece(0, 30, false), ReadingPiece(30, 60, false), ReadingPiece(60, 90, false)});
  EXPECT_EQ(set.relation, FileRelation::pieces);
  EXPECT_TRUE(set.taps.empty());
}

TEST(FileSet, FilesWithoutPacketsComeLastAndDoNotCount) {
  CaptureSpan refused;
  refused.refused = true;
  const FileSet set = SetOf({refused, Reading({20, 30}), Reading({}), Reading({0, 19})});
  EXPECT_EQ(set.relation, FileRelation::pieces);
  EXPECT_THAT(set.order, ElementsAre(3, 1, 0, 2));
  EXPECT_THAT(set.gaps_ns, ElementsAre(kSecond));
}

}  // namespace
}  // namespace tcpladder::test
