// A capture with its own times, and what is told of its connections.
#ifndef TCPLADDER_TESTS_CORE_ENGINE_SUMMARY_FIXTURE_H_
#define TCPLADDER_TESTS_CORE_ENGINE_SUMMARY_FIXTURE_H_

#include <gtest/gtest.h>

#include <vector>

#include "core/engine/summary.h"
#include "tests/core/engine/talk_capture.h"

namespace tcpladder {

class SummaryTest : public ::testing::Test {
 protected:
  // Milliseconds, or other units, from the start for each frame; the rest a millisecond apart.
  void Read(const test::TalkCapture& talk, const std::vector<int64_t>& times = {},
            int64_t unit_ns = test::kStepNs) {
    test::PcapWriter writer;
    int64_t time_ns = 0;
    for (size_t i = 0; i < talk.frames().size(); ++i) {
      time_ns = i < times.size() ? times[i] * unit_ns : time_ns + test::kStepNs;
      writer.Frame(test::kStartNs + time_ns, talk.frames()[i]);
    }
    file_ = writer.file();
    test::RunEngine(engine_, file_);
  }

  std::vector<SummaryItem> Of(SummaryItemId id, size_t connection = 0) const {
    const Connection& chosen = engine_.connections()[connection];
    const std::vector<std::byte> bytes = test::ReadAgain(engine_, chosen, file_);
    std::vector<SummaryItem> found;
    for (const SummaryItem& item :
         SummaryOf(engine_, chosen, Rereads(SegmentsToReread(engine_, chosen), bytes))) {
      if (item.id == id) found.push_back(item);
    }
    return found;
  }

  test::Bytes file_;
  Engine engine_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_TESTS_CORE_ENGINE_SUMMARY_FIXTURE_H_
