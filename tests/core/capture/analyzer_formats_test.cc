// The formats of Sniffer for Windows and of OmniPeek.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/capture/frame.h"
#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"

namespace tcpladder::test {
namespace {

constexpr ByteOrder kLittle = ByteOrder::little;

struct NetxrayOptions {
  std::string_view version = "002.002";
  uint8_t network = 0, network_plus = 0, unit = 0, captured_by = 0;
  uint64_t start = 5000000;
  uint32_t rate = 0;
  uint32_t first = 128, end = 0;  // 0: no end is told
};
Bytes NetxrayHeader(const NetxrayOptions& options) {
  Bytes header = Bytes::Text("XCP").U8(0).Add(options.version).U8(0);
  header.Add(Bytes(kLittle).U32(1700000000).U32(1).U32(0).U32(options.first).U32(options.end));
  header.Add(Bytes::Zeros(12)).U8(options.network).U8(options.network_plus).U16(0);
  header.Add(Bytes(kLittle).U32(options.unit).U64(options.start).U32(0));
  header.Add(Bytes::Zeros(12)).Add(Bytes(kLittle).U32(options.rate)).U32(0);
  return header.U8(options.captured_by).PadTo(128);
}
Bytes NetxrayRecord(int major, uint64_t time, const Bytes& frame, bool check_sequence = false) {
  const Bytes bytes = check_sequence ? frame + Bytes::Zeros(4) : frame;
  Bytes record = Bytes(kLittle).U64(time).U16(bytes.size()).U16(bytes.size());
  record.U16(0).U16(check_sequence ? 0xffff : 0).Add(Bytes::Zeros(major == 1 ? 12 : 24));
  return record.Add(bytes);
}

TEST(Netxray, Version2) {
  const Bytes file = NetxrayHeader({}) + NetxrayRecord(2, 6500000, TcpFrame()) +
                     NetxrayRecord(2, 6500001, TcpFrame(), true);
  const auto capture = ReadAll(file);
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000001500000000);
  EXPECT_EQ(capture.frames[0].link_type, 1);
  EXPECT_EQ(capture.frames[0].file_offset, 168u);
  EXPECT_EQ(capture.frames[0].original_length, TcpFrame().size());
  EXPECT_EQ(capture.frames[1].time_ns, 1700000001500001000);
  EXPECT_EQ(capture.frames[1].bytes.size(), TcpFrame().size());
}

TEST(Netxray, Version1CountsMilliOrMicroseconds) {
  NetxrayOptions options;
  options.start = 0;
  for (const auto& [version, time] : {std::pair{"001.000", int64_t{1700000002000000000}},
                                      std::pair{"001.100", int64_t{1700000000002000000}}}) {
    options.version = version;
    const auto capture = ReadAll(NetxrayHeader(options) + NetxrayRecord(1, 2000, TcpFrame()));
    ASSERT_EQ(capture.frames.size(), 1u) << version;
    EXPECT_EQ(capture.frames[0].time_ns, time);
  }
}

TEST(Netxray, UnitsOfTime) {
  const auto time = [](const NetxrayOptions& options, uint64_t units) {
    return ReadAll(NetxrayHeader(options) + NetxrayRecord(2, units, TcpFrame()))
        .frames.at(0)
        .time_ns;
  };
  EXPECT_EQ(time({.unit = 1, .start = 0}, 1193000), 1700000001000000000);
  EXPECT_EQ(time({.unit = 2, .start = 0, .rate = 3579545}, 3579545), 1700000001000000000);
  EXPECT_EQ(time({.unit = 2, .captured_by = 2, .start = 99}, 31250000), 1700000001000000000);
}

TEST(Netxray, Networks) {
  const auto link_type = [](const NetxrayOptions& options) {
    const Bytes file = NetxrayHeader(options) + NetxrayRecord(2, 0, TcpFrame());
    return ReadAll(file).frames.at(0).link_type;
  };
  EXPECT_EQ(link_type({.network = 1, .network_plus = 2}), 1);
  EXPECT_EQ(link_type({.network = 1}), 6);
  EXPECT_EQ(link_type({.network = 9}), 105);
  EXPECT_EQ(link_type({.network = 3, .captured_by = 3}), 9);
  EXPECT_EQ(link_type({.network = 3, .captured_by = 4}), 107);
  EXPECT_EQ(link_type({.network = 6}), kNoLinkType);
}

TEST(Netxray, RecordsLieWhereTheHeaderSays) {
  const Bytes record = NetxrayRecord(2, 5000000, TcpFrame());
  const auto end = static_cast<uint32_t>(140 + record.size());
  const NetxrayOptions options{.first = 140, .end = end};
  const Bytes file = NetxrayHeader(options) + Bytes::Zeros(12) + record + Bytes::Text("rest");
  const auto whole = ReadAll(file);
  EXPECT_TRUE(whole.findings.empty());
  EXPECT_EQ(whole.frames.size(), 1u);
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
  }
}

TEST(Netxray, RingHasTwoParts) {
  const Bytes record = NetxrayRecord(2, 5000000, TcpFrame());
  const auto length = static_cast<uint32_t>(record.size());
  const NetxrayOptions options{.first = 128 + length + 10, .end = 128 + length};
  EXPECT_EQ(ReadAll(NetxrayHeader(options) + record + Bytes::Zeros(10) + record).frames.size(), 2u);
}

TEST(Netxray, OtherVersionAndCutTail) {
  const auto other = ReadAll(NetxrayHeader({.version = "003.000"}));
  EXPECT_EQ(other.status, CaptureStatus::refused);
  EXPECT_TRUE(other.Find(FindingId::k_unsupported_version));
  const auto cut = ReadAll(NetxrayHeader({}) + NetxrayRecord(2, 0, TcpFrame()).First(60));
  EXPECT_TRUE(cut.frames.empty());
  EXPECT_TRUE(cut.Find(FindingId::k_truncated_tail));
}

Bytes Section(std::string_view name, const Bytes& contents) {
  return Bytes::Text(name).Add(Bytes(kLittle).U32(12 + contents.size()).U32(0x200)).Add(contents);
}
Bytes PeekFront(int version, int medium) {
  return Section("\x7fver",
                 Bytes::Text("<FileVersion>" + std::to_string(version) + ".0</FileVersion>")) +
         Section("sess", Bytes::Text("<MediaType>0</MediaType><MediaSubType>" +
                                     std::to_string(medium) + "</MediaSubType>")) +
         Section("pkts", {});
}
Bytes PeekRecord(const Bytes& frame, uint32_t slice) {
  constexpr uint64_t kTime = (uint64_t{1700000000} + 11644473600) * 1000000000 + 7;
  Bytes record(kLittle);
  record.U16(0).U32(frame.size() + 4).U16(1).U32(kTime & 0xffffffff).U16(2).U32(kTime >> 32);
  record.U16(3).U32(0).U16(0xffff).U32(slice);
  return record.Add(frame + Bytes::Zeros(4));
}

TEST(PeekTagged, RecordsAreListsOfTags) {
  const Bytes frame = TcpFrame();
  const Bytes file = PeekFront(9, 0) + PeekRecord(frame, 0) +
                     PeekRecord(frame, static_cast<uint32_t>(frame.size() + 4));
  const auto capture = ReadAll(file);
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].time_ns, 1700000000000000007);
  EXPECT_EQ(capture.frames[0].link_type, 1);
  EXPECT_EQ(capture.frames[0].original_length, frame.size());
  EXPECT_EQ(capture.frames[0].bytes.size(), frame.size());
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(capture, ReadCutAt(file, cut))) << cut;
  }
}

TEST(PeekTagged, Media) {
  const auto link_type = [](int medium) {
    return ReadAll(PeekFront(9, medium) + PeekRecord(TcpFrame(), 0)).frames.at(0).link_type;
  };
  EXPECT_EQ(link_type(1), 105);
  EXPECT_EQ(link_type(3), 105);
  EXPECT_EQ(link_type(7), kNoLinkType);
}

TEST(PeekTagged, OtherVersionCutTailAndDamage) {
  EXPECT_EQ(ReadAll(PeekFront(8, 0)).status, CaptureStatus::refused);
  EXPECT_EQ(ReadAll(PeekFront(9, 0).First(40)).status, CaptureStatus::refused);
  const auto cut = ReadAll(PeekFront(9, 0) + PeekRecord(TcpFrame(), 0).First(50));
  EXPECT_TRUE(cut.Find(FindingId::k_truncated_tail));
  const auto damaged = ReadAll(PeekFront(9, 0) + Bytes::Zeros(1000));
  EXPECT_TRUE(damaged.Find(FindingId::k_bad_record_length));
}

TEST(PeekTagged, NothingAfterDamageIsReadHoweverItIsCut) {
  const Bytes record = PeekRecord(TcpFrame(), 0);
  const Bytes file = PeekFront(9, 0) + record + Bytes::Zeros(1000) + record + record;
  const auto whole = ReadAll(file);
  EXPECT_EQ(whole.frames.size(), 1);
  for (size_t cut = 0; cut <= file.size(); ++cut) {
    ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
  }
}

}  // namespace
}  // namespace tcpladder::test
