// Exports one connection of a capture as a pcap file that can be shared.
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

// Reads the capture a second time, because the engine keeps neither payload nor options, and writes
// the segments of one connection in capture order, with the ICMP errors about the connection
// between them. Each is written as its innermost IP and TCP headers, reassembled if they were
// fragmented.
class Share final : private FrameSink, private SegmentSink {
 public:
  // Rows count from 0 within the connection; `last_row` may be beyond its end. An ICMP error
  // belongs to the row before it. `flags` are ShareFlag bits. The engine must outlive this object
  // and must not read further meanwhile.
  Share(const Engine& engine, uint32_t connection, uint32_t first_row, uint32_t last_row,
        uint32_t flags);

  // Takes the same bytes as the engine, in chunks of any size. False if everything requested has
  // been written, so that the rest need not be read.
  bool Push(std::span<const std::byte> chunk);
  // Call once at the end of the input, unless Push() returned false: writes what the reader still
  // holds.
  void Finish();

  // Returns the part of the file written since the last call. It is never much larger than the
  // bytes pushed since then.
  std::vector<std::byte> Take() { return file_.Take(); }

  // Segments not found in the bytes so far.
  uint32_t missing() const { return rows_.count; }

 private:
  // The segments and errors that remain to be written.
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
