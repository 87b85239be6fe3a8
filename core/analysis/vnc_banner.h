// The one payload that changes Wireshark's stream numbers by itself: a VNC version banner.
#ifndef TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
#define TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_

#include <cstdint>
#include <optional>

#include "core/net/tcp_segment.h"

namespace tcpladder {

// True where Wireshark recognises VNC by its banner "RFB xxx.yyy\n" (RFC 6143 section 7.1.1): the
// payload is nothing else, and the server's port belongs to no other protocol. Where no SYN has
// told which port that is (nullopt), both count. Wireshark then gives the segments that follow a
// conversation, and a stream number, of their own.
bool IsVncBanner(const TcpSegment& segment, std::optional<uint16_t> server_port);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
