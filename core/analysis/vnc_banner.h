// The only payload that changes Wireshark's stream numbers: a VNC version banner.
#ifndef TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
#define TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_

#include <cstdint>
#include <optional>

#include "core/net/tcp_segment.h"

namespace tcpladder {

// True if Wireshark recognises VNC by its banner "RFB xxx.yyy\n" (RFC 6143 section 7.1.1): the
// payload is nothing else, and no other protocol claims the server's port. If no SYN has shown the
// server (nullopt), both ports count. Wireshark then puts the segments that follow into a
// conversation of their own, with their own stream number.
bool IsVncBanner(const TcpSegment& segment, std::optional<uint16_t> server_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
