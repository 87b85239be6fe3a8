// Which format is a text of?
#include "core/text/text_capture.h"

#include <gtest/gtest.h>

#include "core/capture/frame_notes.h"
#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder::test {
namespace {

constexpr std::string_view kLine =
    "20:09:47.0 IP 192.0.2.1.4001 > 192.0.2.2.80: Flags [S], seq 9, win 1, length 0\n";

TEST(TextFormat, IsThatOfTheFirstLinesThatFit) {
  EXPECT_EQ(FormatOf("// a comment\n0 < S 0:0(0) win 9\n"), TextFormat::packetdrill);
  EXPECT_EQ(FormatOf("< S\n> S.\n"), TextFormat::packetdrill);
  EXPECT_EQ(FormatOf("$ tcpdump -n\n" + std::string(kLine)), TextFormat::tcpdump);
  EXPECT_EQ(FormatOf("1 0.0 192.0.2.1 -> 192.0.2.2 TCP 54 5 > 80 [SYN] Seq=0 Win=9 Len=0"),
            TextFormat::tshark);
}

TEST(TextFormat, OtherTextHasNone) {
  for (const char* const text :
       {"", "hello", "<!DOCTYPE html>\n<p>0 < 1</p>", "> quoted\n>\n> mail", "{\"a\": 1}",
        "1,2,3\n4,5,6", "# heading\n\n> quote\n", "\xd4\xc3\xb2\xa1 \x02"}) {
    EXPECT_EQ(FormatOf(text), TextFormat::none) << text;
  }
}

TEST(TextCapture, LinesOfFrames) {
  const TextCapture script = ReadText("// x\n0 < S 0:0(0) win 9\n\n+1 > S. 0:0(0) ack 1 win 9\n");
  EXPECT_EQ(script.lines, (std::vector<uint32_t>{2, 4}));
  const TextCapture listing = ReadText("$ tcpdump\n" + std::string(kLine) + std::string(kLine));
  EXPECT_EQ(listing.lines, (std::vector<uint32_t>{2, 3}));
  EXPECT_EQ(listing.other_lines, 1u);
}

TEST(TextCapture, IsACaptureWithoutPayload) {
  Engine engine;
  engine.Push(ReadText("IP 192.0.2.1.4 > 192.0.2.2.80: Flags [P.], seq 1:11, ack 1, win 9, "
                       "length 10\n")
                  .pcapng);
  EXPECT_EQ(engine.Finish(), EngineStatus::finished);
  ASSERT_EQ(engine.segments().size(), 1u);
  EXPECT_EQ(engine.segments()[0].length, 10u);
  EXPECT_EQ(engine.segments()[0].captured_extent(), CapturedExtent::cut_payload);
}

TEST(TextCapture, KeepsWhatIsRightOfAScript) {
  const TextCapture capture = ReadText("0 < S 0:0(0) win 9\n+0 nonsense\n+0 > R. 0:0(0) ack 1\n");
  EXPECT_EQ(capture.problems.count(), 1u);
  EXPECT_EQ(capture.lines.size(), 2u);
}

TEST(TextCapture, SaysWhatItDoesNotHold) {
  Engine engine;
  engine.Push(
      ReadText("1 0.0 192.0.2.1 -> 192.0.2.2 TCP 54 5 > 80 [SYN] Seq=0 Win=9 Len=0\n"
               "2 0.1 192.0.2.2 -> 192.0.2.1 TCP 54 80 > 5 [ACK] Seq=1 Ack=1 Win=64256 Len=0\n")
          .pcapng);
  engine.Finish();
  const SegmentTable table = TableOfSegments(engine, 0);
  ASSERT_EQ(table.count, 2u);
  EXPECT_EQ(table.unknown[0], kNumbersRelative | kOptionsUnknown);
  EXPECT_EQ(table.unknown[1], kNumbersRelative | kOptionsUnknown | kWindowUnknown);
}

TEST(TextCapture, HoldsAllThatAScriptSays) {
  Engine engine;
  engine.Push(ReadText("0 < S 0:0(0) win 9\n").pcapng);
  engine.Finish();
  EXPECT_EQ(TableOfSegments(engine, 0).unknown, std::vector<uint8_t>{0});
}

TEST(TextFormat, IsWhatElseIsAskedForWhereNoneFits) {
  constexpr std::string_view kWrong = "nonsense\n< S\n";
  EXPECT_EQ(ReadText(kWrong).format, TextFormat::none);
  const TextCapture capture = ReadText(kWrong, TextFormat::packetdrill);
  EXPECT_EQ(capture.format, TextFormat::packetdrill);
  EXPECT_EQ(capture.problems.count(), 1u);
  EXPECT_EQ(capture.lines, std::vector<uint32_t>{2});
  const std::string listing = "x\n" + std::string(kLine);
  EXPECT_EQ(ReadText(listing, TextFormat::packetdrill).format, TextFormat::tcpdump);
}

}  // namespace
}  // namespace tcpladder::test
