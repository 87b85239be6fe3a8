#include "core/script/icmp_names.h"

#include <array>

#include "core/script/characters.h"

namespace tcpladder {
namespace {

struct IcmpName {
  uint8_t version, type;
  std::string_view type_name;
  uint8_t code;
  std::string_view code_name;
};

constexpr std::array kIcmpNames = {
#define ICMP_NAME(version, type, type_name, code, code_name) \
  IcmpName{version, type, type_name, code, code_name},
#include "core/script/icmp_names.def"
#undef ICMP_NAME
};

// Parses the number after `prefix`, as in type_9.
std::optional<uint8_t> NumberBehind(std::string_view text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix || text.size() == prefix.size()) return {};
  unsigned value = 0;
  for (const char c : text.substr(prefix.size())) {
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (!IsDigit(c) || value > 255) return {};
  }
  return static_cast<uint8_t>(value);
}

}  // namespace

std::optional<uint8_t> IcmpTypeOf(uint8_t version, std::string_view name) {
  for (const IcmpName& known : kIcmpNames) {
    if (known.version == version && known.type_name == name) return known.type;
  }
  return NumberBehind(name, "type_");
}

std::optional<uint8_t> IcmpCodeOf(uint8_t version, uint8_t type, std::string_view name) {
  for (const IcmpName& known : kIcmpNames) {
    if (known.version != version || known.type != type || known.code_name.empty()) continue;
    if (known.code_name == name) return known.code;
  }
  return NumberBehind(name, "code_");
}

std::string IcmpTypeName(uint8_t version, uint8_t type) {
  for (const IcmpName& known : kIcmpNames) {
    if (known.version == version && known.type == type) return std::string(known.type_name);
  }
  return "type_" + std::to_string(type);
}

std::string IcmpCodeName(uint8_t version, uint8_t type, uint8_t code) {
  for (const IcmpName& known : kIcmpNames) {
    if (known.version != version || known.type != type || known.code_name.empty()) continue;
    if (known.code == code) return std::string(known.code_name);
  }
  if (code == 0) return {};
  return "code_" + std::to_string(code);
}

}  // namespace tcpladder
