#include "core/script/settings.h"

#include "core/script/address_text.h"
#include "core/script/characters.h"
#include "core/script/cursor.h"
#include "core/script/tcp_option_reader.h"
#include "core/script/time_text.h"

namespace tcpladder {
namespace {

constexpr size_t kMaxName = 64;

// Removes quotes around the text.
std::string_view Unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

bool TakeIpVersion(std::string_view value, std::optional<uint8_t>& version) {
  if (value != "ipv4" && value != "ipv6" && value != "ipv4-mapped-ipv6" &&
      value != "ipv4_mapped_ipv6") {
    return false;
  }
  version = value == "ipv6" ? 6 : 4;
  return true;
}

// Ignores a prefix length after the address, which packetdrill allows.
bool TakeAddress(std::string_view value, std::optional<IpAddress>& address) {
  address = ParseAddress(value.substr(0, value.find('/')));
  return address.has_value();
}

bool TakePort(std::string_view value, uint16_t& port) {
  uint32_t number = 0;
  for (const char c : value) {
    number = number * 10 + static_cast<uint32_t>(c - '0');
    if (!IsDigit(c) || number > 0xffff) return false;
  }
  port = static_cast<uint16_t>(number);
  return !value.empty();
}

bool TakeWindow(std::string_view value, uint16_t& window) { return TakePort(value, window); }

bool TakeSymbol(std::string_view value, Symbols& symbols) {
  const size_t equals = value.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  symbols.Define(value.substr(0, equals), value.substr(equals + 1));
  return true;
}

bool TakeName(std::string_view value, std::string& name) {
  name = Unquoted(value).substr(0, kMaxName);
  return !name.empty();
}

bool TakeSeconds(std::string_view value, int64_t& ns) {
  const auto parsed = ParseSeconds(value);
  if (parsed) ns = *parsed;
  return parsed.has_value();
}

bool TakeTcpOptions(std::string_view value, std::vector<std::byte>& options) {
  const Symbols none;
  Problems problems;
  Lexer lexer(Unquoted(value), none, problems);
  Cursor cursor(lexer, problems);
  options.clear();
  if (cursor.Peek().kind == TokenKind::end) return true;
  return ReadTcpOptions(cursor, options) && cursor.Peek().kind == TokenKind::end;
}

}  // namespace

bool TakeSetting(std::string_view text, ScriptSettings& settings) {
  const size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
#define SETTING(id, kind, member, use) \
  if (name == #id) return Take##kind(value, settings.member);
#include "core/script/settings.def"
#undef SETTING
  return true;
}

}  // namespace tcpladder
