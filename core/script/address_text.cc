#include "core/script/address_text.h"

#include <algorithm>
#include <array>

#include "core/script/characters.h"

namespace tcpladder {
namespace {

// Parses four decimal numbers into `to`; false unless they are all of `text`.
bool ParseDotted(std::string_view text, uint8_t* to) {
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (text.empty() || text.front() != '.') return false;
      text.remove_prefix(1);
    }
    size_t digits = 0;
    unsigned value = 0;
    for (; digits < text.size() && IsDigit(text[digits]); ++digits) {
      value = value * 10 + static_cast<unsigned>(text[digits] - '0');
      if (digits > 2 || value > 255) return false;
    }
    if (digits == 0) return false;
    to[part] = static_cast<uint8_t>(value);
    text.remove_prefix(digits);
  }
  return text.empty();
}

// Appends the groups of `text` to `bytes`; false if it does not have the form of IPv6 groups.
bool ParseGroups(std::string_view text, std::array<uint8_t, 16>& bytes, size_t& count) {
  while (!text.empty()) {
    const size_t end = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, end);
    if (group.find('.') != std::string_view::npos) {
      if (end != text.size() || count + 4 > bytes.size()) return false;
      if (!ParseDotted(group, &bytes[count])) return false;
      count += 4;
      return true;
    }
    if (group.empty() || group.size() > 4 || count + 2 > bytes.size()) return false;
    unsigned value = 0;
    for (const char c : group) {
      if (HexDigit(c) < 0) return false;
      value = value << 4 | static_cast<unsigned>(HexDigit(c));
    }
    bytes[count++] = static_cast<uint8_t>(value >> 8);
    bytes[count++] = static_cast<uint8_t>(value & 0xff);
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
    if (text.empty()) return false;
  }
  return true;
}

}  // namespace

std::optional<IpAddress> ParseAddress(std::string_view text) {
  IpAddress address;
  if (text.find(':') == std::string_view::npos) {
    if (!ParseDotted(text, address.bytes.data())) return std::nullopt;
    return address;
  }
  address.version = 6;
  const size_t gap = text.find("::");
  std::array<uint8_t, 16> front{}, back{};
  size_t front_count = 0, back_count = 0;
  if (!ParseGroups(text.substr(0, gap), front, front_count)) return std::nullopt;
  if (gap == std::string_view::npos) {
    if (front_count != 16) return std::nullopt;
  } else if (!ParseGroups(text.substr(gap + 2), back, back_count)) {
    return std::nullopt;
  }
  if (front_count + back_count > 16) return std::nullopt;
  std::copy_n(front.begin(), front_count, address.bytes.begin());
  std::copy_n(back.begin(), back_count, address.bytes.end() - static_cast<ptrdiff_t>(back_count));
  return address;
}

}  // namespace tcpladder
