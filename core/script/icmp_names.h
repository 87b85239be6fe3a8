// Converts between ICMP types and codes and packetdrill's names for them.
#ifndef TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_
#define TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tcpladder {

// `version` is the IP version, 4 or 6. Numbers without a name are called type_N and code_N.
std::optional<uint8_t> IcmpTypeOf(uint8_t version, std::string_view name);
std::optional<uint8_t> IcmpCodeOf(uint8_t version, uint8_t type, std::string_view name);

std::string IcmpTypeName(uint8_t version, uint8_t type);
// Empty if the code is 0 and has no name.
std::string IcmpCodeName(uint8_t version, uint8_t type, uint8_t code);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_ICMP_NAMES_H_
