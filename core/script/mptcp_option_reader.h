// Reads options of Multipath TCP (RFC 8684) in the syntax of Multipath TCP's packetdrill.
#ifndef TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
#define TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_

#include <cstddef>
#include <vector>

#include "core/script/cursor.h"

namespace tcpladder {

bool IsMptcpOption(std::string_view name);

// Reads the option `name`, whose token has been consumed, and appends it to `options`. Keys, hashes
// and numbers that exist only at run time are zero.
bool ReadMptcpOption(Cursor& cursor, std::string_view name, std::vector<std::byte>& options);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
