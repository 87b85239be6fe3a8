// Texts from outside as well-formed UTF-8.
#include "core/base/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tcpladder {
namespace {

using std::literals::string_view_literals::operator""sv;

constexpr size_t kAny = 65535;

TEST(WellFormedUtf8, KeepsTextInEveryLengthOfCharacter) {
  constexpr std::string_view text = "a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x94\x8d\n\t\x1b";
  EXPECT_EQ(WellFormedUtf8(text, kAny), text);
}

TEST(WellFormedUtf8, ReplacesWhatIsNone) {
  constexpr std::string_view broken[] = {
      "\xff"sv, "\x80"sv, "\xc0"sv, "\xc3"sv, "\xf0\x9f\x94"sv, "\xf5"sv, "\0"sv,
  };
  for (const std::string_view text : broken) {
    EXPECT_EQ(WellFormedUtf8(std::string(text) + "x", kAny), "\xef\xbf\xbdx") << text;
  }
}

TEST(WellFormedUtf8, DividesBrokenSequencesAsBrowsersDo) {
  // An overlong slash, a surrogate, and a number beyond U+10FFFF: no byte of them can go on.
  EXPECT_EQ(WellFormedUtf8("\xe0\x80\xaf", kAny), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(WellFormedUtf8("\xed\xa0\x80", kAny), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(WellFormedUtf8("\xf4\x90", kAny), "\xef\xbf\xbd\xef\xbf\xbd");
  // Three bytes that could have become a character are one.
  EXPECT_EQ(WellFormedUtf8("\xf1\x80\x80\x41", kAny), "\xef\xbf\xbd\x41");
}

TEST(WellFormedUtf8, CutsBetweenCharacters) {
  EXPECT_EQ(WellFormedUtf8("a\xe4\xb8\xad", 3), "a");
  EXPECT_EQ(WellFormedUtf8("a\xe4\xb8\xad", 4), "a\xe4\xb8\xad");
  EXPECT_EQ(WellFormedUtf8("a\xff", 3), "a");
  EXPECT_EQ(WellFormedUtf8("a", 0), "");
}

}  // namespace
}  // namespace tcpladder
