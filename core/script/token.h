// The tokens of a script.
#ifndef TCPLADDER_CORE_SCRIPT_TOKEN_H_
#define TCPLADDER_CORE_SCRIPT_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/script/problem.h"

namespace tcpladder {

enum class TokenKind : uint8_t {
  end,      // of the text
  integer,  // decimal, with or without a minus
  hex,      // 0x...
  decimal,  // with a point
  word,     // letters, digits and underscores
  string,   // "..."
  shell,    // `...`
  code,     // %{ ... }%
  option,   // --name
  ellipsis,
  ipv4,
  ipv6,
  punctuation,
  broken  // a problem was reported
};

struct Token {
  TokenKind kind = TokenKind::end;
  TextPlace at;
  size_t offset = 0;      // of its first byte in the text
  size_t length = 0;      // its bytes in the text
  std::string_view text;  // without quotes, dashes or braces; of a symbol, its value
  int64_t value = 0;      // of an integer or a hex number, saturated

  bool Is(char c) const {
    return kind == TokenKind::punctuation && text.size() == 1 && text[0] == c;
  }
  bool Is(std::string_view word) const { return kind == TokenKind::word && text == word; }
  bool IsNumber() const { return kind == TokenKind::integer || kind == TokenKind::hex; }
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TOKEN_H_
