// ICMP types and codes by packetdrill's names.
#ifndef TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_
#define TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tcpladder {

// `version` is that of IP: 4 or 6. Other numbers have the names type_N and code_N.
std::optional<uint8_t> IcmpTypeOf(uint8_t version, std::string_view name);
std::optional<uint8_t> IcmpCodeOf(uint8_t version, uint8_t type, std::string_view name);

std::string IcmpTypeName(uint8_t version, uint8_t type);
// Empty for a code 0 without a name.
std::string IcmpCodeName(uint8_t version, uint8_t type, uint8_t code);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_
