// Iterates over the tokens of a script; used by the readers of its parts.
#ifndef TCPLADDER_CORE_SCRIPT_CURSOR_H_
#define TCPLADDER_CORE_SCRIPT_CURSOR_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/script/lexer.h"

namespace tcpladder {

// The largest number of the given width in bits.
inline constexpr uint32_t kU8 = 0xff, kU16 = 0xffff, kU20 = 0xfffff, kU24 = 0xffffff,
                          kU32 = 0xffffffff;

// A function that returns false or nothing has reported exactly one problem.
class Cursor {
 public:
  Cursor(Lexer& lexer, Problems& problems) : lexer_(lexer), problems_(problems) {}

  const Token& Peek(size_t ahead = 0) { return lexer_.Peek(ahead); }
  Token Take() { return lexer_.Take(); }
  Lexer& lexer() { return lexer_; }

  // Consumes the current token if it is this one.
  bool Accept(char punctuation) {
    if (!Peek().Is(punctuation)) return false;
    Take();
    return true;
  }
  bool Accept(std::string_view word) {
    if (!Peek().Is(word)) return false;
    Take();
    return true;
  }

  // Reports a problem at the current token, or at `token`. Always returns false.
  bool Fail(ProblemId id) { return Fail(id, Peek()); }
  bool Fail(ProblemId id, const Token& token) {
    if (token.kind != TokenKind::broken) problems_.Add(id, token.at, token.length);
    return false;
  }

  bool Expect(char punctuation, ProblemId id) { return Accept(punctuation) || Fail(id); }

  // Reads a number from 0 to `most`, decimal or hexadecimal. A word in capital letters is an
  // undefined symbol; it counts as `symbol` if that is given.
  std::optional<uint32_t> Number(uint32_t most, ProblemId missing = ProblemId::expected_number,
                                 std::optional<uint32_t> symbol = std::nullopt) {
    const Token& token = Peek();
    if (symbol && IsSymbol(token)) {
      Take();
      return symbol;
    }
    if (!token.IsNumber()) {
      Fail(missing);
      return std::nullopt;
    }
    if (token.value < 0 || token.value > most) {
      Fail(ProblemId::number_too_large);
      return std::nullopt;
    }
    return static_cast<uint32_t>(Take().value);
  }

  // Whether it is a word that can be defined only by --define on the command line.
  static bool IsSymbol(const Token& token) {
    if (token.kind != TokenKind::word) return false;
    for (const char c : token.text) {
      if (c >= 'a' && c <= 'z') return false;
    }
    return true;
  }

 private:
  Lexer& lexer_;
  Problems& problems_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_CURSOR_H_
