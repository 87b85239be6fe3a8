// The values of the options at the beginning of a script.
#ifndef TCPLADDER_CORE_SCRIPT_SETTINGS_H_
#define TCPLADDER_CORE_SCRIPT_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/ip_address.h"
#include "core/script/lexer.h"

namespace tcpladder {

struct ScriptSettings {
  // If not written, an IPv6 address implies IPv6, and so does the name of an ICMP message that
  // exists only in IPv6.
  std::optional<uint8_t> written_ip_version;
  bool names_ipv6 = false;
  // If not written, addresses from the documentation ranges (RFC 5737, RFC 3849).
  std::optional<IpAddress> local_ip, remote_ip;
  uint16_t bind_port = 8080, connect_port = 8080;
  std::string local, remote;  // names of the ends; empty if none is written
  int64_t delay_ns = 10'000'000;
  uint16_t win = 65535;
  std::vector<std::byte> syn;  // TCP options
  Symbols symbols;

  uint8_t ip_version() const {
    const bool v6 = names_ipv6 || (local_ip && local_ip->version == 6);
    return written_ip_version.value_or(v6 ? 6 : 4);
  }
};

// Applies the option `text`, "name" or "name=value". False if the value is invalid for its kind.
bool TakeSetting(std::string_view text, ScriptSettings& settings);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_SETTINGS_H_
