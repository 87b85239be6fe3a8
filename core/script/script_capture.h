// Converts a script to a capture file.
#ifndef TCPLADDER_CORE_SCRIPT_SCRIPT_CAPTURE_H_
#define TCPLADDER_CORE_SCRIPT_SCRIPT_CAPTURE_H_

#include <cstddef>
#include <vector>

#include "core/script/script.h"

namespace tcpladder {

// Returns a pcapng file with one frame per packet of the script. System calls, shell lines, code,
// and comments next to or directly above a packet become comments of the next packet, or of the
// last one. Time 0 of the script is the Unix epoch.
std::vector<std::byte> CaptureOf(const Script& script);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_SCRIPT_CAPTURE_H_
