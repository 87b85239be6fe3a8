#include "core/script/call_reader.h"

#include <vector>

#include "core/script/time_text.h"

namespace tcpladder {
namespace {

char ClosingOf(const Token& token) {
  if (token.Is('(')) return ')';
  if (token.Is('[')) return ']';
  if (token.Is('{')) return '}';
  return '\0';
}

// Consumes an opening bracket and everything up to its closing bracket.
bool SkipBrackets(Cursor& cursor) {
  const Token opening = cursor.Peek();
  std::vector<char> open;
  do {
    const Token& token = cursor.Peek();
    if (token.kind == TokenKind::end || token.kind == TokenKind::broken) {
      return cursor.Fail(ProblemId::bracket_without_end,
                         token.kind == TokenKind::end ? opening : token);
    }
    if (const char closing = ClosingOf(token)) {
      open.push_back(closing);
    } else if (token.Is(open.back())) {
      open.pop_back();
    } else if (token.Is(')') || token.Is(']') || token.Is('}')) {
      return cursor.Fail(ProblemId::bracket_without_end, opening);
    }
    cursor.Take();
  } while (!open.empty());
  return true;
}

// Consumes one operand of a result: a number, a word with its value, strings, a list or an address.
bool SkipOperand(Cursor& cursor) {
  const Token token = cursor.Peek();
  if (ClosingOf(token) != '\0') return SkipBrackets(cursor);
  switch (token.kind) {
    case TokenKind::ellipsis:
    case TokenKind::integer:
    case TokenKind::hex:
      cursor.Take();
      return true;
    case TokenKind::string:
      while (cursor.Peek().kind == TokenKind::string) cursor.Take();
      if (cursor.Peek().kind == TokenKind::ellipsis) cursor.Take();
      return true;
    case TokenKind::word:
      cursor.Take();
      if (cursor.Accept('=')) return SkipOperand(cursor);
      if (token.Is("inet_addr") || token.Is("inet6_addr")) return SkipBrackets(cursor);
      return true;
    default:
      return cursor.Fail(ProblemId::expected_result);
  }
}

// Consumes what may follow the result: the name of an errno and a note in parentheses.
bool SkipErrno(Cursor& cursor, uint32_t line) {
  if (cursor.Peek().kind == TokenKind::word && cursor.Peek().at.line == line) cursor.Take();
  return !cursor.Peek().Is('(') || SkipBrackets(cursor);
}

}  // namespace

bool ReadCall(Cursor& cursor, SystemCall& call) {
  if (cursor.Peek().kind == TokenKind::ellipsis) {
    cursor.Take();
    const Token& end = cursor.Peek();
    const bool number = end.kind == TokenKind::integer || end.kind == TokenKind::decimal;
    if (!number || !ParseSeconds(end.text)) return cursor.Fail(ProblemId::expected_end_time);
    cursor.Take();
    call.blocking = true;
  }
  if (cursor.Peek().kind != TokenKind::word) {
    return cursor.Fail(ProblemId::expected_packet_or_call);
  }
  const Token name = cursor.Take();
  call.name = name.text;
  const Token opening = cursor.Peek();
  if (!opening.Is('(')) return cursor.Fail(ProblemId::expected_argument_list);
  if (!SkipBrackets(cursor)) return false;
  const std::string_view text = cursor.lexer().text();
  call.arguments =
      text.substr(opening.offset + 1, cursor.lexer().last().offset - opening.offset - 1);
  if (!cursor.Expect('=', ProblemId::expected_equals_sign)) return false;
  if (cursor.Peek().IsNumber()) call.result = cursor.Peek().value;
  do {
    if (!SkipOperand(cursor)) return false;
  } while (cursor.Accept('|'));
  if (!SkipErrno(cursor, cursor.lexer().last().at.line)) return false;
  const Token& last = cursor.lexer().last();
  call.text = text.substr(name.offset, last.offset + last.length - name.offset);
  return true;
}

}  // namespace tcpladder
