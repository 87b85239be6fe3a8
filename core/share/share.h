// One connection of a capture as a pcap file that can be shown to others.
#ifndef TCPLADDER_CORE_SHARE_SHARE_H_
#define TCPLADDER_CORE_SHARE_SHARE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/engine/engine.h"
#include "core/findings/findings.h"
#include "core/net/dissector.h"
#include "core/share/anonymised_packet.h"
#include "core/share/pcap_writer.h"

namespace tcpladder {

// The time of the first segment in a shared file: 2020-01-01 00:00 UTC.
inline constexpr int64_t kSharedStartNs = 1'577'836'800'000'000'000;

// Reads the capture a second time, as the engine keeps no payload and no options, and writes the
// segments of one connection: the innermost IP and TCP headers, reassembled if they were
// fragmented, in capture order, with the ICMP errors about the connection between them.
class Share final : private FrameSink, private SegmentSink {
 public:
  // Rows count from 0 within the connection; `last_row` may exceed them. An ICMP error belongs to
  // the row before it. `flags` are ShareFlag bits. The engine must outlive this and read no more
  // meanwhile.
  Share(const Engine& engine, uint32_t connection, uint32_t first_row, uint32_t last_row,
        uint32_t flags);

  // The same bytes that the engine took, in any chunks. False if everything requested has been
  // written and the rest need not be read.
  bool Push(std::span<const std::byte> chunk);
  // The input has ended: writes what the reader had held back. Call once, unless Push returned
  // false.
  void Finish();

  // The part of the file written since the last call; never much more than the bytes that were
  // pushed meanwhile.
  std::vector<std::byte> Take() { return file_.Take(); }

  // Segments not found in the bytes so far.
  uint32_t missing() const { return rows_.count; }

 private:
  // What remains to be written.
  struct Rows {
    uint32_t next = kNone;  // ordinal among the engine's segments
    uint32_t count = 0;
    uint32_t error = kNone;         // ordinal among the engine's ICMP errors
    uint32_t behind_error = kNone;  // the first error that is not requested
    int64_t start_ns = 0;           // of the first segment, since the capture's first frame
    bool microseconds = true;

    bool done() const { return count == 0 && error == behind_error; }
  };
  static Rows RowsOf(const Engine& engine, uint32_t connection, uint32_t first_row,
                     uint32_t last_row, uint32_t flags);

  void OnFrame(const Frame& frame) override;
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;
  void OnError(const Frame& frame, const TcpSegment& quote);
  void Advance();
  void AdvanceError();

  const Engine& engine_;
  Rows rows_;
  int64_t shift_ns_;  // from the capture's times to those of the file
  AnonymisedPackets packets_;
  PcapWriter file_;
  Findings findings_;
  Dissector dissector_;
  CaptureReader reader_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_SHARE_H_
