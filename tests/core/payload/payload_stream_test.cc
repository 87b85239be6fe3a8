// The payload of an end in the order of its numbers, holes and repetitions told.

#include "core/payload/payload_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/core/payload/payload_capture.h"

namespace tcpladder::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Read {
  explicit Read(const PayloadCapture& capture, uint8_t end = 0, uint64_t from = 0,
                uint64_t to = PayloadStream::kMostPage)
      : file(capture.File()) {
    engine.Push(file);
    engine.Finish();
    const PayloadStream stream(engine, 0, end);
    for (const auto& piece : stream.pieces()) {
      const auto kind = kPayloadPieceNames[static_cast<size_t>(piece.kind)];
      pieces.push_back(std::string(kind) + ' ' + std::to_string(piece.from) + '-' +
                       std::to_string(piece.to));
    }
    const auto places = stream.Places(from, to);
    std::vector<std::byte> reread;
    for (size_t i = 0; i < places.size(); i += 2) {
      const auto part = std::span<const std::byte>(file).subspan(
          static_cast<size_t>(places[i]), static_cast<size_t>(places[i + 1]));
      reread.insert(reread.end(), part.begin(), part.end());
    }
    page = stream.Page(from, to, reread);
    text.assign(page.bytes.begin(), page.bytes.end());
    acknowledged = stream.acknowledged();
    first_of_row_4 = stream.FirstOf(4);
    short_page = stream.Page(from, to, {});
  }

  Bytes file;
  Engine engine;
  std::vector<std::string> pieces;
  PayloadTable page, short_page;
  std::string text;
  uint64_t acknowledged = 0, first_of_row_4 = 0;
};

TEST(PayloadStream, IsInTheOrderOfNumbersAndNotOfArrival) {
  const Read read(
      Opened().Client(0, "GET ").Client(9, "HTTP/1.1").Client(4, "/new ").Acknowledge(17));
  EXPECT_EQ(read.text, "GET /new HTTP/1.1");
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-4", "captured 4-9", "captured 9-17"));
  EXPECT_EQ(read.acknowledged, 17U);
  EXPECT_EQ(read.first_of_row_4, 9U);
  EXPECT_EQ(read.page.from_beginning, 1);
  EXPECT_EQ(read.page.length, 17);
}

TEST(PayloadStream, HasHolesWhereNothingWasCaptured) {
  const Read read(Opened().Client(0, "out").Client(8, "side"));
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-3", "missing 3-8", "captured 8-12"));
  EXPECT_EQ(read.text, "outside");
  EXPECT_THAT(read.page.row, ElementsAre(3, kNone, 4));
}

TEST(PayloadStream, EndsAtTheFinOrAtWhatWasAcknowledged) {
  EXPECT_THAT(Read(Opened().Client(0, "abc").Client(5, "", kFin | kAck)).pieces,
              ElementsAre("captured 0-3", "missing 3-5"));
  EXPECT_THAT(Read(Opened().Client(0, "abc").Acknowledge(9)).pieces,
              ElementsAre("captured 0-3", "missing 3-9"));
  // The number of a FIN that was not captured is no byte.
  EXPECT_THAT(Read(Opened().Client(0, "abc").Acknowledge(4)).pieces, ElementsAre("captured 0-3"));
}

TEST(PayloadStream, TakesWhatCameFirst) {
  const Read read(Opened().Client(0, "012345").Client(2, "23X5").Client(4, "4567"));
  EXPECT_EQ(read.text, "01234567");
  EXPECT_THAT(read.pieces,
              ElementsAre("captured 0-6", "repeated 2-6", "repeated 4-6", "captured 6-8"));
  EXPECT_THAT(read.page.differs, ElementsAre(0, 1, 0, 0));
}

TEST(PayloadStream, ComparesARepetitionWithAllThatItCovers) {
  const Read read(Opened().Client(0, "ab").Client(2, "cd").Client(0, "abcX"));
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-2", "repeated 0-4", "captured 2-4"));
  EXPECT_THAT(read.page.differs, ElementsAre(0, 1, 0));
}

TEST(PayloadStream, FillsACutWithARepetition) {
  // 14 + 20 + 20 bytes of headers: three bytes of each payload are kept.
  const Read cut(Opened().Client(0, "abcdef").SnapLength(57));
  EXPECT_THAT(cut.pieces, ElementsAre("captured 0-3", "cut 3-6"));
  const Read filled(Opened().Client(0, "abcdef").Client(3, "def").SnapLength(57));
  EXPECT_THAT(filled.pieces, ElementsAre("captured 0-3", "captured 3-6"));
  EXPECT_EQ(filled.text, "abcdef");
}

TEST(PayloadStream, LeavesOutTheByteOfAKeepAliveProbe) {
  const Read read(Opened().Client(0, "abc").Acknowledge(3).Client(2, "?"));
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-3"));
}

TEST(PayloadStream, CountsFromTheFirstCapturedByteInMidStream) {
  const Read read(PayloadCapture().Client(100, "late").Client(90, "early").Acknowledge(104));
  EXPECT_EQ(read.page.from_beginning, 0);
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-5", "missing 5-10", "captured 10-14"));
}

TEST(PayloadStream, HasPagesOfAnyPart) {
  const Read read(Opened().Client(0, "012").Client(3, "34567").Client(10, "8"), 0, 2, 6);
  EXPECT_EQ(read.text, "2345");
  EXPECT_THAT(read.page.from, ElementsAre(2, 3));
  EXPECT_THAT(read.page.size, ElementsAre(1, 3));
}

TEST(PayloadStream, SaysNothingOfAFileThatCannotBeReadAgain) {
  const Read read(Opened().Client(0, "abc"));
  EXPECT_EQ(read.short_page.count, 0U);
  EXPECT_EQ(read.short_page.length, 3);
}

TEST(PayloadStream, IsEmptyWithoutSuchAConnection) {
  const Engine engine;
  EXPECT_THAT(PayloadStream(engine, 0, 0).pieces(), IsEmpty());
  EXPECT_EQ(PayloadStream(engine, 7, 1).length(), 0U);
}

TEST(PayloadStream, TakesNothingFarOutsideOfAnyWindow) {
  const Read read(Opened().Client(0, "abc").Client(0x60000000, "forged").Client(3, "de"));
  EXPECT_THAT(read.pieces, ElementsAre("captured 0-3", "captured 3-5"));
}

}  // namespace
}  // namespace tcpladder::test
