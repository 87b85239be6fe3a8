#include "core/engine/engine.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "core/capture/frame_notes.h"
#include "core/engine/outcome.h"
#include "core/engine/replay.h"
#include "core/net/checksum.h"
#include "core/net/plain_frame.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/tcp/roles.h"

namespace tcpladder {
namespace {

// A mask: memory is checked each time this many segments, plus one, have been added.
constexpr uint32_t kMemoryCheckMask = 0xfff;

constexpr int16_t kMaxWindowShift = 14;  // RFC 7323 section 2.3

// Reserved for the next chunks of the input and for memory that is not counted.
constexpr uint64_t kSlack = uint64_t{8} << 20;
// How far the index may grow before the free memory is checked again. Uncounted memory grows by at
// most a quarter of this, which kSlack covers.
constexpr uint64_t kRoomAhead = uint64_t{16} << 20;
// Bytes per connection of the tables that are made while the capture is read.
constexpr uint64_t kTableRow = 256;

// Where exceptions are disabled, a failed allocation elsewhere ends the program. A trial allocation
// here detects the shortage while it can still be reported.
bool CanAllocate(uint64_t bytes) {
  if (bytes > SIZE_MAX) return false;
  // Volatile: otherwise a compiler may remove a malloc whose result is only freed.
  void* volatile probe = std::malloc(static_cast<size_t>(bytes));
  std::free(probe);
  return probe != nullptr;
}

// Whether the first SACK block is below the acknowledgment or within the second block (RFC 2883
// section 4).
bool ReportsDuplicate(const TcpSegment& segment) {
  const TcpOptions& options = segment.parsed;
  if (options.sack_blocks == 0) return false;
  const auto [left, right] = options.sack[0];
  if (Seq(right) <= Seq(segment.ack)) return true;
  return options.sack_blocks > 1 && Seq(left) >= Seq(options.sack[1].left) &&
         Seq(right) <= Seq(options.sack[1].right);
}

// Whether the end is, as far as is known, in a state that answers a SYN with a challenge ACK (RFC
// 9293 section 3.10.7.4, fourth check).
bool HoldsConnection(const TrackedEnd& end) {
  const State state = end.now.state;
  const bool synchronized = state >= State::established && state != State::time_wait;
  const bool known =
      end.now.certainty == Certainty::sure || end.now.certainty == Certainty::expected;
  return synchronized && known && !end.rst_pending;
}

}  // namespace

Engine::Engine() : Engine(Options{}) {}

Engine::Engine(const Options& options)
    : options_(options),
      dissector_(*this, findings_),
      reader_(*this, findings_),
      flow_table_(options.hash_seed) {}

EngineStatus Engine::Push(std::span<const std::byte> chunk) {
  if (status_ != EngineStatus::reading) return status_;
  bytes_ += chunk.size();
  if (reader_.Push(chunk) == CaptureStatus::refused && status_ == EngineStatus::reading) {
    status_ = EngineStatus::refused;
  }
  return status_;
}

EngineStatus Engine::Finish() {
  if (status_ != EngineStatus::reading) return status_;
  const CaptureStatus end = reader_.Finish();
  for (const WaitingError& error : waiting_errors_) GiveUp(error);
  NoteOneDirection();
  status_ = end == CaptureStatus::refused ? EngineStatus::refused : EngineStatus::finished;
  return status_;
}

CaptureTotals Engine::totals() const {
  return {.bytes = bytes_,
          .packets = packets_,
          .segments = static_cast<uint32_t>(segments_.size()),
          .connections = static_cast<uint32_t>(connections_.size()),
          .start_ns = start_ns_,
          .duration_ns = latest_ns_ - start_ns_};
}

ConnectionEnds Engine::EndsOf(const Connection& connection) const {
  const FlowKey key = flow_keys_.Restore(flows_[connection.flow].key);
  const size_t client = connection.client, server = 1 - client;
  return {{key.Address(client), key.Address(server)}, {key.Port(client), key.Port(server)}};
}

uint64_t Engine::memory() const {
  return segments_.memory() + connections_.memory() + flows_.memory() + flow_networks_.memory() +
         flow_keys_.memory() + flow_table_.memory() + icmp_errors_.memory() +
         quoted_headers_.memory() + extents_.memory() + streams_.memory();
}

void Engine::OnFrame(const Frame& frame) {
  if (status_ != EngineStatus::reading) return;
  if (options_.only_interface && frame.interface != *options_.only_interface) return;
  if (frame.doubtful) return OnDoubtfulFrame(frame);
  StartClock(frame);
  ++packets_;
  if (frame.time_ns < previous_ns_) {
    findings_.Add(FindingId::k_time_backwards, 0, frame.number, frame.file_offset,
                  {previous_ns_ - frame.time_ns});
  }
  if (frame.bytes.size() < frame.original_length) {
    findings_.Add(FindingId::k_cut_frame, 0, frame.number, frame.file_offset,
                  {static_cast<int64_t>(frame.bytes.size()), frame.original_length});
  }
  previous_ns_ = frame.time_ns;
  latest_ns_ = std::max(latest_ns_, frame.time_ns);
  if (flow_table_.IsFar()) LookAhead(frame);
  dissector_.OnFrame(frame);
}

void Engine::StartClock(const Frame& frame) {
  if (clock_started_) return;
  clock_started_ = true;
  start_ns_ = previous_ns_ = latest_ns_ = frame.time_ns;
}

// A doubtful frame counts only if it contains a segment, and it never advances the clock.
void Engine::OnDoubtfulFrame(const Frame& frame) {
  StartClock(frame);
  const uint64_t segments = segments_.size();
  dissector_.OnFrame(frame);
  if (segments_.size() != segments) ++packets_;
  findings_.Add(FindingId::k_doubtful_record, 0, frame.number, frame.file_offset,
                {static_cast<int64_t>(frame.bytes.size())});
}

// Loads the hash table slot of a coming segment into the cache while this segment is processed.
void Engine::LookAhead(const Frame& frame) const {
  PlainEnds ends;
  if (!GuessPlainEnds(frame.ahead, frame.link_type, ends)) return;
  flow_table_.Prefetch(
      OrderEnds(ends.source, ends.source_port, ends.destination, ends.destination_port).key);
}

void Engine::OnSegment(const Frame& frame, const TcpSegment& segment) {
  const OrderedFlow ordered =
      OrderEnds(segment.source, segment.source_port, segment.destination, segment.destination_port);
  const auto found = flow_table_.FindOrInsert(ordered.key, [this, &ordered](uint32_t i) {
    return flow_keys_.AreEqual(flows_[i].key, ordered.key);
  });
  if (found.inserted) flows_.Emplace().key = flow_keys_.Keep(ordered.key);

  uint32_t ordinal;
  if (segment.origin == SegmentOrigin::icmp_quote) {
    ordinal = TakeError(frame, segment, found.ordinal, ordered.reversed);
    if (segment.extent == HeaderExtent::ports_and_seq) return;
  } else {
    if (IsDuplicate(frame, segment, found.ordinal, ordered.reversed) &&
        options_.set_aside_duplicates) {
      return;
    }
    ordinal = FlowFor(frame, found.ordinal, segment, ordered.reversed);
    NoteNetwork(flows_[ordinal], ordered.reversed ? 1 : 0, segment.network);
  }
  Flow& flow = flows_[ordinal];

  const TcpOptions& options = segment.parsed;
  const int64_t time_ns = frame.time_ns - start_ns_;
  const WiresharkResult wireshark = streams_.Analyse(flow.wireshark, ordered.reversed ? 1 : 0,
                                                     frame.time_ns, frame.number, segment, options);
  if (segment.origin != SegmentOrigin::wire) {
    quoted_headers_.Append({.time_ns = time_ns,
                            .flow = ordinal,
                            .before = static_cast<uint32_t>(segments_.size()),
                            .seq = segment.seq,
                            .ack = segment.ack,
                            .flags = segment.flags,
                            .extent = segment.extent,
                            .window_shift = options.window_shift,
                            .reversed = ordered.reversed});
    return;
  }

  SegmentRecord record{
      .time_ns = time_ns,
      .offset_low = static_cast<uint32_t>(frame.file_offset),
      .frame = frame.number,
      .seq = segment.seq,
      .ack = segment.ack,
      .length = segment.length,
      .stream = wireshark.stream,
      .window = segment.window,
      .flags = segment.flags,
      .header_offset = static_cast<uint16_t>(std::min<uint32_t>(segment.header_offset, 0xffff)),
      .offset_high = static_cast<uint8_t>(frame.file_offset >> 32),
      .data_offset = static_cast<uint8_t>(segment.data_offset & 0xf),
      .analysis = wireshark.analysis & ((uint32_t{1} << kMaxAnalyses) - 1)};
  const unsigned link = link_types_.OrdinalOf(frame.link_type);
  record.flags |= static_cast<uint16_t>(link << SegmentRecord::kLinkShift);
  record.duplicate_sack = ReportsDuplicate(segment) ? 1 : 0;
  if (options.fast_open_cookie) record.flags |= SegmentRecord::kFastOpen;
  NoteExtent(frame, segment, record);

  TrackedSegment tracked = ToTracked(record);
  Connection& connection =
      ConnectionFor(flow, ordinal, tracked, segment, ordered.reversed, frame.notes);
  const bool from_server = (ordered.reversed ? 1 : 0) != connection.client;
  if (from_server) record.flags |= SegmentRecord::kFromServer;
  tracked.from = from_server ? 1 : 0;
  if (segment.extent == HeaderExtent::cut_window) {
    record.window = tracked.window = connection.tracker.end(tracked.from).window_field;
  }
  tracked.window_shift = connection.TrackedShift(tracked.from);

  NoteHost(frame, segment, tracked.from, connection);

  const uint32_t row = connection.segments[0] + connection.segments[1];
  const TrackedEnd& sender = connection.tracker.end(tracked.from);
  const bool all_new = sender.snd_known && tracked.seq >= sender.snd_nxt;
  const bool belongs = connection.tracker.Step(tracked, row, nullptr);
  record.SetStates(connection.tracker.end(0).now, connection.tracker.end(1).now);
  if (record.flags & kSyn) {
    const size_t end = tracked.from;
    if (segment.extent == HeaderExtent::whole) connection.options_known[end] = true;
    if (options.mss) connection.mss[end] = options.mss;
    if (options.window_shift >= 0) {
      connection.window_shift[end] =
          static_cast<int8_t>(std::min<int16_t>(options.window_shift, kMaxWindowShift));
    }
  }
  NoteSize(frame, connection, record);
  const auto segment_ordinal = static_cast<uint32_t>(segments_.size());
  const uint32_t unknown = frame.notes & kUnknownNotes;
  if (unknown != 0) extents_.TakeUnknown(segment_ordinal, unknown);
  Append(connection, record);
  const bool repeats = AnalysisSet(record.analysis).Has(Analysis::retransmission);
  if (repeats && belongs && !all_new) ++connection.retransmissions[tracked.from];
  if (row == 0 && !waiting_errors_.empty()) AttachWaiting(found.ordinal, ordinal);
  if (options_.observer) options_.observer->OnAnalysed(record, segment, wireshark);
  if ((segments_.size() & kMemoryCheckMask) == 0) CheckMemory();
}

Connection& Engine::ConnectionFor(Flow& flow, uint32_t flow_ordinal, const TrackedSegment& tracked,
                                  const TcpSegment& segment, bool reversed, uint32_t frame_notes) {
  std::optional<EndState> receiver;
  if (frame_notes & kReceiverClosed) receiver = EndState{State::closed, Certainty::sure};
  if (frame_notes & kReceiverListens) receiver = EndState{State::listen, Certainty::sure};
  if (flow.connection != kNone) {
    Connection& newest = connections_[flow.connection];
    const auto as_seen_by = [&](const Connection& connection) {
      TrackedSegment seen = tracked;
      seen.from = (reversed ? 1 : 0) != connection.client ? 1 : 0;
      return seen;
    };
    // An unanswered SYN within a connection that continues was forged or is an old duplicate.
    if (newest.segments[0] > 0 && newest.segments[1] > 0) flow.older = kNone;
    if (flow.older != kNone) {
      Connection& older = connections_[flow.older];
      const TrackedSegment seen = as_seen_by(newest);
      const bool goes_on = newest.tracker.end(seen.from).snd_nxt == seen.seq;
      if (!goes_on && older.tracker.Continues(as_seen_by(older))) return older;
    }
    if (newest.tracker.Judge(as_seen_by(newest)) == Incarnation::same) return newest;
    if (flow.older == kNone && newest.tracker.Lives()) flow.older = flow.connection;
    const TrackedEnd& end = newest.tracker.end(1 - as_seen_by(newest).from);
    if (!receiver && HoldsConnection(end) && (segment.flags & kAck) == 0) receiver = end.now;
  }
  const uint32_t stream = flow.wireshark.stream;
  uint32_t part = 1;
  if (flow.connection != kNone) {
    const Connection& before = connections_[flow.connection];
    if (segments_[before.first_segment].stream == stream) part = before.stream_part + 1;
  }
  flow.connection = static_cast<uint32_t>(connections_.size());
  Connection& connection = connections_.Emplace();
  connection.stream_part = part;
  connection.flow = flow_ordinal;
  connection.latest_ns = tracked.time_ns;
  const Roles roles = GuessRoles(segment.flags, segment.source_port, segment.destination_port);
  const bool sender_is_client = roles.sender_is_client;
  connection.server_known = roles.known;
  connection.client = sender_is_client == reversed ? 1 : 0;
  if (receiver) connection.tracker.KnowReceiver(*receiver);
  return connection;
}

// Notes what only a capture on the sending host can contain: frames below the minimum length, and
// checksums that the network card has yet to fill in.
void Engine::NoteHost(const Frame& frame, const TcpSegment& segment, uint8_t from,
                      Connection& connection) {
  constexpr uint16_t kEthernet = 1;     // LINKTYPE_ETHERNET
  constexpr uint32_t kLeastFrame = 60;  // IEEE 802.3, without the check sequence
  const unsigned end = 1U << from;
  if (frame.link_type == kEthernet && frame.original_length < kLeastFrame) {
    connection.unpadded = (connection.unpadded | end) & 3;
  }
  if (segment.extent == HeaderExtent::whole && segment.checksum != 0 &&
      ChecksumOf(segment) == Checksum::unfinished) {
    connection.offloaded = (connection.offloaded | end) & 3;
  }
}

void Engine::NoteExtent(const Frame& frame, const TcpSegment& segment, SegmentRecord& record) {
  CapturedExtent extent = extents_.Take(static_cast<uint32_t>(segments_.size()), segment);
  if (extent == CapturedExtent::whole) {
    const Checksum checksum = ChecksumOf(segment);
    if (checksum == Checksum::good) extent = CapturedExtent::whole_checksum_good;
    if (checksum == Checksum::bad) extent = CapturedExtent::whole_checksum_bad;
    if (checksum == Checksum::unfinished) {
      findings_.Add(FindingId::k_checksum_offload, 0, frame.number, frame.file_offset,
                    {segment.checksum});
    }
  }
  record.extent = static_cast<uint8_t>(extent) & 0xf;
}

void Engine::Append(Connection& connection, const SegmentRecord& record) {
  const auto index = static_cast<uint32_t>(segments_.size());
  segments_.Append(record);
  if (connection.first_segment == kNone) {
    connection.first_segment = index;
  } else {
    segments_[connection.last_segment].next = index;
  }
  connection.last_segment = index;
  connection.latest_ns = std::max(connection.latest_ns, record.time_ns);
  const uint8_t from = record.from();
  ++connection.segments[from];
  if (record.length != kNoLength) connection.payload[from] += record.length;
  connection.analyses |= record.analysis;
}

bool Engine::IsDuplicate(const Frame& frame, const TcpSegment& segment, uint32_t flow,
                         bool reversed) {
  if (segment.origin != SegmentOrigin::wire) return false;
  const uint64_t ends = uint64_t{flow} << 1 | (reversed ? 1 : 0);
  const Duplicates::Copy copy = duplicates_.Find(ends, segment, frame.time_ns);
  if (copy.age_ns < 0) return false;
  NoteCopy(copy.kind, copy.age_ns, frame.number, frame.file_offset);
  return true;
}

void Engine::NoteCopy(CopyKind kind, int64_t age_ns, uint32_t frame, uint64_t offset) {
  const auto id = static_cast<uint64_t>(kind);
  findings_.Add(FindingId::k_duplicate_segment, id, frame, offset,
                {options_.set_aside_duplicates ? 1 : 0, age_ns, static_cast<int64_t>(id)});
}

// No segment on the wire is longer than the MSS that its receiver announced. A longer one was
// captured on a host: before the network card divided it, or after the card merged several.
void Engine::NoteSize(const Frame& frame, const Connection& connection,
                      const SegmentRecord& record) {
  const uint16_t mss = connection.mss[1 - record.from()];
  if (mss == 0 || record.length == kNoLength || record.length <= mss) return;
  findings_.Add(FindingId::k_offload_sized, 0, frame.number, frame.file_offset,
                {record.length, mss});
}

void Engine::NoteOneDirection() {
  for (size_t i = 0; i < connections_.size(); ++i) {
    const Connection& connection = connections_[i];
    if (!ShowsOneDirection(*this, connection)) continue;
    const SegmentRecord& first = segments_[connection.first_segment];
    findings_.Add(FindingId::k_one_direction, 0, first.frame, first.offset(),
                  {connection.segments[0] + connection.segments[1]});
  }
}

// Checking the free memory takes one or two system calls, so one check covers several steps if
// enough memory is left.
void Engine::CheckMemory() {
  const uint64_t used = memory();
  if (used > options_.memory_limit) {
    status_ = EngineStatus::index_full;
    return;
  }
  const uint64_t until_next_look =
      uint64_t{kMemoryCheckMask + 1} * (sizeof(SegmentRecord) + sizeof(Connection) + sizeof(Flow));
  const uint64_t needed =
      until_next_look + 2 * flow_table_.memory() + kTableRow * connections_.size() + kSlack;
  if (used + needed <= room_until_) return;
  const uint64_t ahead = std::min(used, kRoomAhead);
  if (CanAllocate(needed + ahead)) {
    room_until_ = used + needed + ahead;
  } else if (!CanAllocate(needed)) {
    status_ = EngineStatus::index_full;
  }
}

}  // namespace tcpladder
