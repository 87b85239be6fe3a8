#include "core/engine/segment_relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/analyses.h"
#include "core/engine/segment_record.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

using ::testing::ElementsAre;

constexpr EndState SureOf(State state) { return {state, Certainty::sure}; }
constexpr EndState ExpectedOf(State state) { return {state, Certainty::expected}; }

// The columns that the relations are made of, segment by segment, a tenth of a second apart.
class SegmentRelationsTest : public ::testing::Test {
 protected:
  struct Row {
    uint8_t from = 0;
    uint16_t flags = kAck;
    uint32_t seq = 0, ack = 0, length = 0;
    double after = 0.1;
    AnalysisSet analysis = {};
    uint32_t original = kNone;
    EndState client = SureOf(State::established), server = SureOf(State::established);
  };

  void Add(const Row& row) {
    time_ += row.after;
    table_.time.push_back(time_);
    table_.flags.push_back(
        static_cast<uint16_t>(row.flags | (row.from == 1 ? SegmentRecord::kFromServer : 0)));
    table_.seq.push_back(row.seq);
    table_.ack.push_back(row.ack);
    table_.length.push_back(row.length);
    table_.window.push_back(1000);
    table_.analysis.push_back(row.analysis.bits());
    table_.original.push_back(row.original);
    table_.client_state.push_back(row.client.Pack());
    table_.server_state.push_back(row.server.Pack());
    ++table_.count;
  }
  static AnalysisSet Of(Analysis analysis) {
    AnalysisSet set;
    set.Add(analysis);
    return set;
  }

  SegmentTable table_;
  double time_ = 0;
};

TEST_F(SegmentRelationsTest, CopyIsAnEqualSegmentWithinAMillisecond) {
  Add({.seq = 10, .length = 5});
  Add({.from = 1, .seq = 70, .after = 0.0001});
  Add({.seq = 10, .length = 5, .after = 0.0001});
  Add({.seq = 10, .length = 6, .after = 0.0001});
  Add({.seq = 10, .length = 6, .after = 0.01});
  FindCopies(table_);
  EXPECT_THAT(table_.copy_of, ElementsAre(kNone, kNone, 0, kNone, kNone));
}

TEST_F(SegmentRelationsTest, DuplicateNamesTheAckThatItRepeats) {
  const AnalysisSet duplicate = Of(Analysis::duplicate_ack);
  Add({.from = 1, .ack = 9});
  Add({.from = 1, .ack = 10});
  Add({.seq = 10, .length = 5});
  Add({.from = 1, .ack = 10, .analysis = duplicate});
  Add({.from = 1, .ack = 10, .analysis = duplicate});
  CountDuplicates(table_);
  EXPECT_THAT(table_.duplicate_of, ElementsAre(kNone, kNone, kNone, 1, 1));
}

TEST_F(SegmentRelationsTest, DuplicatesCountFromOneForEachNumber) {
  const AnalysisSet duplicate = Of(Analysis::duplicate_ack);
  Add({.seq = 10, .length = 5});
  Add({.from = 1, .ack = 10});
  Add({.from = 1, .ack = 10, .analysis = duplicate});
  Add({.from = 1, .ack = 10, .analysis = duplicate});
  Add({.seq = 10, .length = 5, .analysis = Of(Analysis::fast_retransmission), .original = 0});
  Add({.from = 1, .ack = 15, .analysis = duplicate});
  CountDuplicates(table_);
  EXPECT_THAT(table_.duplicates, ElementsAre(0, 0, 1, 2, 2, 1));
  EXPECT_THAT(table_.lost_to, ElementsAre(4, kNone, kNone, kNone, kNone, kNone));
}

TEST_F(SegmentRelationsTest, NothingIsLostThatNobodyAskedForOrThatHadArrived) {
  Add({.seq = 10, .length = 5});
  Add({.seq = 10, .length = 5, .analysis = Of(Analysis::retransmission), .original = 0});
  Add({.from = 1, .ack = 10, .analysis = Of(Analysis::duplicate_ack)});
  Add({.seq = 10, .length = 5, .analysis = Of(Analysis::spurious_retransmission), .original = 0});
  CountDuplicates(table_);
  EXPECT_THAT(table_.duplicates, ElementsAre(0, 0, 1, 1));
  EXPECT_THAT(table_.lost_to, ElementsAre(kNone, kNone, kNone, kNone));
}

TEST_F(SegmentRelationsTest, DuplicatesFromBeforeASegmentDoNotAskForItAgain) {
  const AnalysisSet duplicate = Of(Analysis::duplicate_ack);
  for (const int before : {1, 2, 3}) {
    table_ = {};
    Add({.from = 1, .ack = 10});
    for (int i = 0; i < before; ++i) Add({.from = 1, .ack = 10, .analysis = duplicate});
    const auto first = static_cast<uint32_t>(before + 1);
    Add({.seq = 10, .length = 5});
    Add({.seq = 10, .length = 5, .analysis = Of(Analysis::retransmission), .original = first});
    CountDuplicates(table_);
    EXPECT_EQ(table_.lost_to[first], kNone);
    EXPECT_EQ(table_.duplicates[first + 1], 0u);
    // One that comes after it does.
    Add({.from = 1, .ack = 10, .analysis = duplicate});
    Add({.seq = 10, .length = 5, .analysis = Of(Analysis::retransmission), .original = first});
    CountDuplicates(table_);
    EXPECT_EQ(table_.lost_to[first], first + 3);
    EXPECT_EQ(table_.duplicates[first + 3], 1u);
    // So it does of a copy that Wireshark calls out of order.
    Add({.seq = 10, .length = 5, .analysis = Of(Analysis::out_of_order), .original = first});
    CountDuplicates(table_);
    EXPECT_EQ(table_.duplicates[first + 4], 1u);
  }
}

TEST_F(SegmentRelationsTest, OwnSegmentProvesTheStateThatItFollows) {
  Add({.client = ExpectedOf(State::established)});
  Add({.from = 1, .client = ExpectedOf(State::established)});
  Add({.flags = kFin | kAck, .client = SureOf(State::fin_wait_1)});
  FindEvidence({}, table_);
  EXPECT_THAT(table_.evidence, ElementsAre(2, kNone, 2, kNone, kNone, kNone));
  EXPECT_THAT(table_.refuted, ElementsAre(0, 0, 0));
}

TEST_F(SegmentRelationsTest, GoingOnFromTheStateBeforeRefutes) {
  Add({.from = 1, .flags = kFin | kAck, .client = ExpectedOf(State::close_wait)});
  Add({.client = SureOf(State::established)});
  FindEvidence({}, table_);
  EXPECT_THAT(table_.evidence, ElementsAre(1, kNone, kNone, kNone));
  EXPECT_THAT(table_.refuted, ElementsAre(1, 0));
}

TEST_F(SegmentRelationsTest, CloseWaitThatIsProvedProvesEstablishedToo) {
  Add({.server = ExpectedOf(State::established)});
  Add({.flags = kFin | kAck, .server = ExpectedOf(State::close_wait)});
  Add({.from = 1, .server = SureOf(State::close_wait)});
  FindEvidence({}, table_);
  EXPECT_THAT(table_.evidence, ElementsAre(kNone, 2, kNone, 2, kNone, kNone));
  EXPECT_THAT(table_.refuted, ElementsAre(0, 0, 0));
}

TEST_F(SegmentRelationsTest, ResetOfAnEndThatNeverOpenedProvesNothing) {
  Add({.flags = kSyn,
       .client = SureOf(State::syn_sent),
       .server = ExpectedOf(State::syn_received)});
  Add({.from = 1,
       .flags = kRst | kAck,
       .client = ExpectedOf(State::closed),
       .server = SureOf(State::closed)});
  Verdict verdict;
  verdict.opening = Opening::refused;
  FindEvidence(verdict, table_);
  EXPECT_THAT(table_.evidence, ElementsAre(kNone, 1, kNone, kNone));
  EXPECT_THAT(table_.refuted, ElementsAre(2, 0));
}

TEST_F(SegmentRelationsTest, StateThatNothingSettlesHasNoEvidence) {
  Add({.client = ExpectedOf(State::established)});
  Add({.client = ExpectedOf(State::time_wait)});
  Add({.client = {State::unknown, Certainty::unknown}});
  FindEvidence({}, table_);
  EXPECT_THAT(table_.evidence, ElementsAre(kNone, kNone, kNone, kNone, kNone, kNone));
}

}  // namespace
}  // namespace tcpladder
