// Parses IP addresses.
#ifndef TCPLADDER_CORE_SCRIPT_ADDRESS_TEXT_H_
#define TCPLADDER_CORE_SCRIPT_ADDRESS_TEXT_H_

#include <optional>
#include <string_view>

#include "core/net/ip_address.h"

namespace tcpladder {

// Dotted decimal, or IPv6 text (RFC 4291 section 2.2) without brackets. Nothing unless all of
// `text` is an address.
std::optional<IpAddress> ParseAddress(std::string_view text);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_ADDRESS_TEXT_H_
