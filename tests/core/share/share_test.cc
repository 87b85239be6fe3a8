#include "core/share/share.h"

#include <gtest/gtest.h>

#include <random>

#include "core/engine/replay.h"
#include "core/net/checksum.h"
#include "tests/core/share/shared_capture.h"

namespace tcpladder::test {
namespace {

constexpr uint16_t kEthernet = 1, kRawIp = 101;

TalkCapture Exchange() {
  return TalkCapture()
      .Mss(1460)
      .Handshake()
      .Client(kPsh | kAck, 365)
      .Server(kAck)
      .Server(kPsh | kAck, 1248)
      .Server(kFin | kAck)
      .Client(kFin | kAck)
      .Server(kAck);
}

// What an engine tells of the segments of its first connection.
std::string Told(std::span<const std::byte> file) {
  Engine engine;
  RunEngine(engine, file);
  std::string text;
  if (engine.connections().empty()) return text;
  const Connection& connection = engine.connections()[0];
  int64_t start_ns = engine.StartOf(connection);
  for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next) {
    const SegmentRecord& s = engine.segments()[i];
    for (int64_t number : {s.time_ns - start_ns, int64_t{s.seq}, int64_t{s.ack}, int64_t{s.length},
                           int64_t{s.window}, int64_t{s.flags & SegmentRecord::kColumnMask},
                           int64_t{s.analysis}, int64_t{s.client_state}, int64_t{s.server_state}}) {
      text += std::to_string(number) + ' ';
    }
    text += '\n';
  }
  return text + ZeekOf(engine, connection).History();
}

// True where the checksum of a whole IPv4 packet with TCP is right, and that of its header.
bool ChecksumsHold(const Bytes& packet) {
  const auto length = static_cast<uint32_t>(packet.size() - 20);
  const uint32_t segment =
      uint32_t{InternetSum(packet.From(12).First(8))} + 6 + length + InternetSum(packet.From(20));
  return InternetSum(packet.First(20)) == 0xffff && segment % 0xffff == 0;
}

TEST(Share, TellsTheSameOfTheConnection) {
  const Bytes file = Exchange().File();
  for (const uint32_t flags : {0u, uint32_t{kShareOtherPorts}, uint32_t{kShareAddresses},
                               uint32_t{kSharePath}, uint32_t{kShareTimes}}) {
    const SharedFile shared = ShareFrom(file, {.flags = flags});
    EXPECT_EQ(shared.missing, 0u);
    EXPECT_EQ(Told(shared.bytes), Told(file)) << flags;
  }
}

TEST(Share, ComesOutTheSameHoweverTheCaptureIsCut) {
  const Bytes file = Exchange().File();
  const auto whole = ShareFrom(file).bytes;
  for (const size_t chunk : {1u, 7u, 100u, 4096u}) {
    EXPECT_EQ(ShareFrom(file, {.chunk = chunk}).bytes, whole) << chunk;
  }
}

TEST(Share, WritesOneConnectionOfMany) {
  const Bytes file = Together(
      {TalkCapture(40001).Handshake(), Exchange(), TalkCapture(40003).Handshake().Client(kRst)});
  EXPECT_EQ(ReadAll(ShareFrom(file, {.connection = 0}).bytes).frames.size(), 3u);
  EXPECT_EQ(ReadAll(ShareFrom(file, {.connection = 1}).bytes).frames.size(),
            Exchange().frames().size());
  EXPECT_EQ(ReadAll(ShareFrom(file, {.connection = 2}).bytes).frames.size(), 4u);
  EXPECT_TRUE(ReadAll(ShareFrom(file, {.connection = 3}).bytes).frames.empty());
}

TEST(Share, WritesAPartOfIt) {
  const Bytes file = Exchange().File();
  const auto frames = ReadAll(ShareFrom(file, {.first_row = 3, .last_row = 4}).bytes).frames;
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_EQ(frames[0].time_ns, kSharedStartNs);
  EXPECT_EQ(frames[1].time_ns, kSharedStartNs + kStepNs);
  EXPECT_TRUE(ReadAll(ShareFrom(file, {.first_row = 5, .last_row = 4}).bytes).frames.empty());
  EXPECT_TRUE(ReadAll(ShareFrom(file, {.first_row = 900}).bytes).frames.empty());
}

TEST(Share, LeavesNoAddressAndNoPayload) {
  TcpFields tcp;
  tcp.payload = Bytes::Text("the password is swordfish");
  const Bytes file = FileOf(kEthernet, Ethernet(0x0800, Ipv4({}, Tcp(tcp))));
  for (const uint32_t flags : {0u, uint32_t{kShareCutPayload}, uint32_t{kSharePath}}) {
    const auto bytes = ShareFrom(file, {.flags = flags}).bytes;
    EXPECT_FALSE(Contains(bytes, Bytes::Of({10, 0, 0, 1})));
    EXPECT_FALSE(Contains(bytes, Bytes::Of({10, 0, 0, 2})));
    EXPECT_FALSE(Contains(bytes, Bytes::Text("word")));
    EXPECT_TRUE(Contains(bytes, Bytes::Of({192, 0, 2, 1})));
    EXPECT_TRUE(Contains(bytes, Bytes::Of({192, 0, 2, 2})));
  }
}

TEST(Share, CutPayloadLeavesTheLengths) {
  const Bytes file = Exchange().File();
  const auto frames = ReadAll(ShareFrom(file, {.flags = kShareCutPayload}).bytes).frames;
  EXPECT_EQ(frames[3].bytes.size(), 40u);
  EXPECT_EQ(frames[3].original_length, 405u);
}

TEST(Share, ChecksumsAreRight) {
  for (const Bytes& packet : PacketsIn(ShareFrom(Exchange().File()))) {
    EXPECT_TRUE(ChecksumsHold(packet));
  }
  // Cut off, the payload counts as zeros, which add nothing.
  const auto zeroed = PacketsIn(ShareFrom(Exchange().File()));
  const auto cut = PacketsIn(ShareFrom(Exchange().File(), {.flags = kShareCutPayload}));
  ASSERT_EQ(cut.size(), zeroed.size());
  for (size_t i = 0; i < cut.size(); ++i) EXPECT_EQ(cut[i], zeroed[i].First(cut[i].size()));
}

TEST(Share, ADamagedSegmentStaysDamaged) {
  TcpFields tcp;
  tcp.payload = Bytes::Text("some");
  Bytes frame = Ipv4({}, Tcp(tcp));
  const Bytes right = PacketsIn(ShareFrom(FileOf(kRawIp, frame)))[0];
  frame.Set16(36, 0x1234);
  const Bytes wrong = PacketsIn(ShareFrom(FileOf(kRawIp, frame)))[0];
  EXPECT_TRUE(ChecksumsHold(right));
  EXPECT_FALSE(ChecksumsHold(wrong));
  EXPECT_FALSE(Contains(wrong, Bytes().U16(0x1234)));
}

TEST(Share, TimesBeginAtAFixedMomentUnlessKept) {
  const Bytes file = Exchange().File();
  EXPECT_EQ(ReadAll(ShareFrom(file).bytes).frames[0].time_ns, kSharedStartNs);
  EXPECT_EQ(ReadAll(ShareFrom(file, {.flags = kShareTimes}).bytes).frames[0].time_ns, kStartNs);
}

TEST(Share, NanosecondsAreWrittenWhereTheyAreNeeded) {
  PcapOptions options;
  options.magic = 0xa1b23c4d;
  options.nanoseconds = true;
  const auto frames = Exchange().frames();
  const Bytes file =
      PcapWriter(options).Frame(kStartNs, frames[0]).Frame(kStartNs + 1, frames[1]).file();
  const auto shared = ShareFrom(file).bytes;
  EXPECT_EQ(ReadAll(shared).frames[1].time_ns, kSharedStartNs + 1);
  EXPECT_TRUE(Contains(shared, Bytes::Of({0x4d, 0x3c, 0xb2, 0xa1})));
}

TEST(Share, PortsAreReplacedOnDemand) {
  const auto packets = PacketsIn(ShareFrom(Exchange().File(), {.flags = kShareOtherPorts}));
  const ByteReader syn(packets[0]), answer(packets[1]);
  EXPECT_EQ(syn.U16(20), AnonymisedPackets::kClientPort);
  EXPECT_EQ(syn.U16(22), AnonymisedPackets::kServerPort);
  EXPECT_EQ(answer.U16(20), AnonymisedPackets::kServerPort);
}

TEST(Share, TheWayOfAPacketIsAnonymisedUnlessKept) {
  Bytes frame = TcpFrame();
  frame.Set16(18, 4711).Set8(15, 0xb9).Set8(22, 57);
  const Bytes file = FileOf(kEthernet, frame);
  const auto packets = PacketsIn(ShareFrom(file));
  const ByteReader anonymised(packets[0]);
  EXPECT_EQ(anonymised.U8(1), 1);
  EXPECT_EQ(anonymised.U16(4), 1);
  EXPECT_EQ(anonymised.U8(8), 64);
  const auto kept = PacketsIn(ShareFrom(file, {.flags = kSharePath}));
  EXPECT_EQ(ByteReader(kept[0]).U8(1), 0xb9);
  EXPECT_EQ(ByteReader(kept[0]).U16(4), 4711);
  EXPECT_EQ(ByteReader(kept[0]).U8(8), 57);
}

TEST(Share, TunnelsArePeeledOff) {
  const Bytes inner = Ipv6({}, Tcp({}));
  const Bytes gre = Bytes().U16(0).U16(0x86dd) + inner;
  Ipv4Fields outer;
  outer.protocol = 47;
  const auto packets = PacketsIn(ShareFrom(FileOf(kEthernet, Ethernet(0x0800, Ipv4(outer, gre)))));
  ASSERT_EQ(packets.size(), 1u);
  EXPECT_EQ(packets[0].size(), 60u);
  EXPECT_EQ(packets[0].From(8).First(16), Bytes().U32(0x20010db8).Add(Bytes::Zeros(11)).U8(1));
  EXPECT_EQ(packets[0].From(24).First(16), Bytes().U32(0x20010db8).Add(Bytes::Zeros(11)).U8(2));
}

TEST(Share, BothEndsOnOneHostStayOnOneHost) {
  Ipv4Fields ip;
  ip.source = ip.destination = Bytes::Of({127, 0, 0, 1});
  const auto packets = PacketsIn(ShareFrom(FileOf(kRawIp, Ipv4(ip, Tcp({})))));
  EXPECT_EQ(packets[0].From(12).First(8), Bytes::Of({192, 0, 2, 1, 192, 0, 2, 1}));
}

TEST(Share, FragmentsAreWrittenTogether) {
  TcpFields tcp;
  tcp.payload = Bytes::Text("sixteen bytes !");
  const Bytes segment = Tcp(tcp);
  Ipv4Fields first, second;
  first.fragment = 0x2000;
  second.fragment = 3;
  PcapOptions options;
  options.link_type = kRawIp;
  const Bytes file = PcapWriter(options)
                         .Frame(kStartNs, Ipv4(first, segment.First(24)))
                         .Frame(kStartNs, Ipv4(second, segment.From(24)))
                         .file();
  const auto packets = PacketsIn(ShareFrom(file));
  ASSERT_EQ(packets.size(), 1u);
  EXPECT_EQ(packets[0].size(), 20u + segment.size());
  EXPECT_TRUE(ChecksumsHold(packets[0]));
}

TEST(Share, AFragmentAloneStaysOne) {
  TcpFields tcp;
  tcp.payload = Bytes::Zeros(100);
  Ipv4Fields ip;
  ip.fragment = 0x2000;
  const Bytes packet = Ipv4(ip, Tcp(tcp));
  const Bytes file = FileOf(kRawIp, packet.First(60), static_cast<uint32_t>(packet.size()));
  for (const uint32_t flags : {0u, uint32_t{kShareCutPayload}}) {
    EXPECT_EQ(Told(ShareFrom(file, {.flags = flags}).bytes), Told(file));
  }
  Ipv6Fields ip6;
  ip6.next = 44;
  const Bytes six = Ipv6(ip6, Ipv6Fragment(6, 9, 0, true, Tcp(tcp)));
  const Bytes file6 = FileOf(kRawIp, six.First(80), static_cast<uint32_t>(six.size()));
  EXPECT_EQ(Told(ShareFrom(file6).bytes), Told(file6));
}

TEST(Share, CutHeadersStayCut) {
  TcpFields tcp;
  tcp.options = Bytes::Of({2, 4, 5, 0xb4, 8, 10, 1, 2, 3, 4, 0, 0, 0, 0, 1, 1});
  const Bytes packet = Ipv4({}, Tcp(tcp));
  for (size_t bytes = 36; bytes < packet.size(); ++bytes) {
    const Bytes file = FileOf(kRawIp, packet.First(bytes), static_cast<uint32_t>(packet.size()));
    const SharedFile shared = ShareFrom(file);
    EXPECT_EQ(PacketsIn(shared)[0].size(), bytes);
    EXPECT_EQ(Told(shared.bytes), Told(file)) << bytes;
  }
}

TEST(Share, LengthsBeyondSixteenBitsAreTold) {
  TcpFields tcp;
  tcp.payload = Bytes::Zeros(70'000);
  Ipv4Fields ip;
  ip.total_length = 0;
  const Bytes file = FileOf(kRawIp, Ipv4(ip, Tcp(tcp)));
  EXPECT_EQ(Told(ShareFrom(file).bytes), Told(file));

  const Bytes segment = Tcp(tcp);
  const auto length = static_cast<uint32_t>(segment.size() + 8);
  Ipv6Fields ip6;
  ip6.next = 0;
  ip6.payload_length = 0;
  const Bytes jumbo = Ipv6(ip6, Ipv6Extension(6, Bytes::Of({194, 4}).U32(length), segment));
  const Bytes file6 = FileOf(kRawIp, jumbo);
  EXPECT_EQ(Told(ShareFrom(file6).bytes), Told(file6));
}

TEST(Share, WaitsForNoFrameThatChanged) {
  Engine engine;
  RunEngine(engine, Exchange().File());
  Share share(engine, 0, 0, UINT32_MAX, 0);
  const Bytes other = PcapWriter().Frame(kStartNs, Bytes::Zeros(60)).file();
  EXPECT_TRUE(share.Push(other));
  EXPECT_EQ(ReadAll(share.Take()).frames.size(), 0u);
  EXPECT_FALSE(Share(engine, 0, 0, UINT32_MAX, 0).Push(Bytes::Text("no capture at all")));
}

// Damaged captures come out as captures, whatever they hold.
TEST(Share, TakesAnyBytes) {
  std::mt19937 random(1);
  const Bytes whole = Exchange().File();
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::byte> file(whole.span().begin(), whole.span().end());
    for (int j = 0; j < 8; ++j) {
      file[24 + random() % (file.size() - 24)] = static_cast<std::byte>(random());
    }
    const SharedFile shared = ShareFrom(file, {.flags = static_cast<uint32_t>(random() % 32)});
    const ReadCapture again = ReadAll(shared.bytes);
    EXPECT_EQ(again.status, CaptureStatus::need_more);
    EXPECT_EQ(again.findings.size(), 0u);
    EXPECT_LE(shared.bytes.size(), 24 + 2 * file.size());
  }
}

}  // namespace
}  // namespace tcpladder::test
