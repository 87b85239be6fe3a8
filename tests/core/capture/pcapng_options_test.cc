// Every option that the pcapng draft defines for the blocks that are read, in both byte orders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/capture_fixture.h"
#include "tests/support/packets.h"
#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {
namespace {

constexpr uint64_t kSecond = 1700000000;
constexpr uint16_t kComment = 1;

class PcapngOption : public testing::TestWithParam<ByteOrder> {
 protected:
  PcapngWriter Writer() const { return PcapngWriter(GetParam()); }
  PcapngOptions Options() const { return PcapngOptions(GetParam()); }
  Bytes New() const { return Bytes(GetParam()); }

  // Options any block may have: text and bytes of a private enterprise, copied or not.
  PcapngOptions& AddCustom(PcapngOptions& options) const {
    for (const uint16_t code : std::initializer_list<uint16_t>{2988, 2989, 19372, 19373}) {
      options.Add(code, New().U32(32473).Add("private"));
    }
    return options;
  }
  static void Text(PcapngOptions& options, uint16_t code, std::string_view text) {
    options.Add(code, Bytes::Text(text));
  }
};
INSTANTIATE_TEST_SUITE_P(Orders, PcapngOption, testing::Values(ByteOrder::big, ByteOrder::little));

TEST_P(PcapngOption, SectionTellsHardwareSystemAndApplication) {
  PcapngOptions options = Options();
  Text(options, kComment, "of the section");
  Text(options, 2, "a machine");
  Text(options, 3, "an operating system");
  Text(options, 4, "a program 1.0");
  PcapngWriter writer = Writer();
  writer.Section(GetParam(), 1, 0, AddCustom(options).End()).Interface(1);
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  EXPECT_EQ(capture.metadata.hardware, "a machine");
  EXPECT_EQ(capture.metadata.operating_system, "an operating system");
  EXPECT_EQ(capture.metadata.application, "a program 1.0");
  ASSERT_EQ(capture.metadata.comments.size(), 1u);
  EXPECT_EQ(capture.metadata.comments[0].text, "of the section");
}

TEST_P(PcapngOption, LaterSectionWithoutTextsLeavesThoseBefore) {
  PcapngOptions options = Options();
  Text(options, 2, "a machine");
  PcapngWriter writer = Writer();
  writer.Section(GetParam(), 1, 0, options.End()).Section(GetParam()).Interface(1);
  EXPECT_EQ(ReadAll(writer.file()).metadata.hardware, "a machine");
}

TEST_P(PcapngOption, InterfaceTellsNameAndDescriptionAmongAllItsOptions) {
  PcapngOptions options = Options();
  Text(options, kComment, "of the interface");
  Text(options, 2, "eth0");
  Text(options, 3, "uplink");
  options.Add(4, Bytes::Of({10, 0, 0, 1, 255, 255, 255, 0}));  // if_IPv4addr
  options.Add(5, Bytes::Zeros(15).U8(1).U8(64));               // if_IPv6addr
  options.Add(6, Bytes::Of({2, 0, 0, 0, 0, 1}));               // if_MACaddr
  options.U64(7, 0x0200000000000001);                          // if_EUIaddr
  options.U64(8, 1000000000);                                  // if_speed
  options.U8(9, 9);                                            // if_tsresol
  options.Add(10, New().U32(0));                               // if_tzone
  options.Add(11, Bytes().U8(0).Add("tcp port 80"));           // if_filter
  Text(options, 12, "an operating system");                    // if_os
  options.U8(13, 4);                                           // if_fcslen
  options.U64(14, kSecond);                                    // if_tsoffset
  Text(options, 15, "a card");                                 // if_hardware
  options.U64(16, 1).U64(17, 2);                               // if_txspeed, if_rxspeed
  Text(options, 18, "Europe/Berlin");                          // if_iana_tzname
  PcapngWriter writer = Writer();
  writer.Interface(113, 96, AddCustom(options).End()).EnhancedPacket(0, 5, TcpFrame());
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.metadata.interfaces.size(), 1u);
  const CaptureMetadata::Interface& interface = capture.metadata.interfaces[0];
  EXPECT_EQ(interface.link_type, 113);
  EXPECT_EQ(interface.snap_length, 96u);
  EXPECT_EQ(interface.name, "eth0");
  EXPECT_EQ(interface.description, "uplink");
  EXPECT_FALSE(interface.counted);
  ASSERT_EQ(capture.metadata.comments.size(), 1u);
  EXPECT_EQ(capture.metadata.comments[0].interface, 0u);
  ASSERT_EQ(capture.frames.size(), 1u);
  EXPECT_EQ(capture.frames[0].time_ns, static_cast<int64_t>(kSecond) * 1000000000 + 5)
      << "nanoseconds, and the offset";
}

TEST_P(PcapngOption, PacketTellsCommentsAndDropsAmongAllItsOptions) {
  PcapngOptions options = Options();
  Text(options, kComment, "one");
  Text(options, kComment, "two");
  options.Add(2, New().U32(0x80000001));  // epb_flags: inbound, an error of the link layer
  options.Add(3, Bytes::Of({2}).U32(0));  // epb_hash: CRC-32
  options.U64(4, 3);                      // epb_dropcount
  options.U64(5, 77);                     // epb_packetid
  options.Add(6, New().U32(1));           // epb_queue
  options.Add(7, Bytes::Of({1, 0}));      // epb_verdict
  options.Add(8, New().U64(4242));        // epb_processid_threadid
  PcapngWriter writer = Writer();
  writer.Interface(1);
  // A frame of 53 bytes, so that padding stands before the options.
  const Bytes frame = TcpFrame().First(53);
  writer.EnhancedPacket(0, 1, frame, 54, AddCustom(options).End());
  writer.EnhancedPacket(0, 2, frame, 54);
  const auto capture = ReadAll(writer.file());
  ASSERT_EQ(capture.frames.size(), 2u);
  EXPECT_EQ(capture.frames[0].bytes.size(), 53u);
  ASSERT_EQ(capture.metadata.comments.size(), 2u);
  EXPECT_EQ(capture.metadata.comments[0].text, "one");
  EXPECT_EQ(capture.metadata.comments[1].text, "two");
  EXPECT_EQ(capture.metadata.comments[1].frame, 1u);
  EXPECT_EQ(capture.metadata.interfaces[0].dropped, 3u);
  ASSERT_EQ(capture.findings.size(), 1u);
  EXPECT_EQ(capture.findings[0].id, FindingId::k_capture_dropped);
  EXPECT_EQ(capture.findings[0].args[0], 3);
}

TEST_P(PcapngOption, DropsOfPacketsAddUpAndNoneIsNoFinding) {
  PcapngWriter writer = Writer();
  writer.Interface(1);
  for (const uint64_t drops : {uint64_t{2}, uint64_t{0}, uint64_t{5}}) {
    writer.EnhancedPacket(0, 1, TcpFrame(), {}, Options().U64(4, drops).End());
  }
  const auto capture = ReadAll(writer.file());
  EXPECT_EQ(capture.metadata.interfaces[0].dropped, 7u);
  ASSERT_TRUE(capture.Find(FindingId::k_capture_dropped));
  EXPECT_EQ(capture.Find(FindingId::k_capture_dropped)->count, 2u);
}

TEST_P(PcapngOption, StatisticsTellWhatCameAndWhatWasDroppedWhere) {
  PcapngOptions options = Options();
  Text(options, kComment, "counted");
  options.U64(2, 1).U64(3, 2);  // isb_starttime, isb_endtime
  options.U64(4, 1000);         // isb_ifrecv
  options.U64(5, 17);           // isb_ifdrop
  options.U64(6, 900);          // isb_filteraccept
  options.U64(7, 4);            // isb_osdrop
  options.U64(8, 880);          // isb_usrdeliv
  PcapngWriter writer = Writer();
  writer.Interface(1).Interface(101).Statistics(1, AddCustom(options).End());
  const auto capture = ReadAll(writer.file());
  EXPECT_FALSE(capture.metadata.interfaces[0].counted);
  EXPECT_TRUE(capture.metadata.interfaces[1].counted);
  EXPECT_EQ(capture.metadata.interfaces[1].received, 1000u);
  EXPECT_EQ(capture.metadata.interfaces[1].dropped, 17u + 4u)
      << "by the interface and by the system";
  ASSERT_EQ(capture.findings.size(), 1u);
  EXPECT_EQ(capture.findings[0].id, FindingId::k_capture_dropped);
  EXPECT_EQ(capture.findings[0].key, 1u);
  EXPECT_THAT(capture.findings[0].args, testing::ElementsAre(21, 1000, 1));
}

TEST_P(PcapngOption, EachKindOfDropAloneIsReported) {
  for (const uint16_t code : std::initializer_list<uint16_t>{5, 7}) {
    PcapngWriter writer = Writer();
    writer.Interface(1).Statistics(0, Options().U64(code, 9).End());
    const auto capture = ReadAll(writer.file());
    ASSERT_TRUE(capture.Find(FindingId::k_capture_dropped)) << code;
    EXPECT_EQ(capture.Find(FindingId::k_capture_dropped)->args[0], 9);
  }
}

TEST_P(PcapngOption, StatisticsWithoutDropsAreNoFinding) {
  PcapngWriter writer = Writer();
  writer.Interface(1).Statistics(0, Options().U64(4, 1000).U64(5, 0).U64(7, 0).End());
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  EXPECT_TRUE(capture.metadata.interfaces[0].counted);
}

TEST_P(PcapngOption, StatisticsOfNoInterfaceChangeNothing) {
  PcapngWriter writer = Writer();
  writer.Interface(1).Statistics(1, Options().U64(5, 17).End());
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  EXPECT_FALSE(capture.metadata.interfaces[0].counted);
}

TEST_P(PcapngOption, NamesTellTheServerThatWasAskedAndAnyRecordIsPassedOver) {
  const Bytes host = Bytes::Of({10, 0, 0, 1}).Add("host").U8(0);
  Bytes records = New();
  records.U16(3).U16(6).Add(Bytes::Of({1, 2, 3, 4, 5, 6})).PadTo(4);  // of an unknown kind
  records.U16(1).U16(host.size()).Add(host).PadTo(4).U32(0);
  PcapngOptions options = Options();
  Text(options, kComment, "asked");
  Text(options, 2, "ns.example");             // ns_dnsname
  options.Add(3, Bytes::Of({10, 0, 0, 53}));  // ns_dnsIP4addr
  options.Add(4, Bytes::Zeros(15).U8(0x35));  // ns_dnsIP6addr
  PcapngWriter writer = Writer();
  writer.Interface(1).Block(4, records.Add(AddCustom(options).End()));
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  ASSERT_EQ(capture.metadata.names.size(), 1u);
  EXPECT_EQ(capture.metadata.names[0].text, "host");
  ASSERT_EQ(capture.metadata.comments.size(), 1u);
  EXPECT_EQ(capture.metadata.comments[0].text, "asked");
}

TEST_P(PcapngOption, NumbersOfTheWrongLengthAreNotedAndLeftOut) {
  struct {
    const char* block;
    uint16_t code;
    size_t need;
  } constexpr kNumbers[] = {{"interface", 9, 1},  {"interface", 14, 8}, {"packet", 4, 8},
                            {"statistics", 4, 8}, {"statistics", 5, 8}, {"statistics", 7, 8}};
  for (const auto& number : kNumbers) {
    const std::string_view block = number.block;
    const Bytes options = Options().Add(number.code, Bytes::Zeros(3).U8(1)).End();
    const Bytes none = Options().End();
    PcapngWriter writer = Writer();
    writer.Interface(1, 0, block == "interface" ? options : none);
    writer.EnhancedPacket(0, kSecond, TcpFrame(), {}, block == "packet" ? options : none);
    writer.Statistics(0, block == "statistics" ? options : none);
    const auto capture = ReadAll(writer.file());
    ASSERT_EQ(capture.findings.size(), 1u) << block << number.code;
    EXPECT_EQ(capture.findings[0].id, FindingId::k_bad_option);
    EXPECT_THAT(capture.findings[0].args,
                testing::ElementsAre(number.code, static_cast<int64_t>(number.need), 4));
    ASSERT_EQ(capture.frames.size(), 1u);
    EXPECT_EQ(capture.frames[0].time_ns, static_cast<int64_t>(kSecond) * 1000);
    EXPECT_EQ(capture.metadata.interfaces[0].dropped, 0u);
  }
}

TEST_P(PcapngOption, ListWithoutItsEndAndEmptyTextsAreFine) {
  PcapngOptions options = Options();
  options.Add(kComment, {});
  Text(options, 2, "eth0");
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, options.bytes()).EnhancedPacket(0, 1, TcpFrame());
  const auto capture = ReadAll(writer.file());
  EXPECT_TRUE(capture.findings.empty());
  EXPECT_TRUE(capture.metadata.comments.empty());
  EXPECT_EQ(capture.metadata.interfaces[0].name, "eth0");
}

TEST_P(PcapngOption, NothingBehindTheEndOfTheListIsRead) {
  PcapngOptions options = Options();
  Text(options, 2, "eth0");
  Bytes bytes = options.End();
  PcapngOptions behind = Options();
  Text(behind, 2, "not a name");
  PcapngWriter writer = Writer();
  writer.Interface(1, 0, bytes.Add(behind.End()));
  EXPECT_EQ(ReadAll(writer.file()).metadata.interfaces[0].name, "eth0");
}

}  // namespace
}  // namespace tcpladder::test
