// Multipath TCP (RFC 8684) by the names of Multipath TCP's packetdrill.
#ifndef TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
#define TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_

#include <cstddef>
#include <vector>

#include "core/script/cursor.h"

namespace tcpladder {

bool IsMptcpOption(std::string_view name);

// The option whose name is `name`, which was taken. Keys, hashes and numbers that only a run can
// know are zero. Appends to `options`.
bool ReadMptcpOption(Cursor& cursor, std::string_view name, std::vector<std::byte>& options);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_MPTCP_OPTION_READER_H_
