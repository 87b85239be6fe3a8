// ICMP errors in a shared file: they speak of the same segments, and tell nobody's address.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/engine/tables.h"
#include "core/net/checksum.h"
#include "tests/core/engine/icmp_capture.h"
#include "tests/core/share/shared_capture.h"

namespace tcpladder::test {
namespace {

constexpr size_t kIpHeader = 20, kIcmpHeader = 8;

Bytes FileOf(const std::vector<Bytes>& frames) {
  PcapWriter writer;
  int64_t time_ns = kStartNs;
  for (const Bytes& frame : frames) writer.Frame(time_ns += kStepNs, frame);
  return writer.file();
}

std::vector<Bytes> With(const TalkCapture& talk, std::initializer_list<Bytes> errors) {
  std::vector<Bytes> frames = talk.frames();
  frames.insert(frames.end(), errors);
  return frames;
}

IcmpTable ErrorsIn(std::span<const std::byte> file) {
  Engine engine{{.set_aside_duplicates = true}};
  RunEngine(engine, file);
  return TableOfIcmp(engine, 0);
}

bool IsIcmp(const Bytes& packet) { return ByteReader(packet).U8(9) == 1; }

TEST(SharedIcmp, SpeaksOfTheSameSegments) {
  const TalkCapture talk = TalkCapture().Handshake().Server(kAck, 1400);
  auto frames = With(
      talk,
      {IcmpErrorFrame(kUnreachable, 4, {.seq = 5001, .flags = kAck, .of_server = true}, 1280, 9),
       IcmpErrorFrame(kTimeExceeded, 0, {.seq = 1001, .flags = kAck, .bytes = 8}, 0, 8)});
  frames.insert(frames.begin() + 1, IcmpErrorFrame(kUnreachable, 13));
  const Bytes file = FileOf(frames);
  const IcmpTable before = ErrorsIn(file);
  ASSERT_EQ(before.count, 3u);
  for (const uint32_t flags : {0u, uint32_t{kShareOtherPorts}, uint32_t{kShareAddresses},
                               uint32_t{kSharePath}, uint32_t{kShareCutPayload}}) {
    const SharedFile shared = ShareFrom(file, {.flags = flags});
    const IcmpTable after = ErrorsIn(shared.bytes);
    EXPECT_EQ(shared.missing, 0u);
    ASSERT_EQ(after.count, before.count) << flags;
    EXPECT_EQ(after.frame, before.frame);
    EXPECT_EQ(after.after, before.after);
    EXPECT_EQ(after.seq, before.seq);
    EXPECT_EQ(after.to, before.to);
    EXPECT_EQ(after.type, before.type);
    EXPECT_EQ(after.code, before.code);
    EXPECT_EQ(after.mtu, before.mtu);
  }
}

TEST(SharedIcmp, ComesBeforeTheFirstSegmentToo) {
  std::vector<Bytes> frames = TalkCapture().Client(kSyn).frames();
  frames.insert(frames.begin(), IcmpErrorFrame(kUnreachable, 1));
  const auto packets = PacketsIn(ShareFrom(FileOf(frames)));
  ASSERT_EQ(packets.size(), 2u);
  EXPECT_TRUE(IsIcmp(packets[0]));
  EXPECT_FALSE(IsIcmp(packets[1]));
}

TEST(SharedIcmp, GoesWithTheRowBeforeIt) {
  const IcmpQuote quote{.seq = 1001, .flags = kAck};
  std::vector<Bytes> frames = TalkCapture().Handshake().Client(kAck, 10).frames();
  frames.insert(frames.begin() + 3, IcmpErrorFrame(kTimeExceeded, 0, quote, 0, 1));
  frames.push_back(IcmpErrorFrame(kTimeExceeded, 1, quote, 0, 2));
  const Bytes file = FileOf(frames);
  const auto errors = [&](uint32_t first, uint32_t last) {
    const auto packets = PacketsIn(ShareFrom(file, {.first_row = first, .last_row = last}));
    return std::count_if(packets.begin(), packets.end(), IsIcmp);
  };
  EXPECT_EQ(errors(0, 1), 0);
  EXPECT_EQ(errors(0, 2), 1);
  EXPECT_EQ(errors(2, 2), 1);
  EXPECT_EQ(errors(3, 3), 1);
  EXPECT_EQ(errors(0, UINT32_MAX), 2);
}

TEST(SharedIcmp, LeavesNoAddressAndNoPayload) {
  TcpFields tcp;
  tcp.flags = kSyn;
  tcp.seq = 1000;
  tcp.source_port = 40000;
  tcp.destination_port = 80;
  tcp.payload = Bytes::Text("swordfish");
  Ipv4Fields ip;
  ip.source = Bytes::Of({203, 0, 113, 99});
  ip.destination = Bytes::Of({10, 0, 0, 1});
  ip.protocol = 1;
  // A redirect names a gateway.
  const Bytes icmp = Bytes::Of({5, 1, 0, 0, 203, 0, 113, 98}) + Ipv4({}, Tcp(tcp));
  const Bytes file = FileOf(With(TalkCapture().Client(kSyn), {Ethernet(0x0800, Ipv4(ip, icmp))}));
  const auto shared = ShareFrom(file);
  for (const Bytes& secret : {Bytes::Of({203, 0, 113}), Bytes::Of({10, 0, 0, 1}),
                              Bytes::Of({10, 0, 0, 2}), Bytes::Text("word")}) {
    EXPECT_FALSE(Contains(shared.bytes, secret));
  }
  const auto packets = PacketsIn(shared);
  ASSERT_EQ(packets.size(), 2u);
  EXPECT_EQ(packets[1].From(12).First(8), Bytes::Of({198, 51, 100, 1, 192, 0, 2, 1}));
  const Bytes quoted = packets[1].From(kIpHeader + kIcmpHeader);
  EXPECT_EQ(quoted.From(12).First(8), Bytes::Of({192, 0, 2, 1, 192, 0, 2, 2}));
}

TEST(SharedIcmp, EachSenderHasAnAddressOfItsOwn) {
  std::vector<Bytes> errors;
  // The server itself, two routers, the first one again.
  for (const uint16_t host : std::initializer_list<uint16_t>{2, 77, 78, 77}) {
    Bytes frame = IcmpErrorFrame(kUnreachable, 1, {}, 0, static_cast<uint16_t>(errors.size() + 1));
    frame.Set16(26, 10 << 8).Set16(28, host);
    errors.push_back(frame);
  }
  const Bytes file =
      FileOf(With(TalkCapture().Client(kSyn), {errors[0], errors[1], errors[2], errors[3]}));
  const auto packets = PacketsIn(ShareFrom(file));
  ASSERT_EQ(packets.size(), 5u);
  EXPECT_EQ(packets[1].From(12).First(4), Bytes::Of({192, 0, 2, 2}));
  EXPECT_EQ(packets[2].From(12).First(4), Bytes::Of({198, 51, 100, 1}));
  EXPECT_EQ(packets[3].From(12).First(4), Bytes::Of({198, 51, 100, 2}));
  EXPECT_EQ(packets[4].From(12).First(4), Bytes::Of({198, 51, 100, 1}));
}

TEST(SharedIcmp, MoreSendersThanAddressesShareTheLast) {
  std::vector<Bytes> frames = TalkCapture().Client(kSyn).frames();
  constexpr uint16_t kSenders = 300;
  for (uint16_t i = 0; i < kSenders; ++i) {
    Bytes frame = IcmpErrorFrame(kUnreachable, 1, {}, 0, static_cast<uint16_t>(i + 1));
    frame.Set16(26, 20 << 8).Set16(28, i);
    frames.push_back(frame);
  }
  const auto packets = PacketsIn(ShareFrom(FileOf(frames)));
  ASSERT_EQ(packets.size(), kSenders + 1u);
  EXPECT_EQ(packets[kSenders].From(12).First(4), Bytes::Of({198, 51, 100, 254}));
}

TEST(SharedIcmp, ChecksumsAreRight) {
  const Bytes file = FileOf(With(TalkCapture().Client(kSyn), {IcmpErrorFrame(kUnreachable, 1)}));
  const Bytes packet = PacketsIn(ShareFrom(file))[1];
  EXPECT_EQ(InternetSum(packet.First(kIpHeader)), 0xffff);
  EXPECT_EQ(InternetSum(packet.From(kIpHeader)), 0xffff);
}

TEST(SharedIcmp, VersionSixHasItsOwnRangeAndChecksum) {
  TcpFields syn;
  syn.flags = kSyn;
  Ipv6Fields error;
  error.source = Bytes::Zeros(15).U8(9);
  error.destination = Bytes::Zeros(15).U8(1);
  error.next = 58;
  const Bytes icmp = Bytes::Of({2, 0, 0, 0}).U32(1280) + Ipv6({}, Tcp(syn));
  const Bytes file =
      FileOf({Ethernet(0x86dd, Ipv6({}, Tcp(syn))), Ethernet(0x86dd, Ipv6(error, icmp))});
  const SharedFile shared = ShareFrom(file);
  const auto packets = PacketsIn(shared);
  ASSERT_EQ(packets.size(), 2u);
  const Bytes& packet = packets[1];
  EXPECT_EQ(packet.From(8).First(8), Bytes().U32(0x20010db8).U32(0x00010000));
  const auto length = static_cast<uint32_t>(packet.size() - 40);
  const uint32_t sum = uint32_t{InternetSum(packet.From(8))} + 58 + length;
  EXPECT_EQ(sum % 0xffff, 0u);
  ASSERT_EQ(ErrorsIn(shared.bytes).count, 1u);
  EXPECT_EQ(ErrorsIn(shared.bytes).mtu[0], 1280u);
}

TEST(SharedIcmp, TakesAnyBytes) {
  std::mt19937 random(2);
  const Bytes whole = FileOf(
      With(TalkCapture().Client(kSyn), {IcmpErrorFrame(kUnreachable, 4, {}, 1280, 1),
                                        IcmpErrorFrame(kTimeExceeded, 0, {.bytes = 8}, 0, 2)}));
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::byte> file(whole.span().begin(), whole.span().end());
    for (int j = 0; j < 4; ++j) {
      file[24 + random() % (file.size() - 24)] = static_cast<std::byte>(random());
    }
    const ReadCapture again = ReadAll(ShareFrom(file).bytes);
    EXPECT_EQ(again.status, CaptureStatus::need_more);
    EXPECT_EQ(again.findings.size(), 0u);
  }
}

}  // namespace
}  // namespace tcpladder::test
