// Whole scripts: times, calls, comments, options, mistakes.
#include "tests/core/script/script_text.h"

namespace tcpladder::test {
namespace {

std::string TimesOf(std::string_view text) {
  std::string times;
  const Script script = ReadScript(text);
  EXPECT_EQ(ProblemsOf(script), "");
  for (const ScriptEvent& event : script.events) {
    if (!times.empty()) times += ' ';
    times += std::to_string(event.time_ns / 1000);
  }
  return times;
}

TEST(ScriptTime, AbsoluteAndRelative) {
  EXPECT_EQ(TimesOf("0 > . 1:1(0)\n+.1 > . 1:1(0)\n+0 > . 1:1(0)\n1.5 > . 1:1(0)"),
            "0 100000 100000 1500000");
}

TEST(ScriptTime, RangesAndAnyCountFromTheEarliest) {
  EXPECT_EQ(TimesOf("1~2 > . 1:1(0)\n+1~+3 > . 1:1(0)\n* > . 1:1(0)\n+1 > . 1:1(0)"),
            "1000000 2000000 2000000 3000000");
}

TEST(ScriptTime, OfABlockingCallIsItsBeginning) {
  EXPECT_EQ(TimesOf("0...0.3 connect(3, ..., ...) = 0\n+.1 > S 0:0(0)"), "0 100000");
}

TEST(ScriptTime, Mistakes) {
  EXPECT_EQ(ProblemsOf("-1 > . 1:1(0)"), "1:1 time_is_negative");
  EXPECT_EQ(ProblemsOf("2~1 > . 1:1(0)"), "1:1 time_range_is_backwards");
  EXPECT_EQ(ProblemsOf("1~2 < . 1:1(0) win 1"), "1:5 time_range_of_injected_event");
  EXPECT_EQ(ProblemsOf("* close(3) = 0"), "1:3 time_range_of_injected_event");
  EXPECT_EQ(ProblemsOf("99999999999 > . 1:1(0)"), "1:1 time_too_large");
}

TEST(ScriptEvents, LineIsThatOfTheTime) {
  const Script script = ReadScript("\n\n+\n 0\n > . 1:1(0)");
  ASSERT_EQ(script.events.size(), 1u);
  EXPECT_EQ(script.events[0].at.line, 4u);
}

TEST(ScriptEvents, Calls) {
  const Script script = ReadScript(
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
      "+0 fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)\n"
      "+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)\n"
      "+0 poll([{fd=3, events=POLLOUT, revents=POLLOUT}], 1, 0) = 1\n"
      "+0 getsockopt(3, SOL_TCP, TCP_INFO, {f=1}, [4]) = A|B\n"
      "+0 recvmsg(3, {msg_name(...)=..., msg_iov(1)=[{...,1}], msg_flags=0}, 0) = 1\n"
      "+0 > . 1:1(0)\n");
  EXPECT_EQ(ProblemsOf(script), "");
  ASSERT_EQ(script.events.size(), 7u);
  EXPECT_EQ(script.events[0].call.name, "socket");
  EXPECT_EQ(script.events[0].call.result, 3);
  EXPECT_EQ(script.events[1].call.text, "fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)");
  EXPECT_EQ(script.events[2].call.result, -1);
  EXPECT_EQ(script.events[2].call.arguments, "3, ..., ...");
}

TEST(ScriptEvents, CallMistakes) {
  EXPECT_EQ(ProblemsOf("0 close(3 = 0"), "1:8 bracket_without_end");
  EXPECT_EQ(ProblemsOf("0 close(3) 0"), "1:12 expected_equals_sign");
  EXPECT_EQ(ProblemsOf("0 close = 0"), "1:9 expected_argument_list");
  EXPECT_EQ(ProblemsOf("0 close(3) ="), "1:13 expected_result");
  EXPECT_EQ(ProblemsOf("0 ... close(3) = 0"), "1:7 expected_end_time");
}

TEST(ScriptEvents, ShellCodeAndComments) {
  const Script script = ReadScript(
      "// before\n`init \\` still`\n"
      "0 `sleep 1`\n+0 %{ assert tcpi_state == 1\n }%\n/* two\n lines */\n+0 > . 1:1(0) // beside\n"
      "`cleanup`\n");
  EXPECT_EQ(ProblemsOf(script), "");
  ASSERT_EQ(script.events.size(), 5u);
  EXPECT_EQ(script.events[0].text, "init \\` still");
  EXPECT_EQ(script.events[2].kind, ScriptEvent::Kind::code);
  ASSERT_EQ(script.comments.size(), 3u);
  EXPECT_EQ(script.comments[1].text, "two\n lines");
  EXPECT_EQ(script.comments[1].last_line, 7u);
}

TEST(ScriptEvents, TextsWithoutEnd) {
  EXPECT_EQ(ProblemsOf("0 `x\n0 > . 1:1(0)"), "1:3 shell_line_without_end");
  EXPECT_EQ(ProblemsOf("0 > . 1:1(0)\n/* x"), "2:1 comment_without_end");
  EXPECT_EQ(ProblemsOf("0 %{ x"), "1:3 code_without_end");
  EXPECT_EQ(ProblemsOf("0 close(\"x) = 0"), "1:9 string_without_end");
}

TEST(ScriptOptions, OfPacketdrill) {
  const Script script = ReadScript(
      "--ip_version=ipv6\n--tolerance_usecs=75000\n--strict_segments\n--bind_port = 80\n"
      "--remote_ip=2001:db8::5\n0 > . 1:1(0)");
  EXPECT_EQ(ProblemsOf(script), "");
  EXPECT_EQ(script.settings.ip_version(), 6);
  EXPECT_EQ(script.settings.bind_port, 80);
  EXPECT_EQ(script.settings.remote_ip->ToString(), "2001:db8::5");
  EXPECT_EQ(ProblemsOf("--bind_port=x\n0 > . 1:1(0)"), "1:1 bad_option_value");
}

TEST(ScriptOptions, Symbols) {
  const Script script = ReadScript(
      "--define=MSS=536 --define=CC=\"reno\" --define=W=0x10\n"
      "0 setsockopt(3, SOL_TCP, TCP_CONGESTION, CC, 4) = 0\n"
      "0 < S 0:0(0) win W <mss MSS>");
  EXPECT_EQ(ProblemsOf(script), "");
  EXPECT_EQ(HexOf(script.packets[0].options), "02040218");
  EXPECT_EQ(script.packets[0].window, 16);
}

TEST(ScriptIfdef, LeavesOutWhatIsNotDefined) {
  constexpr std::string_view kText = "#ifdef X\n0 > . 1:1(0)\n#endif\n0 > . 2:2(0)\n";
  EXPECT_EQ(ReadScript(kText).packets.size(), 1u);
  const std::string defined = "--define=X=1\n" + std::string(kText);
  EXPECT_EQ(ReadScript(defined).packets.size(), 2u);
  EXPECT_EQ(ProblemsOf("#ifdef X\n0 > . 1:1(0)"), "1:1 ifdef_without_endif");
  EXPECT_EQ(ProblemsOf("#endif\n"), "1:1 endif_without_ifdef");
}

TEST(ScriptMistakes, ReadingGoesOnAtTheNextEvent) {
  const Script script = ReadScript(
      "0 > S 0:0(0)\n+.1 < S. 0:0(0) akc 1 win 9\n+0 > . 1:1(0) ack 1\n+0 nonsense\n"
      "+0 > P. 1:11(10) ack 1\n");
  EXPECT_EQ(ProblemsOf(script), "2:17 unexpected_word_after_packet\n5:1 expected_argument_list");
  EXPECT_EQ(script.packets.size(), 3u) << "without the word, the packet is not what was meant";
}

TEST(ScriptMistakes, AreKeptUpToALimit) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "0 ?\n";
  const Script script = ReadScript(text);
  EXPECT_EQ(script.problems.entries().size(), Problems::kMax);
  EXPECT_EQ(script.problems.count(), 1000u);
}

TEST(ScriptMistakes, TextTooLong) {
  EXPECT_EQ(ProblemsOf(std::string(kMaxScript + 1, ' ')), "1:1 text_too_long");
}

}  // namespace
}  // namespace tcpladder::test
