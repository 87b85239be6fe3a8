// Packet lines: every part, in the order of the grammar.
#include "core/net/tcp_flags.h"
#include "tests/core/script/script_text.h"

namespace tcpladder::test {
namespace {

TEST(PacketLine, Direction) {
  EXPECT_EQ(PacketOf("< . 1:1(0) ack 1 win 9").from, ScriptEnd::remote);
  EXPECT_EQ(PacketOf("> . 1:1(0) ack 1").from, ScriptEnd::local);
}

TEST(PacketLine, Flags) {
  const auto flags = [](const std::string& text) {
    return PacketOf("> " + text + " 1:1(0)").flags;
  };
  EXPECT_EQ(flags("S"), kSyn);
  EXPECT_EQ(flags("S."), kSyn | kAck);
  EXPECT_EQ(flags("FP."), kFin | kPsh | kAck);
  EXPECT_EQ(flags("R"), kRst);
  EXPECT_EQ(flags("PU."), kPsh | kUrg | kAck);
  EXPECT_EQ(flags("SEW"), kSyn | kEce | kCwr);
  EXPECT_EQ(flags("SEWA"), kSyn | kEce | kCwr | kAe);
  EXPECT_EQ(flags("-"), 0);
  EXPECT_EQ(flags("."), kAck);
}

TEST(PacketLine, AceFieldAsNumber) {
  EXPECT_EQ(PacketOf("> P.5 1:1(0)").flags, kPsh | kAck | kAe | kEce);
  EXPECT_EQ(PacketOf("> .2 1:1(0)").flags, kAck | kCwr);
  EXPECT_EQ(PacketOf("> S7 1:1(0)").flags, kSyn | kAe | kCwr | kEce);
  EXPECT_EQ(ProblemsOf("0 > SE.5 0:0(0)"), "1:7 conflicting_flags");
}

TEST(PacketLine, NumbersWindowAndUrgentPointer) {
  const ScriptPacket packet = PacketOf("< PU. 1:101(100) ack 4294967295 win 65535 urg 7");
  EXPECT_EQ(packet.seq, 1u);
  EXPECT_EQ(packet.length, 100u);
  EXPECT_EQ(packet.ack, 4294967295u);
  EXPECT_EQ(packet.window, 65535);
  EXPECT_EQ(packet.urgent, 7);
}

TEST(PacketLine, NumbersWrap) {
  EXPECT_EQ(PacketOf("< . 4294967295:4(5) ack 1 win 9").seq, 4294967295u);
  EXPECT_EQ(ProblemsOf("0 < . 4294967296:1(0) win 9"), "1:7 number_too_large");
  EXPECT_EQ(ProblemsOf("0 < . 1:3(3) win 9"), "1:9 numbers_do_not_match_length");
}

TEST(PacketLine, NoAckIsZero) { EXPECT_EQ(PacketOf("> . 1:1(0)").ack, 0u); }

TEST(PacketLine, FieldsOfIp) {
  EXPECT_EQ(PacketOf("> [ect0] . 1:1(0) ack 1").traffic_class, 2);
  EXPECT_EQ(PacketOf("> [ect1] . 1:1(0) ack 1").traffic_class, 1);
  EXPECT_EQ(PacketOf("> [ce] . 1:1(0) ack 1").traffic_class, 3);
  EXPECT_EQ(PacketOf("> [noecn] . 1:1(0) ack 1").traffic_class, 0);
  EXPECT_EQ(PacketOf("> (tos 0x12) . 1:1(0) ack 1").traffic_class, 0x12);
  EXPECT_EQ(PacketOf("> (ttl 4) . 1:1(0) ack 1").hop_limit, 4);
  EXPECT_EQ(PacketOf("> [flowlabel 0x12345] . 1:1(0) ack 1").flow_label, 0x12345u);
  EXPECT_EQ(PacketOf("> [dscp af11, ecn ect0] . 1:1(0) ack 1").traffic_class, 10 << 2 | 2);
  EXPECT_EQ(ProblemsOf("0 > [fast] . 1:1(0)"), "1:6 unknown_ip_field");
}

TEST(PacketLine, Ports) {
  const ScriptPacket packet = PacketOf("< 5000 > 80 S 0:0(0) win 9");
  EXPECT_EQ(packet.source_port, 5000);
  EXPECT_EQ(packet.destination_port, 80);
}

TEST(PacketLine, EncapsulatedSegmentsAreSegments) {
  EXPECT_EQ(PacketOf("< encap psp spi 7 P. 1:11(10) ack 1 win 9").length, 10u);
  EXPECT_EQ(PacketOf("< P. 1:11(10) ack 1 win 9 <nop>/udp(1 > 9811)").length, 10u);
  const ScriptPacket tunnel = PacketOf(
      "> ipv4 192.0.2.1 > 192.0.2.2: gre flags[key present] sum 0 off 0 key=5 seq 0: "
      ". 1:1(0) ack 1");
  ASSERT_EQ(tunnel.outer.size(), 2u);
  EXPECT_EQ(tunnel.outer[0].destination.ToString(), "192.0.2.2");
  EXPECT_EQ(HexOf(tunnel.outer[1].bytes), "00000005");
  const ScriptPacket labels =
      PacketOf("> ipv6 2001:db8::1 > 2001:db8::2: mpls (label 5, tc 1, [S], ttl 64): . 1:1(0)");
  EXPECT_EQ(HexOf(labels.outer[1].bytes), "00005340");
}

TEST(PacketLine, FreeBsdForms) {
  EXPECT_TRUE(PacketOf("> R. 0:0(0)! ack 2 win 0").absolute_seq);
  EXPECT_TRUE(PacketOf("> S. ...(0) ack 1 win 9").due_seq);
  EXPECT_FALSE(PacketOf("> S. ...(0) ack 1 win 9").due_ack);
}

TEST(PacketLine, AnyOptions) {
  EXPECT_TRUE(PacketOf("> . 1:1(0) ack 1 <...>").any_options);
  EXPECT_EQ(ProblemsOf("0 < . 1:1(0) ack 1 win 9 <...>"), "1:26 any_options_of_injected_packet");
}

TEST(PacketLine, OptionsOnTheNextLine) {
  EXPECT_EQ(PacketOf("< S 0:0(0) win 9\n    <mss 1000>").options.size(), 4u);
}

TEST(PacketLine, Udp) {
  const ScriptPacket packet = PacketOf("> udp (1000)");
  EXPECT_EQ(packet.transport, Transport::udp);
  EXPECT_EQ(packet.length, 1000u);
}

TEST(PacketLine, Icmp) {
  const ScriptPacket packet = PacketOf("< icmp unreachable frag_needed mtu 1200 [1:1001(1000)]");
  EXPECT_EQ(packet.transport, Transport::icmp);
  EXPECT_EQ(packet.icmp_type, 3);
  EXPECT_EQ(packet.icmp_code, 4);
  EXPECT_EQ(packet.mtu, 1200u);
  EXPECT_EQ(packet.quoted.seq, 1u);
  EXPECT_EQ(packet.quoted.length, 1000u);
  EXPECT_EQ(PacketOf("< icmp type_9 code_16").icmp_code, 16);
  EXPECT_EQ(ProblemsOf("0 < icmp nonsense"), "1:10 unknown_icmp_type");
  EXPECT_EQ(ProblemsOf("0 < icmp unreachable nonsense"), "1:22 unknown_icmp_code");
}

TEST(PacketLine, IcmpNamesOfIpv6TellTheVersion) {
  const Script script = ReadScript("0 < icmp packet_too_big mtu 1280 [1:1(0)]");
  EXPECT_EQ(ProblemsOf(script), "");
  EXPECT_EQ(script.settings.ip_version(), 6);
}

TEST(PacketLine, MistakesHaveTheirPlace) {
  EXPECT_EQ(ProblemsOf("0 < X 0:0(0) win 9"), "1:5 unknown_flag");
  EXPECT_EQ(ProblemsOf("0 < . 1:1(0) akc 1 win 9"), "1:14 unexpected_word_after_packet");
  EXPECT_EQ(ProblemsOf("0 < . 1:1(0 ack 1"), "1:13 expected_closing_parenthesis");
  EXPECT_EQ(ProblemsOf("0 < . 1:1(0) win 65536"), "1:18 number_too_large");
  EXPECT_EQ(ProblemsOf("0 < . 1:1(0) ack 1 win 9 <nop"), "1:30 expected_greater_than_sign");
  EXPECT_EQ(ProblemsOf("0 < . 1:65537(65536) win 9"), "1:15 number_too_large");
  EXPECT_EQ(ProblemsOf("0 < . 1:65536(65535) win 9"), "1:26 packet_too_large");
}

}  // namespace
}  // namespace tcpladder::test
