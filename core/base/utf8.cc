#include "core/base/utf8.h"

namespace tcpladder {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

struct Character {
  size_t length = 1;  // bytes up to the next character
  bool valid = true;
};

// The first character of a text that is not empty.
Character First(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {1, lead != 0};
  if (lead < 0xc2 || lead > 0xf4) return {1, false};
  const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  // The second byte excludes overlong forms, surrogates and what is beyond U+10FFFF.
  unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  for (size_t i = 1; i < length; ++i) {
    if (i == text.size() || byte(i) < low || byte(i) > high) return {i, false};
    low = 0x80;
    high = 0xbf;
  }
  return {length, true};
}

}  // namespace

std::string WellFormedUtf8(std::string_view text, size_t most) {
  std::string made;
  while (!text.empty()) {
    const Character next = First(text);
    const std::string_view kept = next.valid ? text.substr(0, next.length) : kReplacement;
    if (made.size() + kept.size() > most) break;
    made += kept;
    text.remove_prefix(next.length);
  }
  return made;
}

}  // namespace tcpladder
