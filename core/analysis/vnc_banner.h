// The only payload that changes Wireshark's stream numbers: a VNC version banner.
#ifndef TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
#define TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_

#include <cstdint>
#include <optional>

#include "core/net/tcp_segment.h"

namespace tcpladder {

// True if Wireshark recognises VNC by its banner "RFB xxx.yyy\n" (RFC 6143 section 7.1.1): the
// payload consists of the banner, and no other protocol claims the server's port. If no SYN has
// shown which end is the server (nullopt), both ports are checked. Wireshark then assigns the
// following segments to a new conversation with its own stream number.
bool IsVncBanner(const TcpSegment& segment, std::optional<uint16_t> server_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
