// What captures that are written from text have in common.
#ifndef TCPLADDER_CORE_SCRIPT_WRITTEN_CAPTURE_H_
#define TCPLADDER_CORE_SCRIPT_WRITTEN_CAPTURE_H_

#include <cstdint>
#include <string_view>

#include "core/share/pcapng_writer.h"

namespace tcpladder {

// The time of the first packet if only time differences are known. It is not 0, because Wireshark
// measures no round-trip time from a SYN captured exactly at the epoch.
inline constexpr int64_t kUnknownStartNs = 1'000'000'000;

// A file with one raw IP interface. The section's comment tells whoever receives it that it was
// written, not captured; `application` says from what.
PcapngWriter BeginWrittenCapture(std::string_view application);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_WRITTEN_CAPTURE_H_
