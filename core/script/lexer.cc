#include "core/script/lexer.h"

#include <algorithm>
#include <limits>

#include "core/script/characters.h"

namespace tcpladder {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();

int64_t ToNumber(std::string_view digits, int base) {
  int64_t value = 0;
  for (const char c : digits) {
    const int digit = HexDigit(c);
    if (value > (kLargest - digit) / base) return kLargest;
    value = value * base + digit;
  }
  return value;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

bool IsHexNumber(std::string_view text) {
  return text.size() > 2 && text.substr(0, 2) == "0x" &&
         std::all_of(text.begin() + 2, text.end(), [](char c) { return HexDigit(c) >= 0; });
}

}  // namespace

void Symbols::Define(std::string_view name, std::string_view value) {
  for (Symbol& symbol : symbols_) {
    if (symbol.name == name) {
      symbol.value = value;
      return;
    }
  }
  if (symbols_.size() < kMax) symbols_.push_back({std::string(name), std::string(value)});
}

const std::string* Symbols::Find(std::string_view name) const {
  for (const Symbol& symbol : symbols_) {
    if (symbol.name == name) return &symbol.value;
  }
  return nullptr;
}

Lexer::Lexer(std::string_view text, const Symbols& symbols, Problems& problems)
    : text_(text), symbols_(symbols), problems_(problems) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) offset_ = kByteOrderMark.size();
}

const Token& Lexer::Peek(size_t ahead) {
  while (ahead_.size() <= ahead) ahead_.push_back(Scan());
  return ahead_[ahead];
}

Token Lexer::Take() {
  last_ = Peek();
  ahead_.pop_front();
  return last_;
}

void Lexer::Recover(size_t offset) {
  ahead_.clear();
  if (offset < offset_) {  // possible only back to tokens that were read ahead
    const std::string_view passed = text_.substr(offset, offset_ - offset);
    place_.line -= static_cast<uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
    offset_ = offset;
    std::erase_if(comments_, [&](const Comment& comment) {
      return comment.text.data() >= text_.data() + offset;
    });
  }
  for (;;) {
    const size_t line_end = text_.find('\n', offset_);
    if (line_end == npos) return Advance(text_.size() - offset_);
    Advance(line_end + 1 - offset_);
    const size_t first = text_.find_first_not_of(" \t\r", offset_);
    if (first == npos) continue;
    const char c = text_[first];
    if (IsDigit(c) || c == '+' || c == '*' || c == '.' || c == '<' || c == '>' || c == '/') return;
  }
}

Token Lexer::Scan() {
  if (!SkipBlank()) return Broken(ProblemId::comment_without_end, 2);
  const char c = At(offset_);
  if (offset_ >= text_.size()) {
    if (ifdef_ != npos) {
      problems_.Add(ProblemId::ifdef_without_endif, ifdef_at_, 6);
      ifdef_ = npos;
    }
    return Make(TokenKind::end, 0);
  }
  if (c == '"') return ScanQuoted(TokenKind::string, ProblemId::string_without_end);
  if (c == '`') return ScanQuoted(TokenKind::shell, ProblemId::shell_line_without_end);
  if (c == '%' && At(offset_ + 1) == '{') return ScanCode();
  if (c == '-' && At(offset_ + 1) == '-' && IsWordCharacter(At(offset_ + 2))) return ScanOption();
  if (text_.substr(offset_, 3) == "...") return Make(TokenKind::ellipsis, 3);
  if (const size_t length = LengthOfIpv6(offset_)) return Make(TokenKind::ipv6, length);
  const bool minus = c == '-' && (IsDigit(At(offset_ + 1)) ||
                                  (At(offset_ + 1) == '.' && IsDigit(At(offset_ + 2))));
  const bool point = c == '.' && IsDigit(At(offset_ + 1));
  if (minus || point || IsWordCharacter(c)) return ScanNumberOrWord();
  if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '#') {
    return Broken(ProblemId::unexpected_character, 1);
  }
  return Make(TokenKind::punctuation, 1);
}

// Skips white space and comments. False if a comment is not terminated.
bool Lexer::SkipBlank() {
  for (;;) {
    const char c = At(offset_);
    if (offset_ < text_.size() && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      Advance(1);
    } else if (c == '/' && (At(offset_ + 1) == '/' || At(offset_ + 1) == '*')) {
      if (!SkipComment()) return false;
    } else if (c != '#' || !SkipIfdef()) {
      return true;
    }
  }
}

bool Lexer::SkipComment() {
  const bool line = At(offset_ + 1) == '/';
  if (!line && no_end_.comment) return false;
  const size_t end = text_.find(line ? "\n" : "*/", offset_ + 2);
  if (end == npos && !line) {
    no_end_.comment = true;
    return false;
  }
  const size_t stop = std::min(end, text_.size());
  const std::string_view inside = Trimmed(text_.substr(offset_ + 2, stop - offset_ - 2));
  const uint32_t first_line = place_.line;
  Advance(line ? stop - offset_ : stop + 2 - offset_);
  comments_.push_back({inside, first_line, place_.line});
  return true;
}

// Handles #ifdef and #endif. False if neither is at the current offset.
bool Lexer::SkipIfdef() {
  const TextPlace at = place_;
  const auto stands_here = [&](std::string_view word) {
    return text_.substr(offset_, word.size()) == word &&
           !IsWordCharacter(At(offset_ + word.size()));
  };
  if (stands_here("#endif")) {
    if (ifdef_ == npos) problems_.Add(ProblemId::endif_without_ifdef, at, 6);
    ifdef_ = npos;
    Advance(6);
    return true;
  }
  if (!stands_here("#ifdef")) return false;
  if (ifdef_ != npos) problems_.Add(ProblemId::ifdef_inside_ifdef, at, 6);
  size_t name = offset_ + 6;
  while (At(name) == ' ' || At(name) == '\t') ++name;
  size_t end = name;
  while (IsWordCharacter(At(end))) ++end;
  if (end == name) problems_.Add(ProblemId::ifdef_without_name, at, 6);
  ifdef_ = offset_;
  ifdef_at_ = at;
  const bool defined = symbols_.Find(text_.substr(name, end - name)) != nullptr;
  Advance(end - offset_);
  if (defined) return true;
  Advance(std::min(text_.find("#endif", offset_), text_.size()) - offset_);
  return true;
}

// Length from the opening quote to the closing one, both included; 0 if there is none. A failed
// search is not repeated, because otherwise a text full of quotes would take quadratic time.
size_t Lexer::LengthOfQuoted(size_t at) {
  const char quote = text_[at];
  bool& none = quote == '"' ? no_end_.string : no_end_.shell;
  if (none) return 0;
  for (size_t i = at + 1; i < text_.size(); ++i) {
    if (text_[i] == '\\') {
      ++i;
    } else if (text_[i] == quote) {
      return i + 1 - at;
    }
  }
  none = true;
  return 0;
}

Token Lexer::ScanQuoted(TokenKind kind, ProblemId without_end) {
  const size_t length = LengthOfQuoted(offset_);
  if (length == 0) return Broken(without_end, 1);
  return Make(kind, length, 1, 1);
}

Token Lexer::ScanCode() {
  const size_t end = no_end_.code ? npos : text_.find("}%", offset_ + 2);
  if (end == npos) {
    no_end_.code = true;
    return Broken(ProblemId::code_without_end, 2);
  }
  return Make(TokenKind::code, end + 2 - offset_, 2, 2);
}

// --name or --name=value; the value ends at white space outside quotes.
Token Lexer::ScanOption() {
  size_t end = offset_ + 2;
  while (IsWordCharacter(At(end))) ++end;
  if (At(end) == '=') {
    while (end < text_.size() && !IsBlank(text_[end])) {
      const bool quote = text_[end] == '"' || text_[end] == '`';
      const size_t quoted = quote ? LengthOfQuoted(end) : 0;
      end += quoted == 0 ? 1 : quoted;
    }
  }
  return Make(TokenKind::option, end - offset_, 2);
}

Token Lexer::ScanNumberOrWord() {
  size_t end = offset_;
  if (At(end) == '-') ++end;
  const size_t first = end;
  while (IsWordCharacter(At(end))) ++end;
  // Some names of FreeBSD's options contain a hyphen.
  const std::string_view begin = text_.substr(first, end - first);
  if ((begin == "exp" || begin == "EXP" || begin == "gen") && At(end) == '-' &&
      IsWordCharacter(At(end + 1))) {
    ++end;
    while (IsWordCharacter(At(end))) ++end;
  }
  const std::string_view run = text_.substr(first, end - first);
  if (run.empty() || AllDigits(run)) {
    if (const size_t length = LengthOfIpv4(offset_)) return Make(TokenKind::ipv4, length);
    if (At(end) == '.' && IsDigit(At(end + 1))) {
      ++end;
      while (IsDigit(At(end))) ++end;
      return Make(TokenKind::decimal, end - offset_);
    }
    Token token = Make(TokenKind::integer, end - offset_);
    token.value = ToNumber(run, 10);
    if (token.text.front() == '-') token.value = -token.value;
    return token;
  }
  if (first == offset_ && IsHexNumber(run)) {
    Token token = Make(TokenKind::hex, run.size());
    token.value = ToNumber(run.substr(2), 16);
    return token;
  }
  if (first != offset_) {  // a minus sign before digits that continue as a word
    end = first;
    while (IsDigit(At(end))) ++end;
    Token token = Make(TokenKind::integer, end - offset_);
    token.value = -ToNumber(token.text.substr(1), 10);
    return token;
  }
  return Resolve(Make(TokenKind::word, run.size()));
}

// Replaces a symbol with its value, at the place of the symbol.
Token Lexer::Resolve(Token token) const {
  const std::string* value = symbols_.Find(token.text);
  if (value == nullptr || value->empty()) return token;
  const std::string_view text = *value;
  token.text = text;
  if ((text.front() == '"' || text.front() == '`') && text.size() >= 2 &&
      text.back() == text.front()) {
    token.kind = text.front() == '"' ? TokenKind::string : TokenKind::shell;
    token.text = text.substr(1, text.size() - 2);
  } else if (IsHexNumber(text)) {
    token.kind = TokenKind::hex;
    token.value = ToNumber(text.substr(2), 16);
  } else if (AllDigits(text)) {
    token.kind = TokenKind::integer;
    token.value = ToNumber(text, 10);
  }
  return token;
}

size_t Lexer::LengthOfIpv4(size_t at) const {
  size_t end = at;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && At(end++) != '.') return 0;
    if (!IsDigit(At(end))) return 0;
    while (IsDigit(At(end))) ++end;
  }
  return end - at;
}

// An IPv6 address has a double colon or seven single ones: "1:1001" is not one.
size_t Lexer::LengthOfIpv6(size_t at) const {
  if (HexDigit(At(at)) < 0 && !(At(at) == ':' && At(at + 1) == ':')) return 0;
  size_t end = at;
  int groups = 0, colons = 0;
  bool gap = false;
  while (groups <= 8) {
    size_t digits = 0;
    while (digits < 5 && HexDigit(At(end + digits)) >= 0) ++digits;
    if (digits > 4) return 0;
    if (digits > 0) {
      if (gap || colons >= 2) {
        if (const size_t tail = LengthOfIpv4(end)) return end + tail - at;
      }
      if (IsWordCharacter(At(end + digits))) return 0;
      end += digits;
      ++groups;
    }
    if (At(end) == ':' && At(end + 1) == ':' && !gap) {
      gap = true;
      end += 2;
      colons += 2;
      if (HexDigit(At(end)) < 0) break;
    } else if (At(end) == ':' && HexDigit(At(end + 1)) >= 0) {
      ++end;
      ++colons;
    } else {
      break;
    }
  }
  return (gap && groups <= 7) || (groups == 8 && colons == 7) ? end - at : 0;
}

Token Lexer::Make(TokenKind kind, size_t length, size_t skip_front, size_t skip_back) {
  Token token;
  token.kind = kind;
  token.at = place_;
  token.offset = offset_;
  token.length = length;
  token.text = text_.substr(offset_ + skip_front, length - skip_front - skip_back);
  Advance(length);
  return token;
}

Token Lexer::Broken(ProblemId id, size_t length) {
  problems_.Add(id, place_, std::min(length, text_.size() - offset_));
  Token token = Make(TokenKind::broken, std::min(length, text_.size() - offset_));
  return token;
}

void Lexer::Advance(size_t length) {
  const size_t end = std::min(offset_ + length, text_.size());
  for (; offset_ < end; ++offset_) {
    if (text_[offset_] == '\n') {
      ++place_.line;
      place_.column = 1;
    } else {
      ++place_.column;
    }
  }
}

}  // namespace tcpladder
