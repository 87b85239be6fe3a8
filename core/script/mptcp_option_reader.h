// Multipath TCP (RFC 8684), with the names of Multipath TCP's packetdrill.
#ifndef TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
#define TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_

#include <cstddef>
#include <vector>

#include "core/script/cursor.h"

namespace tcpladder {

bool IsMptcpOption(std::string_view name);

// Reads the option `name`; that token has been consumed. Keys, hashes and numbers that only exist
// at run time are zero. Appends to `options`.
bool ReadMptcpOption(Cursor& cursor, std::string_view name, std::vector<std::byte>& options);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
