// Classes of ASCII characters, independent of the locale.
#ifndef TCPLADDER_CORE_SCRIPT_CHARACTERS_H_
#define TCPLADDER_CORE_SCRIPT_CHARACTERS_H_

#include <string_view>

namespace tcpladder {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr bool IsWordCharacter(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The value of a hexadecimal digit, or -1.
constexpr int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Removes white space at both ends.
constexpr std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_CHARACTERS_H_
