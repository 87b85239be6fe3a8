// Writes one connection of a capture as a packetdrill script.
#ifndef TCPLADDER_CORE_SCRIPT_SCRIPT_WRITER_H_
#define TCPLADDER_CORE_SCRIPT_SCRIPT_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/engine/engine.h"
#include "core/findings/findings.h"
#include "core/net/dissector.h"
#include "core/net/tcp_options.h"
#include "core/script/number_space.h"

namespace tcpladder {

// Reads the capture a second time, because the engine does not keep options. Sequence numbers are
// relative, addresses are omitted, and times are those between segments. The system calls of the
// end under test are inferred from its segments. If the opening was not captured, none are written,
// because no call creates an open connection.
//
// The script includes other connections on the same ports that began before the last segment, for
// example a SYN that is answered with a challenge ACK.
class ScriptWriter final : private FrameSink, private SegmentSink {
 public:
  // `local`: the end under test, 0 for the client, 1 for the server. The engine must outlive this
  // object and must not read further meanwhile.
  ScriptWriter(const Engine& engine, uint32_t connection, size_t local);

  // Takes the same bytes as the engine, in chunks of any size. False if the rest need not be read.
  bool Push(std::span<const std::byte> chunk);
  // Call once at the end of the input, unless Push() returned false.
  void Finish();

  // Returns the part of the script written since the last call. The beginning waits for the SYN of
  // the end under test, whose options show the settings of its kernel.
  std::string Take();

 private:
  struct Row {
    uint32_t segment;  // ordinal in Engine::segments()
    ScriptEnd from;
  };

  void FindRows(uint32_t connection, size_t local_side);
  void FindBases(const Connection& connection);
  void WriteHead(const ConnectionEnds& ends);
  void OnFrame(const Frame& frame) override;
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;
  void WriteSegment(const SegmentRecord& record, const TcpSegment& segment, ScriptEnd from);
  void WriteError(const IcmpRecord& error);
  void WriteCallsBefore(const SegmentRecord& record);
  void WriteSend(const SegmentRecord& record);
  void FindKeepAlive();
  void WriteKeepAlive(int64_t time_ns);
  void WriteSettings(const TcpOptions& options);
  void WriteReset(const SegmentRecord& record);
  void Call(int64_t time_ns, const char* function, const std::string& rest);
  bool Refuses() const;
  bool ReceivesLater() const;
  void WriteCallsAfter(const SegmentRecord& record);
  void Event(int64_t time_ns);
  uint32_t EndOf(const SegmentRecord& record, ScriptEnd from) const;
  uint32_t Relative(ScriptEnd of, uint32_t number) const;
  bool done() const { return next_ == rows_.size() && next_error_ == kNone; }

  const Engine& engine_;
  std::vector<Row> rows_;               // in the order of the capture
  size_t next_ = 0;                     // in rows_
  uint32_t next_error_ = kNone;         // ordinal in Engine::icmp_errors()
  std::array<uint32_t, 2> bases_{};     // by ScriptEnd: base of relative numbers
  std::array<uint32_t, 2> sent_end_{};  // relative end of what each end has sent
  uint32_t written_end_ = 0;            // relative end of the data passed to calls
  NumberSpace numbers_;
  int64_t now_ns_ = 0;   // time of the last event, since the capture's first frame
  bool active_ = false;  // whether the end under test is the client
  bool calls_ = false;   // whether system calls are written
  bool begun_ = false, accepted_ = false;
  bool closed_ = false;                                          // it sends no more
  bool half_closed_ = false;                                     // but reads
  int64_t keep_alive_idle_ns_ = 0, keep_alive_interval_ns_ = 0;  // 0: no probes
  uint32_t keep_alive_count_ = 0;  // probes before it gives up; 0: it does not
  std::optional<size_t> head_;     // in text_: where settings go, as long as they are not known
  TcpOptions offered_;             // in the SYN of the other end
  std::string text_;
  Findings findings_;
  Dissector dissector_;
  CaptureReader reader_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_SCRIPT_WRITER_H_
