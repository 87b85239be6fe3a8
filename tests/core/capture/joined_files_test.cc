// Files joined end to end, and records that cannot be any.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr int64_t kOneSecond = 1000000000;
constexpr int64_t kFirstTime = 1700000000 * kOneSecond;

class JoinedFiles : public testing::TestWithParam<ByteOrder> {
 protected:
  static Bytes Pcap(uint32_t link_type, int frames) {
    PcapOptions options;
    options.order = GetParam();
    options.link_type = link_type;
    PcapWriter writer(options);
    for (int i = 0; i < frames; ++i) writer.Frame(kFirstTime + i * kOneSecond, TcpFrame());
    return writer.file();
  }
  static Bytes Pcapng() {
    PcapngWriter writer(GetParam());
    writer.Interface(101).EnhancedPacket(0, kFirstTime / 1000, TcpFrame());
    return writer.file();
  }
  static void ExpectSameInAnyChunks(const Bytes& file) {
    const auto whole = ReadAll(file);
    for (size_t cut = 0; cut <= file.size(); ++cut) {
      ASSERT_TRUE(SameOutput(whole, ReadCutAt(file, cut))) << cut;
    }
    EXPECT_TRUE(SameOutput(whole, ReadAll(file, 1)));
  }
};
INSTANTIATE_TEST_SUITE_P(Orders, JoinedFiles, testing::Values(ByteOrder::big, ByteOrder::little));

TEST_P(JoinedFiles, AreReadOneAfterTheOther) {
  const Bytes first = Pcap(1, 2);
  const Bytes file = first + Pcap(101, 3);
  const auto capture = ReadAll(file);
  ASSERT_EQ(capture.frames.size(), 5u);
  EXPECT_EQ(capture.frames[1].link_type, 1);
  EXPECT_EQ(capture.frames[2].link_type, 101);
  EXPECT_EQ(capture.frames[2].number, 3u);
  EXPECT_EQ(capture.frames[2].time_ns, kFirstTime);
  const Finding* finding = capture.Find(FindingId::k_another_file);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->args[0], static_cast<int64_t>(first.size()));
  EXPECT_EQ(capture.findings.size(), 1u);
  ExpectSameInAnyChunks(file);
}

TEST_P(JoinedFiles, OfDifferentFormatsToo) {
  const auto behind = ReadAll(Pcap(1, 2) + Pcapng() + Pcap(1, 1));
  ASSERT_EQ(behind.frames.size(), 4u);
  EXPECT_EQ(behind.frames[2].link_type, 101);
  EXPECT_EQ(behind.Find(FindingId::k_another_file)->count, 2u);
  ExpectSameInAnyChunks(Pcapng() + Pcap(1, 2) + Pcapng());
}

// Read as a block of the first file, the version number of the second is too long a length.
TEST_P(JoinedFiles, OfTheOtherByteOrder) {
  PcapOptions options;
  options.order = GetParam() == ByteOrder::big ? ByteOrder::little : ByteOrder::big;
  PcapWriter writer(options);
  writer.Frame(kFirstTime, TcpFrame());
  ExpectSameInAnyChunks(Pcapng() + writer.file());
}

TEST_P(JoinedFiles, WithoutRecordsAreMany) {
  Bytes file;
  for (int i = 0; i < 20000; ++i) file.Add(Pcap(1, 0));
  const auto capture = ReadAll(file + Pcap(1, 1));
  EXPECT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.Find(FindingId::k_another_file)->count, 20000u);
}

// The first file ends within a record, which then claims the beginning of the second one.
TEST_P(JoinedFiles, TheFirstMayBeCut) {
  for (const size_t missing : {1u, 20u, 53u}) {
    const Bytes first = Pcap(1, 3);
    const Bytes file = first.First(first.size() - missing) + Pcap(1, 4);
    const auto capture = ReadAll(file);
    EXPECT_EQ(capture.frames.size(), 6u) << missing;
    EXPECT_TRUE(capture.Find(FindingId::k_truncated_tail)) << missing;
    EXPECT_TRUE(capture.Find(FindingId::k_another_file)) << missing;
    ExpectSameInAnyChunks(file);
  }
}

TEST_P(JoinedFiles, DamageInFrontOfTheSecondIsSkipped) {
  const Bytes noise = Bytes::Text("nothing but noise in front of another file header");
  const auto capture = ReadAll(Pcap(1, 2) + noise + Pcap(1, 2));
  EXPECT_EQ(capture.frames.size(), 4u);
  EXPECT_TRUE(capture.Find(FindingId::k_bad_record_length));
  EXPECT_TRUE(capture.Find(FindingId::k_another_file));
}

TEST_P(JoinedFiles, ZerosAreNumberedAndNoFrames) {
  const Bytes file = Pcap(1, 1) + Bytes::Zeros(48) + Pcap(1, 1).From(24);
  const auto capture = ReadAll(file);
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[1].number, 5u);
  EXPECT_EQ(capture.Find(FindingId::k_empty_records)->count, 3u);
  ExpectSameInAnyChunks(file);
}

class OddTimes : public testing::Test {
 public:
  OddTimes& At(int64_t seconds) {
    writer_.Frame(seconds * kOneSecond, TcpFrame());
    return *this;
  }
  // The times of all frames, in seconds; doubtful ones are marked by a minus.
  std::vector<int64_t> Times() const {
    std::vector<int64_t> times;
    for (const ReadFrame& frame : ReadAll(writer_.file()).frames) {
      times.push_back(frame.time_ns / kOneSecond * (frame.doubtful ? -1 : 1));
    }
    return times;
  }
  using Expected = std::vector<int64_t>;

 private:
  PcapWriter writer_;
};

TEST_F(OddTimes, BetweenTwoOfOurDaysIsThatOfTheFrameBefore) {
  EXPECT_EQ(At(1700000000).At(7).At(1700000001).Times(),
            (Expected{1700000000, -1700000000, 1700000001}));
}
TEST_F(OddTimes, FarFromBothNeighboursIsNoTime) {
  EXPECT_EQ(At(1700000000).At(2400000000).At(1700000001).Times(),
            (Expected{1700000000, -1700000000, 1700000001}));
}
TEST_F(OddTimes, OfTheFirstFrameIsThatOfTheNext) {
  EXPECT_EQ(At(7).At(1700000000).At(1700000001).Times(),
            (Expected{-1700000000, 1700000000, 1700000001}));
}
TEST_F(OddTimes, OfTheLastFrameIsThatOfTheFrameBefore) {
  EXPECT_EQ(At(1700000000).At(7).Times(), (Expected{1700000000, -1700000000}));
}
TEST_F(OddTimes, ThatStayWhereTheyAreAreNotOdd) {
  EXPECT_EQ(At(1400000000).At(1700000000).At(1700000001).Times(),
            (Expected{1400000000, 1700000000, 1700000001}));
}
TEST_F(OddTimes, WithoutAnyOfOurDaysAreTakenAsTheyAre) {
  EXPECT_EQ(At(5).At(6).At(7).Times(), (Expected{5, 6, 7}));
}

}  // namespace
}  // namespace tcpladder::test
