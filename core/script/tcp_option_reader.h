// Reads the TCP options of a packet line.
#ifndef TCPLADDER_CORE_SCRIPT_TCP_OPTION_READER_H_
#define TCPLADDER_CORE_SCRIPT_TCP_OPTION_READER_H_

#include <cstddef>
#include <vector>

#include "core/script/cursor.h"

namespace tcpladder {

// Maximum size of the options in a TCP header (RFC 9293 section 3.1).
inline constexpr size_t kMaxTcpOptions = 40;

// Reads `name value, name value ...` up to the token that ends the list, which is not consumed.
// Appends to `options`, without padding.
bool ReadTcpOptions(Cursor& cursor, std::vector<std::byte>& options);

// True if the token can begin an option. In that case, a `<` before it does not begin a packet.
bool BeginsTcpOption(const Token& token);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TCP_OPTION_READER_H_
