// Scripts as captures, and connections as scripts.
#include "core/script/script_capture.h"

#include "core/script/script_writer.h"
#include "tests/core/script/script_text.h"

namespace tcpladder::test {
namespace {

std::string StateOf(uint8_t packed) {
  return std::string(kStateNames[static_cast<size_t>(EndState::Unpack(packed).state)]);
}

// "SYN-SENT/LISTEN ..." of client and server after each segment of the first connection.
std::string StatesOf(const Engine& engine, size_t connection = 0) {
  std::string states;
  uint32_t at = engine.connections()[connection].first_segment;
  for (; at != kNone; at = engine.segments()[at].next) {
    const SegmentRecord& record = engine.segments()[at];
    if (!states.empty()) states += ' ';
    states += StateOf(record.client_state) + '/' + StateOf(record.server_state);
  }
  return states;
}

struct Read {
  explicit Read(std::string_view text) {
    const std::string copy(text);
    const Script script = ReadScript(copy);
    EXPECT_EQ(ProblemsOf(script), "");
    file = CaptureOf(script);
    engine.Push(file);
    EXPECT_EQ(engine.Finish(), EngineStatus::finished);
  }
  std::string Written(size_t local, uint32_t connection = 0) const {
    ScriptWriter writer(engine, connection, local);
    if (writer.Push(file)) writer.Finish();
    return writer.Take();
  }
  std::vector<std::byte> file;
  Engine engine;
};

constexpr std::string_view kTalk = "< S\n> S.\n<\n< (365)\n>\n> (1248)\n<\n> F.\n<\n< F.\n>\n";

TEST(ScriptCapture, LeadsToStates) {
  EXPECT_EQ(StatesOf(Read(kTalk).engine),
            "SYN-SENT/SYN-RECEIVED ESTABLISHED/SYN-RECEIVED ESTABLISHED/ESTABLISHED "
            "ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED "
            "ESTABLISHED/ESTABLISHED CLOSE-WAIT/FIN-WAIT-1 CLOSE-WAIT/FIN-WAIT-2 "
            "LAST-ACK/TIME-WAIT CLOSED/TIME-WAIT");
}

TEST(ScriptCapture, ChecksumsHold) {
  for (const char* const version : {"ipv4", "ipv6"}) {
    const Read read(std::string("--ip_version=") + version +
                    "\n0 < SEW 0:0(0) win 9 <mss 1460,sackOK,TS val 1 ecr 0>\n"
                    "0 > P. 1:1002(1001) ack 1 win 9\n");
    for (size_t i = 0; i < read.engine.segments().size(); ++i) {
      EXPECT_EQ(read.engine.segments()[i].captured_extent(), CapturedExtent::whole_checksum_good)
          << version << i;
    }
  }
}

TEST(ScriptCapture, NamesAndRemarksGoWithIt) {
  const Read read(
      "--local=server\n--remote=\"a client\"\n"
      "0 listen(3, 1) = 0\n// It asks\n// politely.\n0 < S 0:0(0) win 9 // now\n"
      "// far above\n\n0 > S. 0:0(0) ack 1\n+1 %{ assert True }%\n");
  const auto& names = read.engine.metadata().names;
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].text, "server");
  EXPECT_EQ(names[1].text, "a client");
  const auto& comments = read.engine.metadata().comments;
  ASSERT_EQ(comments.size(), 4u);
  EXPECT_EQ(comments[0].text, "written, not captured");
  EXPECT_EQ(comments[1].text, "listen(3, 1) = 0");
  EXPECT_EQ(comments[2].text, "It asks\npolitely.\nnow");
  EXPECT_EQ(comments[3].text, "assert True");
  EXPECT_EQ(comments[3].frame, 2u);
}

TEST(ScriptCapture, AListenerStaysOneWhenAnAckArrives) {
  EXPECT_EQ(StatesOf(Read("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0 listen(3, 1) = 0\n"
                          "0 < . 1:11(10) ack 5 win 9\n")
                         .engine),
            "ESTABLISHED/LISTEN");
}

TEST(ScriptCapture, AClosedPortTakesNoSyn) {
  EXPECT_EQ(StatesOf(Read("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0 bind(3, ..., ...) = 0\n"
                          "0 < S 0:0(0) win 9\n0 > R. 0:0(0) ack 1 win 0\n")
                         .engine),
            "SYN-SENT/CLOSED CLOSED/CLOSED");
}

TEST(ScriptWriter, TheServersScript) {
  EXPECT_EQ(Read(kTalk).Written(1),
            "--ip_version=ipv4\n--bind_port=8080\n\n"
            "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
            "+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n"
            "+0 bind(3, ..., ...) = 0\n+0 listen(3, 1) = 0\n"
            "+0 < S 0:0(0) win 65535 <mss 1460>\n"
            "+0.01 > S. 0:0(0) ack 1 win 65535 <mss 1460>\n"
            "+0.01 < . 1:1(0) ack 1 win 65535\n"
            "+0 accept(3, ..., ...) = 4\n"
            "+0.01 < P. 1:366(365) ack 1 win 65535\n"
            "+0 read(4, ..., 365) = 365\n"
            "+0.01 > . 1:1(0) ack 366 win 65535\n"
            "+0.01 write(4, ..., 1248) = 1248\n"
            "+0 > P. 1:1249(1248) ack 366 win 65535\n"
            "+0.01 < . 366:366(0) ack 1249 win 65535\n"
            "+0.01 close(4) = 0\n"
            "+0 > F. 1249:1249(0) ack 366 win 65535\n"
            "+0.01 < . 366:366(0) ack 1250 win 65535\n"
            "+0.01 < F. 366:366(0) ack 1250 win 65535\n"
            "+0.01 > . 1250:1250(0) ack 367 win 65535\n");
}

TEST(ScriptWriter, ReadAgainItIsTheSameForEitherEnd) {
  const Read talk(kTalk);
  for (const size_t local : {size_t{0}, size_t{1}}) {
    EXPECT_EQ(StatesOf(Read(talk.Written(local)).engine), StatesOf(talk.engine)) << local;
  }
}

TEST(ScriptWriter, MidStreamKeepsTheRoles) {
  const Read talk("0 < P. 101:201(100) ack 1001 win 9\n+1 > . 1001:1001(0) ack 201 win 9\n");
  for (const size_t local : {size_t{0}, size_t{1}}) {
    const std::string written = talk.Written(local);
    EXPECT_EQ(written.find("socket"), std::string::npos);
    EXPECT_EQ(StatesOf(Read(written).engine), StatesOf(talk.engine)) << written;
  }
}

TEST(ScriptWriter, IcmpErrorsGoWithTheirConnection) {
  const std::string written =
      Read("0 > S 0:0(0) win 9\n+1 < icmp unreachable host_unreachable [0:0(0)]\n").Written(0);
  EXPECT_NE(written.find("+1 < icmp unreachable host_unreachable [0:0(0)]\n"), std::string::npos)
      << written;
}

TEST(ScriptWriter, TheSynThatIsChallengedGoesAlong) {
  const Read talk(
      "< S\n> S.\n<\n< (10)\n>\n+1 < S 9000:9000(0) win 9\n+0 > . 1:1(0) ack 11\n+0 < (10)\n>\n");
  ASSERT_EQ(talk.engine.connections().size(), 2u);
  EXPECT_EQ(StatesOf(talk.engine, 1), "SYN-SENT/ESTABLISHED")
      << "the server is still in the other connection";
  EXPECT_NE(talk.Written(1).find("< S 9000:9000(0)"), std::string::npos);
}

// packetdrill expects these calls before the kernel does what was captured.
TEST(ScriptWriter, TheCallThatEndsAConnection) {
  const std::string open = "< S\n> S.\n<\n< (10)\n>\n";
  struct Ending {
    const char* segments;
    const char* call;
  };
  for (const Ending& ending :
       {Ending{"> F.\n<\n< F.\n>\n", "close(4) = 0\n+0 > F."},
        Ending{"> F.\n<\n< (10)\n>\n< F.\n>\n", "shutdown(4, SHUT_WR) = 0\n+0 > F."},
        Ending{"> F.\n<\n< (10)\n> R 12:12(0) win 0\n", "close(4) = 0\n+0 > F."},
        Ending{"> FP. 1:101(100) ack 11\n<\n",
               "setsockopt(4, SOL_TCP, TCP_CORK, [1], 4) = 0\n"
               "+0 write(4, ..., 100) = 100\n+0 close(4) = 0\n+0 > FP."},
        Ending{"> . 1:101(100) ack 11\n<\n> P. 101:151(50) ack 11\n",
               "write(4, ..., 150) = 150\n+0 > . 1:101(100)"},
        Ending{"> F. 1:101(100) ack 11\n<\n",
               "send(4, ..., 100, MSG_MORE) = 100\n+0 close(4) = 0\n+0 > F."},
        Ending{"> R. 1:1(0) ack 11\n",
               "setsockopt(4, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0\n"
               "+0 close(4) = 0\n+0 > R."}}) {
    const std::string written = Read(open + ending.segments).Written(1);
    EXPECT_NE(written.find(ending.call), std::string::npos) << ending.segments << written;
  }
}

TEST(ScriptWriter, ProbesOfKeepAliveAreAskedFor) {
  const std::string written =
      Read("< S\n> S.\n<\n< (10)\n>\n+2 > . 0:0(0) ack 11\n+3 > . 0:0(0) ack 11\n<\n").Written(1);
  EXPECT_NE(written.find("accept(3, ..., ...) = 4\n"
                         "+0 setsockopt(4, SOL_SOCKET, SO_KEEPALIVE, [1], 4) = 0\n"
                         "+0 setsockopt(4, SOL_TCP, TCP_KEEPIDLE, [2], 4) = 0\n"
                         "+0 setsockopt(4, SOL_TCP, TCP_KEEPINTVL, [3], 4) = 0\n"),
            std::string::npos)
      << written;
  const std::string full = Read("< S\n> S.\n<\n< (10) win 0\n>\n+2 > . 0:0(0) ack 11\n").Written(1);
  EXPECT_EQ(full.find("KEEP"), std::string::npos) << "a window probe";
}

TEST(ScriptWriter, OptionsThatTheKernelMustNotOfferAreSwitchedOff) {
  const Read talk(
      "< S 0:0(0) win 9 <mss 1460,nop,wscale 2>\n> S. 0:0(0) ack 1 win 9 <mss 1460>\n<\n");
  EXPECT_NE(
      talk.Written(0).find("\n`sysctl -qw net.ipv4.tcp_timestamps=0 net.ipv4.tcp_sack=0`\n\n0 so"),
      std::string::npos)
      << talk.Written(0);
  EXPECT_NE(talk.Written(1).find("\n`sysctl -qw net.ipv4.tcp_window_scaling=0`\n\n0 socket"),
            std::string::npos)
      << talk.Written(1);
}

TEST(ScriptWriter, AClosedPortIsOneThatListensNoMore) {
  const std::string written = Read("< S\n> R. 0:0(0) ack 1 win 0\n").Written(1);
  EXPECT_NE(written.find("listen(3, 1) = 0\n+0 close(3) = 0\n+0 < S"), std::string::npos)
      << written;
}

TEST(ScriptWriter, NoSuchConnection) { EXPECT_EQ(Read(kTalk).Written(0, 7), ""); }

}  // namespace
}  // namespace tcpladder::test
