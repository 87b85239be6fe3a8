// The one payload that changes Wireshark's stream numbers by itself: a VNC version banner.
#ifndef TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
#define TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_

#include "core/net/tcp_segment.h"

namespace tcpladder {

// True where Wireshark recognises VNC by its banner "RFB xxx.yyy\n" (RFC 6143 section 7.1.1): the
// payload is nothing else, and neither port belongs to another protocol. It then gives the segments
// that follow a conversation, and a stream number, of their own.
bool IsVncBanner(const TcpSegment& segment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_VNC_BANNER_H_
