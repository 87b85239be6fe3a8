// Splits the text of a script into tokens.
//
// The rules are those of packetdrill's lexer: the longest match wins, white space and comments are
// ignored, and symbols defined by --define are replaced with their values. As in FreeBSD's
// packetdrill, text from `#ifdef NAME` to `#endif` is skipped unless NAME is defined.
#ifndef TCPLADDER_CORE_SCRIPT_LEXER_H_
#define TCPLADDER_CORE_SCRIPT_LEXER_H_

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/script/token.h"

namespace tcpladder {

// NAME=VALUE pairs; if a name is repeated, the last value counts.
class Symbols {
 public:
  // Further ones are ignored, because each look-up searches all of them.
  static constexpr size_t kMax = 64;

  void Define(std::string_view name, std::string_view value);
  // Null if the name is not defined. Valid until the next call of Define().
  const std::string* Find(std::string_view name) const;

 private:
  struct Symbol {
    std::string name, value;
  };
  std::vector<Symbol> symbols_;
};

struct Comment {
  std::string_view text;  // without comment markers and without white space at both ends
  uint32_t first_line, last_line;
};

class Lexer {
 public:
  // All arguments must outlive the lexer and its tokens.
  Lexer(std::string_view text, const Symbols& symbols, Problems& problems);

  // Returns the current token, or the one `ahead` tokens after it. Valid until it is consumed.
  const Token& Peek(size_t ahead = 0);
  Token Take();

  // The token consumed last.
  const Token& last() const { return last_; }
  // All comments of the text up to the tokens read so far, in order.
  const std::vector<Comment>& comments() const { return comments_; }

  // Continues at the first line after `offset` that can begin an event.
  void Recover(size_t offset);
  std::string_view text() const { return text_; }

  static constexpr size_t npos = static_cast<size_t>(-1);

 private:
  Token Scan();
  bool SkipBlank();
  bool SkipComment();
  bool SkipIfdef();
  Token ScanOption();
  Token ScanQuoted(TokenKind kind, ProblemId without_end);
  Token ScanCode();
  Token ScanNumberOrWord();
  size_t LengthOfIpv4(size_t at) const;
  size_t LengthOfIpv6(size_t at) const;
  Token Make(TokenKind kind, size_t length, size_t skip_front = 0, size_t skip_back = 0);
  Token Broken(ProblemId id, size_t length);
  Token Resolve(Token token) const;
  size_t LengthOfQuoted(size_t at);
  void Advance(size_t length);
  char At(size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  std::string_view text_;
  const Symbols& symbols_;
  Problems& problems_;
  size_t offset_ = 0;
  TextPlace place_;
  // Terminators that were searched for and not found.
  struct {
    bool string = false, shell = false, comment = false, code = false;
  } no_end_;
  size_t ifdef_ = npos;  // offset of the open #ifdef
  TextPlace ifdef_at_;
  std::vector<Comment> comments_;
  std::deque<Token> ahead_;  // tokens read but not yet consumed, at most three
  Token last_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_LEXER_H_
