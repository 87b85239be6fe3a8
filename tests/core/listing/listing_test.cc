// What tcpdump and tshark print, read back.
#include "core/listing/listing.h"

#include <gtest/gtest.h>

#include <string>

#include "core/capture/frame_notes.h"
#include "core/listing/listing_lines.h"
#include "core/net/tcp_flags.h"
#include "tests/support/dissect.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kRawIp = 101;

// "192.0.2.1:1>192.0.2.2:80 2 0 0 9 0" for each packet: ends, flags, seq, ack, window, length.
std::string WireOf(std::string_view text) {
  const Listing listing = ReadListing(text);
  std::string lines;
  for (const ListingPacket& packet : listing.packets) {
    Bytes bytes;
    for (const std::byte byte : packet.bytes) bytes.U8(std::to_integer<uint64_t>(byte));
    const auto read = DissectorProbe().Read(kRawIp, bytes, packet.original_length);
    if (!read) return "no segment";
    const TcpSegment& segment = read->segment;
    lines += segment.source.ToString() + ':' + std::to_string(segment.source_port) + '>';
    lines += segment.destination.ToString() + ':' + std::to_string(segment.destination_port) + ' ';
    lines += std::to_string(segment.flags) + ' ' + std::to_string(segment.seq) + ' ';
    lines += std::to_string(segment.ack) + ' ' + std::to_string(segment.window) + ' ';
    lines += std::to_string(segment.length) + '\n';
  }
  return lines;
}

std::string NotesOf(std::string_view text) {
  std::string notes;
  for (const ListingPacket& packet : ReadListing(text).packets) {
    if (!notes.empty()) notes += ' ';
    notes += std::to_string(packet.notes);
  }
  return notes;
}

std::string TimesOf(std::string_view text) {
  std::string times;
  for (const ListingPacket& packet : ReadListing(text).packets) {
    if (!times.empty()) times += ' ';
    times += std::to_string(packet.time_ns / 1000);
  }
  return times;
}

constexpr std::string_view kTcpdump =
    "20:09:47.000000 IP 192.0.2.1.4001 > 192.0.2.2.80: Flags [S], seq 1000, win 64240, options "
    "[mss 1460,sackOK,TS val 7 ecr 0,nop,wscale 10], length 0\n"
    "20:09:47.004000 IP 192.0.2.2.80 > 192.0.2.1.4001: Flags [S.], seq 5000, ack 1001, win 65160, "
    "options [mss 1460], length 0\n"
    "20:09:47.008000 IP 192.0.2.1.4001 > 192.0.2.2.80: Flags [.], ack 1, win 63, length 0\n"
    "20:09:47.009000 IP 192.0.2.1.4001 > 192.0.2.2.80: Flags [P.], seq 1:366, ack 1, win 63, "
    "length 365: HTTP: GET / HTTP/1.1\n";

constexpr std::string_view kTcpdumpWire =
    "192.0.2.1:4001>192.0.2.2:80 2 1000 0 64240 0\n"
    "192.0.2.2:80>192.0.2.1:4001 18 5000 1001 65160 0\n"
    "192.0.2.1:4001>192.0.2.2:80 16 1001 5001 63 0\n"
    "192.0.2.1:4001>192.0.2.2:80 24 1001 5001 63 365\n";

TEST(TcpdumpListing, RelativeNumbersBecomeAbsolute) {
  EXPECT_EQ(WireOf(kTcpdump), kTcpdumpWire);
  EXPECT_EQ(NotesOf(kTcpdump), "0 0 " + std::to_string(kSeqUnknown) + " 0");
}

TEST(TcpdumpListing, AbsoluteNumbersStay) {
  std::string text(kTcpdump);
  text.replace(text.find("ack 1, win 63, length 0"), 5, "ack 5001");
  text.replace(text.find("seq 1:366, ack 1"), 16, "seq 1001:1366, ack 5001");
  EXPECT_EQ(WireOf(text), kTcpdumpWire);
}

TEST(TcpdumpListing, TwoLinesPerPacketWithV) {
  EXPECT_EQ(WireOf("20:09:47.285330 IP (tos 0x0, ttl 64, id 35968, offset 0, flags [DF], proto TCP "
                   "(6), length 60)\n"
                   "    192.0.2.1.4001 > 192.0.2.2.80: Flags [S], cksum 0x0cb4 (correct), seq 9, "
                   "win 64240, length 0\n"),
            "192.0.2.1:4001>192.0.2.2:80 2 9 0 64240 0\n");
  EXPECT_EQ(TimesOf("00:00:07.5 IP (tos 0x0, length 60)\n"
                    "    192.0.2.1.1 > 192.0.2.2.80: Flags [S], seq 9, win 1, length 0\n"),
            "7500000");
}

TEST(TcpdumpListing, AHeaderThatIcmpQuotesIsNoSegment) {
  EXPECT_EQ(WireOf("20:17:38.5 IP (tos 0xc0, proto ICMP (1), length 88)\n"
                   "    192.0.2.2 > 192.0.2.1: ICMP host 192.0.2.2 unreachable, length 68\n"
                   "\tIP (tos 0x0, ttl 64, proto TCP (6), length 60)\n"
                   "    192.0.2.1.4 > 192.0.2.2.443: Flags [S], seq 9, win 64240, length 0\n"),
            "");
}

TEST(TcpdumpListing, LinkHeadersAndInterfaces) {
  EXPECT_EQ(WireOf("20:10:00.5 02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), "
                   "length 78: 192.0.2.1.4 > 192.0.2.2.80: Flags [S], seq 9, win 1, length 0\n"
                   "20:10:15.3 eth0  In  IP6 2001:db8::1.5 > 2001:db8::2.80: Flags [R], seq 9, win "
                   "0, length 0\n"),
            "192.0.2.1:4>192.0.2.2:80 2 9 0 1 0\n2001:db8::1:5>2001:db8::2:80 4 9 0 0 0\n");
}

TEST(TcpdumpListing, NamesGetAddressesForDocumentation) {
  const Listing listing = ReadListing(
      "20:10:00.5 IP laptop.lan.4001 > www.example.org.http: Flags [S], seq 9, win 1, length 0\n");
  ASSERT_EQ(listing.names.size(), 2u);
  EXPECT_EQ(listing.names[0].name, "laptop.lan");
  EXPECT_EQ(listing.names[1].address.ToString(), "192.0.2.2");
}

TEST(TcpdumpListing, Times) {
  const auto line = [](const std::string& time) {
    return time + "IP 192.0.2.1.4 > 192.0.2.2.80: Flags [R], seq 9, win 0, length 0\n";
  };
  EXPECT_EQ(TimesOf(line("")), "0");
  EXPECT_EQ(TimesOf(line("1700000000.000001 ")), "1700000000000001");
  EXPECT_EQ(TimesOf(line("1970-01-02 00:00:01.5 ")), "86401500000");
  EXPECT_EQ(TimesOf(line("23:59:59.0 ") + line("00:00:01.0 ")), "86399000000 86401000000");
  EXPECT_EQ(TimesOf(line(" 00:00:00.0 ") + line(" 00:00:00.5 ") + line(" 00:00:00.25 ")),
            "0 500000 750000")
      << "distances";
}

TEST(TcpdumpListing, OptionsAndWhatIsNotUnderstood) {
  const auto options = [](const std::string& text) {
    const auto segment = ReadTcpdumpLine(
        "IP 192.0.2.1.4 > 192.0.2.2.80: Flags [.], ack 1, win 0, options [" + text + "], length 0",
        {});
    EXPECT_TRUE(segment);
    return std::to_string(segment->options.size()) + (segment->options_complete ? "" : "+");
  };
  EXPECT_EQ(options("nop,nop,TS val 1 ecr 2"), "12");
  EXPECT_EQ(options("nop,nop,sack 2 {1:2}{3:4}"), "20");
  EXPECT_EQ(options("tfo  cookie 82028aacbd7e4123,nop,nop"), "12");
  EXPECT_EQ(options("mptcp 8 dss ack 9"), "0+");
}

constexpr std::string_view kTshark =
    "    1   0.000000    192.0.2.1 \xe2\x86\x92 192.0.2.2    TCP 74 40016 \xe2\x86\x92 8080 [SYN] "
    "Seq=0 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=42 TSecr=0 WS=1024\n"
    "    2   0.004498    192.0.2.2 \xe2\x86\x92 192.0.2.1    TCP 74 8080 \xe2\x86\x92 40016 [SYN, "
    "ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460 WS=128\n"
    "    3   0.017106    192.0.2.1 \xe2\x86\x92 192.0.2.2    TCP 66 40016 \xe2\x86\x92 8080 [ACK] "
    "Seq=1 Ack=1 Win=64512 Len=0\n"
    "    4   0.02    192.0.2.1 \xe2\x86\x92 192.0.2.2    HTTP 144 GET / HTTP/1.1\n";

constexpr std::string_view kTsharkWire =
    "192.0.2.1:40016>192.0.2.2:8080 2 0 0 64240 0\n"
    "192.0.2.2:8080>192.0.2.1:40016 18 0 1 65160 0\n"
    "192.0.2.1:40016>192.0.2.2:8080 16 1 1 63 0\n";

TEST(TsharkListing, DefaultColumns) {
  EXPECT_EQ(WireOf(kTshark), kTsharkWire);
  EXPECT_EQ(TimesOf(kTshark), "0 4498 17106");
  EXPECT_EQ(ReadListing(kTshark).other_lines, 1u);
}

TEST(TsharkListing, WhatItDoesNotHoldIsNoted) {
  const std::string always = std::to_string(kNumbersRelative | kOptionsUnknown);
  EXPECT_EQ(NotesOf(kTshark), always + ' ' + always + ' ' + always);
  EXPECT_EQ(NotesOf("7 0.1 192.0.2.1 -> 192.0.2.2 TCP 66 40016 > 8080 [ACK] Seq=1 Ack=1 Win=64512 "
                    "Len=0\n"),
            std::to_string(kNumbersRelative | kOptionsUnknown | kWindowUnknown))
      << "how it was scaled";
}

TEST(TsharkListing, ColumnsOfWireshark) {
  EXPECT_EQ(WireOf("\"No.\",\"Time\",\"Source\",\"Destination\",\"Protocol\",\"Length\",\"Info\"\n"
                   "\"1\",\"0.000000\",\"192.0.2.1\",\"192.0.2.2\",\"TCP\",\"74\",\"[TCP "
                   "Retransmission] 5  >  80 [SYN] Seq=0 Win=9 Len=0\"\n"),
            "192.0.2.1:5>192.0.2.2:80 2 0 0 9 0\n");
  EXPECT_EQ(WireOf("1\t0.000000\t192.0.2.1\t192.0.2.2\tTCP\t74\thttp(80) \xe2\x86\x92 5 [RST, ACK] "
                   "Seq=1 Ack=1 Win=0 Len=0\n"),
            "192.0.2.1:80>192.0.2.2:5 20 1 1 0 0\n");
}

TEST(TsharkListing, TheNextConnectionOnTheSamePortsBeginsElsewhere) {
  const std::string fin =
      "5 0.03 192.0.2.1 -> 192.0.2.2 TCP 66 40016 > 8080 [FIN, ACK] Seq=1 Ack=1 Win=64512 Len=0\n";
  const std::string wire = WireOf(std::string(kTshark) + fin + std::string(kTshark));
  EXPECT_EQ(wire.substr(wire.find("17 1 1 63 0\n") + 12),
            "192.0.2.1:40016>192.0.2.2:8080 2 1073741824 0 64240 0\n"
            "192.0.2.2:8080>192.0.2.1:40016 18 1073741824 1073741825 65160 0\n"
            "192.0.2.1:40016>192.0.2.2:8080 16 1073741825 1073741825 63 0\n");
}

TEST(Listing, OtherTextIsNone) {
  EXPECT_FALSE(LooksLikeListing("Flags [S], seq 1\nSeq=0 Win=1\nhello > world: Flags [\n"));
  EXPECT_EQ(ReadListing("").packets.size(), 0u);
}

}  // namespace
}  // namespace tcpladder::test
