// The analysis of a whole capture: takes the bytes of a file, returns connections and their
// segments.
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
#include "core/engine/captured_extents.h"
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
  reading,   // accepts more bytes
  refused,   // the input is not a capture; the findings say why
  finished,  // Finish() was called
  // The index has reached Options::memory_limit, or no memory is left. Results so far remain valid.
  index_full,
};

struct CaptureTotals {
  uint64_t bytes = 0;     // bytes passed to Push()
  uint32_t packets = 0;   // packet records in the file
  uint32_t segments = 0;  // TCP segments in these packets
  uint32_t connections = 0;
  int64_t start_ns = 0;     // of the first frame, since the Unix epoch
  int64_t duration_ns = 0;  // from the first frame to the latest
};

// Receives every segment as it is analysed, with the flags that Wireshark shows in one pass.
class SegmentObserver {
 public:
  // Called once per row of Engine::segments(), in order; `segment` is valid only during the call.
  virtual void OnAnalysed(const SegmentRecord& record, const TcpSegment& segment,
                          const WiresharkResult& wireshark) = 0;

 protected:
  ~SegmentObserver() = default;
};

class Engine final : private FrameSink, private SegmentSink {
 public:
  struct Options {
    // Maximum size of the index of segments and connections, in bytes.
    uint64_t memory_limit = uint64_t{1} << 40;
    // Seed of the hash table. Use a random value if captures may be hostile; results do not depend
    // on it.
    uint64_t hash_seed = 0;
    // Excludes copies made by the capture from the analysis. They are counted in either case.
    bool set_aside_duplicates = false;
    // If not null, called for every segment. Must outlive the engine.
    SegmentObserver* observer = nullptr;
    // Only frames of this interface (Frame::interface) are taken; their numbers are those of the
    // file.
    std::optional<uint16_t> only_interface{};
  };

  Engine();
  explicit Engine(const Options& options);

  // The input may be divided into chunks in any way. The bytes need to be valid only during the
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
  // LINKTYPE_ value of the segment's frame, or kNoLinkType if it was not kept.
  uint16_t LinkTypeOf(const SegmentRecord& record) const { return link_types_[record.link()]; }
  // Complete once reading has ended.
  const CaptureMetadata& metadata() const { return reader_.metadata(); }
  // Addresses and ports; [0] is the client's.
  ConnectionEnds EndsOf(const Connection& connection) const;
  // Time of the connection's first segment, since the capture's first frame.
  int64_t StartOf(const Connection& connection) const {
    return segments_[connection.first_segment].time_ns;
  }

  // Captured bytes after the payload of segments()[segment] that the IP length includes. Takes time
  // logarithmic in the number of segments with such bytes.
  uint32_t TrailingBytesOf(uint32_t segment) const { return extents_.TrailingBytesOf(segment); }

  // FrameNote bits within kUnknownNotes: the fields missing from the text that segments()[segment]
  // was read from. Takes time logarithmic in the number of segments with such bits.
  uint32_t UnknownOf(uint32_t segment) const { return extents_.UnknownOf(segment); }

  // Captured bytes of the TCP header of segments()[segment], including the fixed part. Meant for
  // segments with CapturedExtent::cut_header. Takes time logarithmic in the number of changes of
  // that length.
  size_t CapturedHeaderLength(uint32_t segment) const { return extents_.HeaderLengthOf(segment); }

  // Captured payload bytes of segments()[segment]. If the payload is cut, takes time logarithmic in
  // the number of changes of that length.
  uint32_t CapturedPayloadOf(uint32_t segment) const {
    return extents_.PayloadOf(segment, segments_[segment]);
  }

  // Current size of the index in bytes.
  uint64_t memory() const;

 private:
  // An address and port pair within one network, with its newest connection.
  struct Flow {
    KeptKey key;
    uint32_t connection = kNone;
    // The previous connection, if it was still open when a newer one began and only one end of the
    // newer one has sent anything.
    uint32_t older = kNone;
    uint32_t network = 0;       // of its first segment; see TcpSegment
    uint32_t networks = kNone;  // index into flow_networks_, or kNone if all were in one network
    WiresharkConversation wireshark;
  };
  // Bounds the memory of one connection, including its share of the flow table and its IPv6
  // addresses, and of one segment.
  static_assert(sizeof(Flow) + sizeof(Connection) + FlowTable::kMostPerFlow + 32 <= 512);
  static_assert(sizeof(SegmentRecord) <= 48);

  // Maximum number of flows between the same ends in different networks. The first flow takes the
  // rest.
  static constexpr uint32_t kMostFlowsOfEnds = 64;

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
  std::vector<WaitingError> waiting_errors_;  // oldest first
  CapturedExtents extents_{arena_};
  LinkTypes link_types_;
  WiresharkStreams streams_;
  uint64_t room_until_ = 0;  // size up to which the index can grow without another memory check
  uint64_t bytes_ = 0;
  uint32_t packets_ = 0;
  bool clock_started_ = false;
  int64_t start_ns_ = 0;
  int64_t previous_ns_ = 0;
  int64_t latest_ns_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ENGINE_H_
