#include "core/engine/segment_record.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

TEST(SegmentRecordTest, KeepsEveryAnalysisBesideEveryState) {
  constexpr uint32_t all = (uint32_t{1} << kMaxAnalyses) - 1;
  for (const Certainty certainty : {Certainty::sure, Certainty::unknown}) {
    const EndState client{State::unknown, certainty};
    const EndState server{State::established, certainty};
    SegmentRecord record;
    record.analysis = all;
    record.SetStates(client, server);
    EXPECT_EQ(record.analysis, all);
    EXPECT_EQ(EndState::Unpack(record.client_state), client);
    EXPECT_EQ(EndState::Unpack(record.server_state), server);
    record.SetStates(server, client);
    EXPECT_EQ(record.analysis, all);
  }
}

}  // namespace
}  // namespace tcpladder
