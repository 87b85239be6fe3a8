// One segment, as the engine keeps it.
#ifndef TCPLADDER_CORE_ENGINE_SEGMENT_RECORD_H_
#define TCPLADDER_CORE_ENGINE_SEGMENT_RECORD_H_

#include <cstdint>

#include "core/analysis/analyses.h"
#include "core/tcp/state.h"

namespace tcpladder {

inline constexpr uint32_t kNone = 0xffffffff;

// How much of a segment was captured, and whether its checksum is right, which is known only for
// complete segments without trailing bytes. Trailing bytes: see Engine::TrailingBytesOf().
enum class CapturedExtent : uint8_t {
  whole,
  whole_checksum_good,
  whole_checksum_bad,
  cut_payload,
  trailing_bytes,
  trailing_bytes_cut_payload,
  cut_header
};

// All that is kept of a segment; payload and options are read again from the file on request. A
// record takes 48 bytes, so that 10^7 segments fit into a 32-bit address space, and a walk through
// one connection touches one cache line per segment.
struct SegmentRecord {
  int64_t time_ns = 0;                   // since the capture's first frame; may run backwards
  uint32_t offset_low = 0;               // file offset of the frame, bits 0-31
  uint32_t frame = 0;                    // number, from 1
  uint32_t seq = 0, ack = 0;             // as in the header
  uint32_t length = 0;                   // payload bytes, or kNoLength
  uint32_t stream = 0;                   // Wireshark's tcp.stream
  uint32_t next = kNone;                 // next segment of the same connection
  uint16_t window = 0;                   // unscaled; the previous one if it is cut off
  uint16_t flags = 0;                    // bits 0-8 TcpFlag, then the bits below, then LinkTypes
  uint16_t header_offset = 0;            // of the TCP header in the frame's bytes, saturated
  uint8_t offset_high = 0;               // file offset of the frame, bits 32-39
  uint8_t data_offset : 4 = 0;           // in 32-bit words
  uint8_t extent : 4 = 0;                // CapturedExtent
  uint32_t analysis : kMaxAnalyses = 0;  // AnalysisSet bits
  uint32_t duplicate_sack : 1 = 0;       // its first SACK block reports a duplicate (RFC 2883)
  uint32_t client_state : EndState::kPackedBits = 0;  // EndState::Pack() after this segment
  uint32_t server_state : EndState::kPackedBits = 0;

  static constexpr uint16_t kFlagsMask = 0x1ff;
  static constexpr uint16_t kFromServer = 0x200;
  static constexpr uint16_t kFastOpen = 0x400;
  static constexpr int kLinkShift = 11;
  static constexpr uint16_t kColumnMask = (1 << kLinkShift) - 1;

  uint64_t offset() const { return uint64_t{offset_high} << 32 | offset_low; }
  uint8_t link() const { return static_cast<uint8_t>(flags >> kLinkShift); }
  void SetStates(EndState client, EndState server) {
    constexpr unsigned mask = (1U << EndState::kPackedBits) - 1;
    client_state = client.Pack() & mask;
    server_state = server.Pack() & mask;
  }
  CapturedExtent captured_extent() const { return static_cast<CapturedExtent>(extent); }
  uint8_t from() const { return flags & kFromServer ? 1 : 0; }
};

static_assert(sizeof(SegmentRecord) == 48);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SEGMENT_RECORD_H_
