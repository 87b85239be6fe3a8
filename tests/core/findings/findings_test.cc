#include "core/findings/findings.h"

#include <gtest/gtest.h>

namespace tcpladder {
namespace {

TEST(Findings, EqualOnesStayOneEntryWithTheFirstNumbers) {
  Findings findings;
  findings.Add(FindingId::k_not_tcp, 17, 3, 90, {17});
  findings.Add(FindingId::k_not_tcp, 17, 4, 120, {17});
  findings.Add(FindingId::k_not_tcp, 1, 5, 150, {1});
  ASSERT_EQ(findings.entries().size(), 2u);
  EXPECT_EQ(findings.entries()[0].count, 2u);
  EXPECT_EQ(findings.entries()[0].first_frame, 3u);
  EXPECT_EQ(findings.entries()[0].first_offset, 90u);
  EXPECT_EQ(findings.entries()[1].key, 1u);
}

TEST(Findings, TooManyKindsAreCountedUnderTheFirst) {
  Findings findings;
  findings.Add(FindingId::k_not_tcp, 17, 1, 0);
  for (uint64_t key = 0; key < 2 * Findings::kMaxEntries; ++key) {
    findings.Add(FindingId::k_unsupported_ether_type, key, 1, 0);
  }
  // An id that is new when the table is full still gets its entry.
  findings.Add(FindingId::k_truncated_tail, 0, 1, 0);
  findings.Add(FindingId::k_truncated_tail, 7, 1, 0);
  uint64_t ether_types = 0, tails = 0;
  for (const Finding& finding : findings.entries()) {
    if (finding.id == FindingId::k_unsupported_ether_type) ether_types += finding.count;
    if (finding.id == FindingId::k_truncated_tail) tails += finding.count;
  }
  EXPECT_EQ(ether_types, 2 * Findings::kMaxEntries);
  EXPECT_EQ(tails, 2u);
  EXPECT_LE(findings.entries().size(), Findings::kMaxEntries + AllFindingInfos().size());
}

TEST(Findings, EveryRowHasItsNameAndArguments) {
  const auto infos = AllFindingInfos();
  EXPECT_EQ(InfoOf(FindingId::k_truncated_tail).name, "truncated_tail");
  EXPECT_EQ(InfoOf(FindingId::k_truncated_tail).args[0], "need");
  EXPECT_EQ(InfoOf(FindingId::k_not_tcp).layer, Layer::ip);
  for (size_t i = 0; i < infos.size(); ++i) {
    EXPECT_EQ(InfoOf(static_cast<FindingId>(i)).name, infos[i].name);
  }
}

}  // namespace
}  // namespace tcpladder
