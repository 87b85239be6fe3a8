// The whole analysis behind one door: bytes of a capture in, connections and their segments out.
#ifndef TCPLADDER_CORE_ENGINE_ENGINE_H_
#define TCPLADDER_CORE_ENGINE_ENGINE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/wireshark.h"
#include "core/base/arena.h"
#include "core/base/chunked.h"
#include "core/capture/capture_reader.h"
#include "core/engine/connection.h"
#include "core/engine/duplicates.h"
#include "core/engine/flow_networks.h"
#include "core/engine/flow_table.h"
#include "core/engine/icmp_errors.h"
#include "core/engine/link_types.h"
#include "core/engine/quoted_headers.h"
#include "core/engine/segment_record.h"
#include "core/findings/findings.h"
#include "core/net/dissector.h"

namespace tcpladder {

enum class EngineStatus : uint8_t {
  reading,   // more bytes are welcome
  refused,   // the input is no capture: the findings say why
  finished,  // Finish() was called
  // The index has reached Options::memory_limit, or there is no more memory; what was read stands.
  index_full,
};

struct CaptureTotals {
  uint64_t bytes = 0;     // pushed
  uint32_t packets = 0;   // packet records of the file
  uint32_t segments = 0;  // TCP segments among them
  uint32_t connections = 0;
  int64_t start_ns = 0;     // of the first frame, since the Unix epoch
  int64_t duration_ns = 0;  // from the first frame to the latest
};

// Sees every segment at the moment it was analysed: what Wireshark would print in one pass.
class SegmentObserver {
 public:
  // Once per row of Engine::segments(), in their order; `segment` is valid during the call only.
  virtual void OnAnalysed(const SegmentRecord& record, const TcpSegment& segment,
                          const WiresharkResult& wireshark) = 0;

 protected:
  ~SegmentObserver() = default;
};

class Engine final : private FrameSink, private SegmentSink {
 public:
  struct Options {
    // Bytes the index of segments and connections may take.
    uint64_t memory_limit = uint64_t{1} << 40;
    // Any number; differs from run to run where captures may be hostile.
    uint64_t hash_seed = 0;
    // Leaves copies that the capture made out of the analysis; they are counted either way.
    bool set_aside_duplicates = false;
    // Called for every segment where set; must outlive the engine.
    SegmentObserver* observer = nullptr;
    // Only frames of this interface (Frame::interface) are taken; their numbers are those of the
    // file.
    std::optional<uint16_t> only_interface{};
  };

  Engine();
  explicit Engine(const Options& options);

  // How the input is cut into chunks makes no difference. The bytes need to live only during the
  // call.
  EngineStatus Push(std::span<const std::byte> chunk);
  EngineStatus Finish();

  EngineStatus status() const { return status_; }
  CaptureTotals totals() const;
  const Findings& findings() const { return findings_; }

  const Chunked<SegmentRecord, 10>& segments() const { return segments_; }
  const Chunked<Connection, 8>& connections() const { return connections_; }
  const IcmpErrors& icmp_errors() const { return icmp_errors_; }
  const QuotedHeaders& quoted_headers() const { return quoted_headers_; }
  // LINKTYPE_ value of the frame of a segment, or kNoLinkType where it was not kept.
  uint16_t LinkTypeOf(const SegmentRecord& record) const { return link_types_[record.link()]; }
  // Complete when reading has ended.
  const CaptureMetadata& metadata() const { return reader_.metadata(); }
  // Addresses and ports; [0] is the client's.
  ConnectionEnds EndsOf(const Connection& connection) const;
  // Time of its first segment, since the capture's first frame.
  int64_t StartOf(const Connection& connection) const {
    return segments_[connection.first_segment].time_ns;
  }

  // Captured bytes behind the payload of segments()[segment] that its IP header counts too.
  // Logarithmic in the number of segments that have such.
  uint32_t TrailingBytesOf(uint32_t segment) const;

  // FrameNote bits, of kUnknownNotes: what the text that segments()[segment] was read from does not
  // hold. Logarithmic in the number of segments that have such.
  uint32_t UnknownOf(uint32_t segment) const;

  // Captured bytes of the TCP header of segments()[segment], the fixed ones included; meant for
  // CapturedExtent::cut_header. Logarithmic in how often that number changes from one such segment
  // to the next.
  size_t CapturedHeaderLength(uint32_t segment) const;

  // Captured bytes of the payload of segments()[segment]. Logarithmic, where payload is cut, in how
  // often that number changes from one such segment to the next.
  uint32_t CapturedPayloadOf(uint32_t segment) const;

  // Bytes the index takes now.
  uint64_t memory() const;

 private:
  // A pair of ends within one network, with what is newest on it.
  struct Flow {
    KeptKey key;
    uint32_t connection = kNone;
    // The one before it, where that lived on and only one end has spoken in the newest.
    uint32_t older = kNone;
    uint32_t network = 0;       // of its first segment; see TcpSegment
    uint32_t networks = kNone;  // in flow_networks_, where there are others
    WiresharkConversation wireshark;
  };
  // What a connection takes at most, its share of the flow table and the addresses of IPv6
  // included, and a segment.
  static_assert(sizeof(Flow) + sizeof(Connection) + FlowTable::kMostPerFlow + 32 <= 512);
  static_assert(sizeof(SegmentRecord) <= 48);

  // Flows between the same ends in different networks; the first one takes what comes beyond.
  static constexpr uint32_t kMostFlowsOfEnds = 64;

  struct TrailingBytes {
    uint32_t segment, bytes;
  };
  struct NotedSegment {
    uint32_t segment, notes;
  };
  // From this segment on, as far as headers, or payloads, are cut: captures of one snap length have
  // few of these.
  struct CutLength {
    uint32_t segment, bytes;
  };

  void OnFrame(const Frame& frame) override;
  void OnDoubtfulFrame(const Frame& frame);
  void StartClock(const Frame& frame);
  void LookAhead(const Frame& frame) const;
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;

  uint32_t FlowFor(const Frame& frame, uint32_t first, const TcpSegment& segment, bool reversed);
  bool IsSeenIn(const Flow& flow, size_t direction, uint32_t network) const;
  void NoteNetwork(Flow& flow, size_t direction, uint32_t network);
  FlowNetworks& NetworksOf(Flow& flow);
  uint32_t NextFlow(uint32_t flow) const;
  Continuity ContinuityIn(const Flow& flow, const TcpSegment& segment, bool reversed) const;
  Connection& ConnectionFor(Flow& flow, uint32_t flow_ordinal, const TrackedSegment& tracked,
                            const TcpSegment& segment, bool reversed, uint32_t frame_notes);
  uint32_t TakeError(const Frame& frame, const TcpSegment& quote, uint32_t first, bool reversed);
  bool AttachError(uint32_t connection, const WaitingError& error);
  void AttachWaiting(uint32_t first, uint32_t flow);
  void GiveUp(const WaitingError& error);
  static void NoteHost(const Frame& frame, const TcpSegment& segment, uint8_t from,
                       Connection& connection);
  void NoteExtent(const Frame& frame, const TcpSegment& segment, SegmentRecord& record);
  void NoteCutHeader(const TcpSegment& segment);
  void NoteCutLength(Chunked<CutLength, 6>& lengths, size_t bytes);
  void Append(Connection& connection, const SegmentRecord& record);
  bool IsDuplicate(const Frame& frame, const TcpSegment& segment, uint32_t flow, bool reversed);
  void NoteCopy(CopyKind kind, int64_t age_ns, uint32_t frame, uint64_t offset);
  void NoteSize(const Frame& frame, const Connection& connection, const SegmentRecord& record);
  void NoteOneDirection();
  void CheckMemory();

  Options options_;
  EngineStatus status_ = EngineStatus::reading;
  Findings findings_;
  Dissector dissector_;
  CaptureReader reader_;
  Duplicates duplicates_;
  FlowTable flow_table_;
  Arena arena_;
  FlowKeys flow_keys_{arena_};
  Chunked<Flow, 8> flows_{arena_};
  Chunked<FlowNetworks, 6> flow_networks_{arena_};
  Chunked<SegmentRecord, 10> segments_{arena_};
  Chunked<Connection, 8> connections_{arena_};
  IcmpErrors icmp_errors_{arena_};
  QuotedHeaders quoted_headers_{arena_};
  std::vector<WaitingError> waiting_errors_;          // oldest first
  Chunked<TrailingBytes, 6> trailing_bytes_{arena_};  // segments ascend
  Chunked<CutLength, 6> cut_headers_{arena_};         // so do these
  Chunked<CutLength, 6> cut_payloads_{arena_};        // and these
  Chunked<NotedSegment, 6> noted_segments_{arena_};   // and these
  LinkTypes link_types_;
  WiresharkStreams streams_;
  uint64_t room_until_ = 0;  // the index can grow to this without another look for room
  uint64_t bytes_ = 0;
  uint32_t packets_ = 0;
  bool clock_started_ = false;
  int64_t start_ns_ = 0;
  int64_t previous_ns_ = 0;
  int64_t latest_ns_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ENGINE_H_
