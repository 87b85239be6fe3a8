// ICMP errors are attached to the connection whose segment they quote, and never are segments.
#include <gtest/gtest.h>

#include <string>

#include "core/engine/engine.h"
#include "core/engine/outcome.h"
#include "core/engine/tables.h"
#include "tests/core/engine/icmp_capture.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {
namespace {

using test::Bytes;
using test::Ethernet;
using test::IcmpErrorFrame;
using test::Ipv6;
using test::Ipv6Fields;
using test::kTimeExceeded;
using test::kUnreachable;
using test::PcapWriter;
using test::RunEngine;
using test::TalkCapture;
using test::Tcp;
using test::TcpFields;

// A capture whose frames follow each other by a millisecond.
class IcmpErrorsTest : public ::testing::Test {
 protected:
  void Write(const Bytes& frame) { writer_.Frame(time_ns_ += test::kStepNs, frame); }
  void Write(const TalkCapture& talk) {
    for (const Bytes& frame : talk.frames()) Write(frame);
  }
  void Read() { RunEngine(engine_, writer_.file()); }
  Outcome OutcomeOf(uint32_t connection) { return VerdictOf(engine_, connection).outcome; }
  uint64_t Count(FindingId id) const {
    uint64_t count = 0;
    for (const Finding& finding : engine_.findings().entries()) {
      if (finding.id == id) count += finding.count;
    }
    return count;
  }

  PcapWriter writer_;
  int64_t time_ns_ = test::kStartNs;
  Engine engine_{{.set_aside_duplicates = true}};
};

TEST_F(IcmpErrorsTest, AnswersASyn) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kUnreachable, 13));
  Read();
  EXPECT_EQ(engine_.segments().size(), 1u);
  const IcmpTable table = TableOfIcmp(engine_, 0);
  ASSERT_EQ(table.count, 1u);
  EXPECT_EQ(table.type[0], kUnreachable);
  EXPECT_EQ(table.code[0], 13);
  EXPECT_EQ(table.frame[0], 2u);
  EXPECT_EQ(table.after[0], 1u);
  EXPECT_EQ(table.seq[0], 1000u);
  EXPECT_EQ(table.to[0], 0);
  EXPECT_EQ(table.version[0], 4);
  EXPECT_EQ(table.source[0], 192);
  EXPECT_NEAR(table.time[0], 0.001, 1e-9);
  EXPECT_EQ(OutcomeOf(0), Outcome::unreachable);
  EXPECT_EQ(Count(FindingId::k_icmp_error), 1u);
}

TEST_F(IcmpErrorsTest, StandsAtItsFrame) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kTimeExceeded, 0));
  Read();
  // File header, first record with its frame, second record header.
  EXPECT_EQ(TableOfIcmp(engine_, 0).offset[0], 24 + 16 + 54 + 16);
}

TEST_F(IcmpErrorsTest, EightQuotedBytesSuffice) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kUnreachable, 1, {.bytes = 8}));
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 1u);
  EXPECT_EQ(OutcomeOf(0), Outcome::unreachable);
}

TEST_F(IcmpErrorsTest, FragmentationNeededTellsTheMtuAndEndsNothing) {
  Write(TalkCapture().Handshake().Server(kAck, 1400));
  Write(IcmpErrorFrame(kUnreachable, 4, {.seq = 5001, .flags = kAck, .of_server = true}, 1280));
  Read();
  const IcmpTable table = TableOfIcmp(engine_, 0);
  ASSERT_EQ(table.count, 1u);
  EXPECT_EQ(table.mtu[0], 1280u);
  EXPECT_EQ(table.to[0], 1);
  EXPECT_EQ(table.after[0], 4u);
  EXPECT_EQ(OutcomeOf(0), Outcome::still_open);
}

TEST_F(IcmpErrorsTest, RedirectDoesNotExplainSilence) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(5, 1));
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 1u);
  EXPECT_EQ(OutcomeOf(0), Outcome::no_answer);
}

TEST_F(IcmpErrorsTest, AnswerBeatsError) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kUnreachable, 1));
  Write(TalkCapture().Handshake());
  Read();
  EXPECT_EQ(OutcomeOf(0), Outcome::still_open);
}

TEST_F(IcmpErrorsTest, UnknownConnectionIsOnlyNoted) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kUnreachable, 1, {.client_port = 40001}));
  Read();
  EXPECT_EQ(engine_.icmp_errors().size(), 0u);
  EXPECT_EQ(engine_.connections().size(), 1u);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), 1u);
}

// The SYN that was refused was not captured, or filed late; its repetition was.
TEST_F(IcmpErrorsTest, ComesBeforeTheFirstSegmentOfItsConnection) {
  Write(IcmpErrorFrame(kUnreachable, 1));
  Write(TalkCapture().Client(kSyn));
  Read();
  ASSERT_EQ(engine_.connections().size(), 1u);
  const IcmpTable table = TableOfIcmp(engine_, 0);
  ASSERT_EQ(table.count, 1u);
  EXPECT_EQ(table.frame[0], 1u);
  EXPECT_EQ(table.after[0], 1u) << "it stands at the first segment";
  EXPECT_EQ(table.to[0], 0);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), 0u);
  EXPECT_EQ(Count(FindingId::k_icmp_error), 1u);
  EXPECT_EQ(OutcomeOf(0), Outcome::unreachable);
}

TEST_F(IcmpErrorsTest, BeforeTheFirstSegmentItWaitsForItsOwnPortsAndNumbers) {
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 900'000'000}));
  Write(IcmpErrorFrame(kUnreachable, 1, {.client_port = 40001}));
  Write(TalkCapture(40000).Client(kSyn));
  Write(TalkCapture(40002).Client(kSyn));
  Read();
  EXPECT_EQ(engine_.icmp_errors().size(), 0u);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), 2u);
}

TEST_F(IcmpErrorsTest, AnErrorThatFitsTheNextConnectionOnThePortsIsThatOnes) {
  Write(TalkCapture().Handshake().Client(kRst | kAck));
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 700'000'000}));
  TalkCapture again(40000, 700'000'000, 900'000'000);
  Write(again.Client(kSyn));
  Read();
  ASSERT_EQ(engine_.connections().size(), 2u);
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 0u);
  EXPECT_EQ(TableOfIcmp(engine_, 1).count, 1u);
}

TEST_F(IcmpErrorsTest, OnlyTheNewestWait) {
  constexpr auto kMost = static_cast<uint16_t>(IcmpErrors::kMaxWaiting);
  for (uint16_t i = 0; i <= kMost; ++i) {
    Write(IcmpErrorFrame(kUnreachable, 1, {.client_port = static_cast<uint16_t>(30000 + i)}));
  }
  Write(TalkCapture(30000).Client(kSyn));
  Write(TalkCapture(30001).Client(kSyn));
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 0u);
  EXPECT_EQ(TableOfIcmp(engine_, 1).count, 1u);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), kMost);
}

TEST_F(IcmpErrorsTest, EarlierConnectionOnThePortsIsNotBlamedOnTheLater) {
  TalkCapture talk;
  talk.Client(kSyn).Server(kRst | kAck).Again(90'000'000, 5000).Handshake();
  Write(talk);
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 1000}));
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 90'000'000}));
  Read();
  ASSERT_EQ(engine_.connections().size(), 2u);
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 0u);
  EXPECT_EQ(TableOfIcmp(engine_, 1).count, 1u);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), 1u);
}

TEST_F(IcmpErrorsTest, NumbersFarFromTheConnectionAreNoneOfIts) {
  Write(TalkCapture().Handshake().Client(kAck, 100));
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 1000 + 200'000'000, .flags = kAck}));
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 500, .flags = kAck}));
  Write(IcmpErrorFrame(kUnreachable, 1, {.seq = 1001, .flags = kAck}));
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 1u);
  EXPECT_EQ(Count(FindingId::k_icmp_unmatched), 2u);
}

TEST_F(IcmpErrorsTest, CopiesAreSetAside) {
  Write(TalkCapture().Client(kSyn));
  Write(IcmpErrorFrame(kUnreachable, 1));
  Write(IcmpErrorFrame(kUnreachable, 1));
  Write(IcmpErrorFrame(kUnreachable, 1, {}, 0, 8));
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, 2u) << "another identification is another error";
  EXPECT_EQ(Count(FindingId::k_duplicate_segment), 1u);
}

TEST_F(IcmpErrorsTest, OneConnectionKeepsABoundedNumber) {
  Write(TalkCapture().Client(kSyn));
  for (uint32_t i = 0; i < IcmpErrors::kMaxPerConnection + 3; ++i) {
    Write(IcmpErrorFrame(kUnreachable, 1, {}, 0, static_cast<uint16_t>(i + 1)));
  }
  Read();
  EXPECT_EQ(TableOfIcmp(engine_, 0).count, IcmpErrors::kMaxPerConnection);
  EXPECT_EQ(Count(FindingId::k_icmp_not_kept), 3u);
}

TEST(Icmpv6ErrorsTest, PacketTooBigTellsTheMtu) {
  const auto frame = [](const Bytes& packet) { return Ethernet(0x86dd, packet); };
  TcpFields syn;
  syn.flags = kSyn;
  TcpFields data = syn;
  data.flags = kAck;
  data.seq = syn.seq + 1;
  Ipv6Fields error;
  error.source = Bytes::Zeros(15).U8(9);
  error.destination = Bytes::Zeros(15).U8(1);
  error.next = 58;
  PcapWriter writer;
  writer.Frame(test::kStartNs, frame(Ipv6({}, Tcp(syn))));
  Bytes icmp = Bytes::Of({2, 0, 0, 0});
  icmp.U32(1280);
  writer.Frame(test::kStartNs, frame(Ipv6(error, icmp + Ipv6({}, Tcp(data)))));
  Engine engine;
  RunEngine(engine, writer.file());
  const IcmpTable table = TableOfIcmp(engine, 0);
  ASSERT_EQ(table.count, 1u);
  EXPECT_EQ(table.version[0], 6);
  EXPECT_EQ(table.mtu[0], 1280u);
  EXPECT_EQ(table.source[15], 9);
}

}  // namespace
}  // namespace tcpladder
