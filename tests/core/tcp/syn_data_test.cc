// Data in a SYN counts as received, unless the SYN ACK says that it was not.
#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class TrackerSynData : public Talk {
 protected:
  void SynWithData(uint32_t length) { client.Raw(kSyn, client.iss(), Seq(0), length); }
  // From `offset` numbers behind the SYN's.
  void DataAt(uint32_t offset, uint32_t length) {
    client.Raw(kAck | kPsh, client.iss() + offset, server.iss() + 1, length);
  }
};

TEST_F(TrackerSynData, IsNotMissedWhereTheSynAckWasNotCaptured) {
  SynWithData(96);
  DataAt(97, 100);
  EXPECT_FALSE(Said(EventId::seq_ahead));
  EXPECT_TRUE(Said(EventId::seq_expected));
}

TEST_F(TrackerSynData, IsNotMissedWhereTheSynAckTakesIt) {
  SynWithData(96);
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 97);
  DataAt(97, 100);
  EXPECT_FALSE(Said(EventId::seq_ahead));
}

TEST_F(TrackerSynData, IsMissedWhereTheSynAckLeavesIt) {
  SynWithData(96);
  server.Raw(kSyn | kAck, server.iss(), client.iss() + 1);
  DataAt(97, 100);
  EXPECT_TRUE(Said(EventId::seq_ahead));
}

TEST_F(TrackerSynData, MayComeAgainWithoutAGap) {
  SynWithData(96);
  DataAt(1, 96);
  EXPECT_FALSE(Said(EventId::seq_ahead));
  DataAt(97, 10);
  EXPECT_FALSE(Said(EventId::seq_ahead));
}

// Fast Open sends its SYN again without the data where no answer comes.
TEST_F(TrackerSynData, TellsARepetitionWithoutItFromACopyOfTheCapture) {
  SynWithData(96);
  SynWithData(0);
  EXPECT_FALSE(Said(EventId::seen_twice));
  EXPECT_TRUE(Said(EventId::retransmits));
  SynWithData(0);
  EXPECT_FALSE(Said(EventId::seen_twice));
}

TEST_F(TrackerSynData, TellsARepetitionWithLessOfIt) {
  SynWithData(96);
  SynWithData(40);
  EXPECT_FALSE(Said(EventId::seen_twice));
}

TEST_F(TrackerSynData, ACopyHasTheSame) {
  SynWithData(96);
  SynWithData(96);
  EXPECT_TRUE(Said(EventId::seen_twice));
}

}  // namespace
}  // namespace tcpladder
