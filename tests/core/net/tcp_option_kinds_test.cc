// Every option kind of tcp_options.def, one case each: a row without a case fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "core/net/tcp_options.h"
#include "tests/support/bytes.h"

namespace tcpladder::test {
namespace {

constexpr size_t kMostOptionBytes = 40;

struct OptionRow {
  uint8_t kind;
  const char* name;
  size_t least, most;

  bool HasLength() const { return kind != kOption_end_of_options && kind != kOption_no_operation; }
};
void PrintTo(const OptionRow& row, std::ostream* out) { *out << row.name; }

constexpr OptionRow kOptionRows[] = {
#define TCP_OPTION(kind, id, least, most) {kind, #id, least, most},
#include "core/net/tcp_options.def"
#undef TCP_OPTION
};

// What an option of the kind carries in practice, and the numbers it shall show.
struct Case {
  Bytes value;
  std::vector<uint32_t> numbers;
};

const std::map<uint8_t, Case>& Cases() {
  static const std::map<uint8_t, Case> cases = {
      {0, {{}, {}}},
      {1, {{}, {}}},
      {2, {Bytes().U16(1460), {1460}}},
      {3, {Bytes().U8(7), {7}}},
      {4, {{}, {}}},
      {5, {Bytes().U32(100).U32(0xffffffff), {100, 0xffffffff}}},
      {6, {Bytes().U32(0x01020304), {0x01020304}}},
      {7, {Bytes().U32(0xfffefdfc), {0xfffefdfc}}},
      {8, {Bytes().U32(5).U32(6), {5, 6}}},
      {9, {{}, {}}},
      // RFC 1693: the start and end flags of a service.
      {10, {Bytes().U8(0xc0), {0xc0}}},
      // RFC 1644: connection counts.
      {11, {Bytes().U32(70000), {70000}}},
      {12, {Bytes().U32(70001), {70001}}},
      {13, {Bytes().U32(70002), {70002}}},
      // RFC 1146: checksum number 1, then the checksum itself.
      {14, {Bytes().U8(1), {1}}},
      {15, {Bytes().U16(0xabcd), {0xab, 0xcd}}},
      {19, {Bytes().U64(1).U64(2), {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2}}},
      // SCPS-TP (CCSDS 714.0): capabilities and connection id; where a hole begins and its size.
      {20, {Bytes().U8(0xe0).U8(9), {0xe0, 9}}},
      {21, {Bytes().U16(1).U16(3), {0, 1, 0, 3}}},
      {22, {{}, {}}},
      {23, {{}, {}}},
      // RFC 4782: rate, TTL difference, nonce.
      {27, {Bytes().U8(0x0c).U8(254).U32(0x40000000), {0x0c, 254, 0x40, 0, 0, 0}}},
      // RFC 5482: granularity bit, then the timeout.
      {28, {Bytes().U16(0x8005), {1, 5}}},
      // RFC 5925: KeyID, RNextKeyID, code.
      {29, {Bytes().U8(1).U8(2).U8(0xee), {1, 2, 0xee}}},
      {30, {Bytes().U8(0x01).U8(0x81), {0, 1, 0x81}}},
      {34, {Bytes().U32(0xc00c1e00), {0xc0, 0x0c, 0x1e, 0}}},
      // RFC 8547: suboptions of one byte each.
      {69, {Bytes().U8(0x21).U8(0x01), {0x21, 1}}},
      {172, {Bytes().U24(1).U24(2).U24(0xffffff), {1, 2, 0xffffff}}},
      {174, {Bytes().U24(9), {9}}},
      {253, {Bytes().U16(0xe2d4).U8(1), {0xe2d4, 1}}},
      {254, {Bytes().U16(0xf989).U8(7), {0xf989, 7}}},
  };
  return cases;
}

Bytes OptionOf(uint8_t kind, const Bytes& value) {
  return Bytes().U8(kind).U8(value.size() + 2).Add(value);
}
// As its row wants it.
Bytes Sample(const OptionRow& row, const Bytes& value) {
  return row.HasLength() ? OptionOf(row.kind, value) : Bytes().U8(row.kind);
}

TcpOption FirstOf(const Bytes& options) {
  TcpOption option;
  EXPECT_TRUE(TcpOptionWalk(options).Next(option));
  return option;
}

class EveryOptionKind : public testing::TestWithParam<OptionRow> {
 protected:
  void SetUp() override {
    const auto found = Cases().find(GetParam().kind);
    ASSERT_NE(found, Cases().end()) << GetParam().name << " has no case";
    case_ = found->second;
    options_ = Sample(GetParam(), case_.value);
  }

  Case case_;
  Bytes options_;
};
INSTANTIATE_TEST_SUITE_P(Rows, EveryOptionKind, testing::ValuesIn(kOptionRows),
                         [](const auto& given) { return std::string(given.param.name); });

TEST_P(EveryOptionKind, HasItsNameAndNumbers) {
  const TcpOption option = FirstOf(options_);
  EXPECT_EQ(option.kind, GetParam().kind);
  EXPECT_EQ(TcpOptionName(option.kind), GetParam().name);
  EXPECT_EQ(option.fault, TcpOptionFault::none);
  EXPECT_EQ(option.length, options_.size());
  const TcpOptionNumbers numbers = NumbersOf(option);
  EXPECT_EQ(std::vector<uint32_t>(numbers.values.begin(), numbers.values.begin() + numbers.count),
            case_.numbers);
}

TEST_P(EveryOptionKind, LeavesTheOptionsAroundItAsTheyAre) {
  const bool is_end = GetParam().kind == kOption_end_of_options;
  const Bytes shift = OptionOf(kOption_window_scale, Bytes().U8(9));
  const Bytes times = OptionOf(kOption_timestamps, Bytes().U32(77).U32(88));
  // The last of a kind counts, so that the sample itself may be one of the two.
  const Bytes all = Bytes().U8(1) + options_ + shift + times;
  const TcpOptions parsed = ParseTcpOptions(all);
  EXPECT_EQ(parsed.fault, is_end ? TcpOptionFault::after_the_end : TcpOptionFault::none);
  EXPECT_EQ(parsed.window_shift, is_end ? -1 : 9);
  EXPECT_EQ(parsed.timestamp_value, is_end ? 0u : 77u);
  EXPECT_EQ(parsed.timestamp_echo, is_end ? 0u : 88u);
}

TEST_P(EveryOptionKind, LengthsOutsideItsSpecificationAreFaults) {
  const OptionRow& row = GetParam();
  if (!row.HasLength()) {
    EXPECT_EQ(FirstOf(Bytes().U8(row.kind).U8(200)).length, 1);
    return;
  }
  for (size_t length = 2; length <= kMostOptionBytes; ++length) {
    const TcpOption option = FirstOf(OptionOf(row.kind, Bytes::Zeros(length - 2)));
    const bool fits = length >= row.least && length <= row.most;
    EXPECT_EQ(option.fault, fits ? TcpOptionFault::none : TcpOptionFault::bad_length) << length;
  }
}

TEST_P(EveryOptionKind, CutAnywhereIsAFaultAndChangesNothing) {
  for (size_t captured = 1; captured < options_.size(); ++captured) {
    const TcpOptions parsed = ParseTcpOptions(options_.First(captured));
    EXPECT_EQ(parsed.fault, captured == 1 ? TcpOptionFault::no_length : TcpOptionFault::cut);
    EXPECT_EQ(parsed.faulty_kind, GetParam().kind);
    EXPECT_EQ(parsed.mss, 0);
    EXPECT_EQ(parsed.window_shift, -1);
    EXPECT_EQ(parsed.sack_blocks, 0);
    EXPECT_FALSE(parsed.timestamps || parsed.sack_permitted);
    EXPECT_FALSE(parsed.fast_open_request || parsed.fast_open_cookie);
    EXPECT_EQ(parsed.mptcp_subtypes, 0);
  }
}

TEST(OptionKinds, EveryCaseHasARow) {
  for (const auto& [kind, sample] : Cases()) EXPECT_NE(TcpOptionName(kind), "") << int{kind};
}

TEST(OptionKinds, NoKindHasTwoRows) {
  std::map<uint8_t, std::string> names;
  for (const OptionRow& row : kOptionRows)
    EXPECT_TRUE(names.emplace(row.kind, row.name).second) << row.name;
}

}  // namespace
}  // namespace tcpladder::test
