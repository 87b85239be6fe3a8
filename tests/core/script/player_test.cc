// Packets on the wire: addresses, ports, numbers, the short forms.
#include "core/base/byte_reader.h"
#include "core/capture/frame_notes.h"
#include "core/net/checksum.h"
#include "tests/core/script/script_text.h"
#include "tests/support/dissect.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kRawIp = 101;

Bytes BytesOf(std::span<const std::byte> from) {
  Bytes bytes;
  for (const std::byte byte : from) bytes.U8(std::to_integer<uint64_t>(byte));
  return bytes;
}

// "50000>80 S 0 0 0" for each packet: ports, flags as a number, seq, ack, length.
std::string WireOf(std::string_view text) {
  const Script script = ReadScript(text);
  EXPECT_EQ(ProblemsOf(script), "");
  std::string lines;
  for (const PlayedPacket& packet : Played(script)) {
    const auto read = Dissect(kRawIp, BytesOf(packet.bytes));
    if (!read) {
      lines += "-\n";
      continue;
    }
    const TcpSegment& segment = read->segment;
    lines += std::to_string(segment.source_port) + '>' + std::to_string(segment.destination_port) +
             ' ' + std::to_string(segment.flags) + ' ' + std::to_string(segment.seq) + ' ' +
             std::to_string(segment.ack) + ' ' + std::to_string(segment.length) + '\n';
  }
  return lines;
}

TEST(Player, AListenerIsTheServer) {
  EXPECT_EQ(WireOf("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 listen(3, 1) = 0\n"
                   "+0 < S 0:0(0) win 9\n+0 > S. 0:0(0) ack 1\n"),
            "49152>8080 2 0 0 0\n8080>49152 18 0 1 0\n");
}

TEST(Player, AConnectingEndIsTheClient) {
  EXPECT_EQ(WireOf("--connect_port=80\n0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                   "+0 connect(3, ..., ...) = 0\n+0 > S 0:0(0)\n"),
            "49152>80 2 0 0 0\n");
}

TEST(Player, NumbersCountFromTheFirstSyn) {
  EXPECT_EQ(WireOf("0 < S 1000:1000(0) win 9\n0 > S. 5:5(0) ack 1001\n"
                   "0 < . 1:1(0) ack 1 win 9\n0 > P. 1:11(10) ack 1\n"),
            "49152>8080 2 1000 0 0\n8080>49152 18 5 1001 0\n"
            "49152>8080 16 1001 6 0\n8080>49152 24 6 1001 10\n");
}

TEST(Player, SackCountsFromTheSynToo) {
  const Script script = ReadScript(
      "0 < S 0:0(0) win 9\n0 > S. 100:100(0) ack 1\n0 < . 1:1(0) ack 1 win 9 <sack 11:21>");
  const std::vector<PlayedPacket> packets = Played(script);
  const ByteReader options(std::span(packets[2].bytes).subspan(40));
  EXPECT_EQ(options.U32(2), 111u);
  EXPECT_EQ(options.U32(6), 121u);
}

TEST(Player, EverySocketIsAConnectionOfItsOwn) {
  const std::string wire = WireOf(
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0 listen(3, 1) = 0\n0 < S 0:0(0) win 9\n"
      "1 socket(..., SOCK_STREAM, IPPROTO_TCP) = 4\n1 connect(4, ..., ...) = 0\n1 > S 7:7(0)\n"
      "1 < S. 3:3(0) ack 8 win 9\n");
  EXPECT_EQ(wire, "49152>8080 2 0 0 0\n49153>8080 2 7 0 0\n8080>49153 18 3 8 0\n");
}

TEST(Player, PortsThatAreWrittenTellConnectionsApart) {
  EXPECT_EQ(WireOf("0 < 1000 > 80 S 0:0(0) win 9\n0 < 1001 > 80 S 0:0(0) win 9\n"
                   "0 > 80 > 1000 S. 0:0(0) ack 1"),
            "1000>80 2 0 0 0\n1001>80 2 0 0 0\n80>1000 18 0 1 0\n");
}

TEST(Player, SaysWhatTheFirstPacketFinds) {
  const auto notes = [](const std::string& calls) {
    const std::string text = calls + "1 < . 1:1(0) ack 1 win 9";
    const Script script = ReadScript(text);
    return Played(script).front().notes;
  };
  EXPECT_EQ(notes("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"), kReceiverClosed);
  EXPECT_EQ(notes("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0 listen(3, 1) = 0\n"),
            kReceiverListens);
  EXPECT_EQ(notes(""), 0u);
}

TEST(Player, WhatIsNotWrittenIsNotKnown) {
  const auto notes = [](const std::string& line) {
    const std::string text = "0 " + line;
    const Script script = ReadScript(text);
    return Played(script).front().notes;
  };
  EXPECT_EQ(notes("> . 1:1(0) ack 1 win 9"), 0u);
  EXPECT_EQ(notes("> . 1:1(0) ack 1"), kWindowUnknown);
  EXPECT_EQ(notes("> . 1:1(0) ack 1 win 9 <...>"), kOptionsUnknown);
}

TEST(Player, ShortForms) {
  EXPECT_EQ(WireOf("< S\n> S.\n<\n< (365)\n>\n> (1248)\n<\n> F.\n<\n< F.\n>\n"),
            "49152>8080 2 0 0 0\n8080>49152 18 0 1 0\n49152>8080 16 1 1 0\n"
            "49152>8080 24 1 1 365\n8080>49152 16 1 366 0\n8080>49152 24 1 366 1248\n"
            "49152>8080 16 366 1249 0\n8080>49152 17 1249 366 0\n49152>8080 16 366 1250 0\n"
            "49152>8080 17 366 1250 0\n8080>49152 16 1250 367 0\n");
}

TEST(Player, ShortFormsAcknowledgeOnlyWhatIsInOrder) {
  EXPECT_EQ(WireOf("< S\n> S.\n<\n< P. 11:21(10)\n>\n< P. 1:11(10)\n>\n"),
            "49152>8080 2 0 0 0\n8080>49152 18 0 1 0\n49152>8080 16 1 1 0\n"
            "49152>8080 24 11 0 10\n8080>49152 16 1 1 0\n49152>8080 24 1 0 10\n"
            "8080>49152 16 1 21 0\n");
}

TEST(Player, ShortFormsTakeTheirDefaultsFromTheHead) {
  const Script script =
      ReadScript("--delay=.5\n--win=1000\n--syn=\"mss 536,sackOK\"\n< S\n> S.\n1 > R.\n");
  EXPECT_EQ(ProblemsOf(script), "");
  const std::vector<PlayedPacket> packets = Played(script);
  EXPECT_EQ(script.events[1].time_ns, 500'000'000);
  EXPECT_EQ(HexOf(script.packets[0].options), "020402180402");
  EXPECT_EQ(ByteReader(packets[1].bytes).U16(20 + 14), 1000);
  EXPECT_EQ(ByteReader(packets[2].bytes).U16(20 + 14), 0) << "of a reset";
}

TEST(Player, AddressesAreForDocumentation) {
  Script script = ReadScript("0 < S 0:0(0) win 9");
  EXPECT_EQ(Player(script).local().ToString(), "198.51.100.1");
  EXPECT_EQ(Player(script).remote().ToString(), "192.0.2.1");
  script = ReadScript("--ip_version=ipv6\n0 < S 0:0(0) win 9");
  EXPECT_EQ(Player(script).local().ToString(), "2001:db8:1::1");
  EXPECT_EQ(Player(script).remote().ToString(), "2001:db8::1");
}

TEST(Player, IcmpQuotesWhatTheOtherEndSent) {
  const Script script = ReadScript("0 > S 0:0(0)\n0 < icmp unreachable port_unreachable [0:0(0)]");
  const std::vector<PlayedPacket> packets = Played(script);
  const ByteReader bytes(packets[1].bytes);
  const ByteReader icmp = bytes.From(20);
  EXPECT_EQ(icmp.U8(0), 3);
  EXPECT_EQ(icmp.U8(1), 3);
  EXPECT_EQ(InternetSum(icmp.bytes()), 0xffff);
  EXPECT_EQ(icmp.U16(8 + 20), 49152) << "the port of the end under test";
}

TEST(Player, TunnelsAreWritten) {
  const Script script = ReadScript("0 > ipv4 192.0.2.9 > 192.0.2.8: gre: P. 1:11(10) ack 1 win 9");
  const auto read = Dissect(kRawIp, BytesOf(Played(script)[0].bytes));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->segment.length, 10u);
  EXPECT_EQ(read->segment.source.ToString(), "198.51.100.1");
}

}  // namespace
}  // namespace tcpladder::test
