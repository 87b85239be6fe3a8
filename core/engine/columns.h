// The engine's results as columns: one array per field, rows by index.
#ifndef TCPLADDER_CORE_ENGINE_COLUMNS_H_
#define TCPLADDER_CORE_ENGINE_COLUMNS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/net/ip_address.h"

namespace tcpladder {

inline constexpr uint32_t kNone = 0xffffffff;

// One row per TCP segment of the capture, 47 octets. Segments of one connection are a linked list
// through `next`, so that a connection can be shown while the capture is still being read.
struct SegmentColumns {
  std::vector<int64_t> time_ns;       // since the capture's first frame; may run backwards
  std::vector<uint32_t> offset_low;   // file offset of the frame, bits 0-31
  std::vector<uint8_t> offset_high;   // bits 32-39
  std::vector<uint32_t> frame;        // number, from 1
  std::vector<uint32_t> seq, ack;     // as in the header
  std::vector<uint32_t> length;       // payload octets, or kNoLength
  std::vector<uint16_t> window;       // unscaled
  std::vector<uint16_t> flags;        // bits 0-8 TcpFlag, 9: sent by the server, 10: fast open,
                                      // 12-15 data offset
  std::vector<uint16_t> analysis;     // Wireshark's words, one bit per row of analyses.def
  std::vector<uint8_t> client_state;  // EndState::Pack() after this segment
  std::vector<uint8_t> server_state;
  std::vector<uint16_t> header_offset;  // of the TCP header in the frame's bytes
  std::vector<uint32_t> stream;        // Wireshark's tcp.stream
  std::vector<uint32_t> next;          // next segment of the same connection, or kNone

  size_t size() const { return seq.size(); }
};

inline constexpr uint16_t kFlagsMask = 0x1ff;
inline constexpr uint16_t kFromServer = 0x200;
inline constexpr uint16_t kFastOpen = 0x400;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_COLUMNS_H_
