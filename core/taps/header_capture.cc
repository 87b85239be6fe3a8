#include "core/taps/header_capture.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/base/sort.h"
#include "core/findings/findings.h"
#include "core/net/dissector.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/share/anonymised_packet.h"
#include "core/share/pcap_writer.h"

namespace tcpladder {
namespace {

constexpr uint32_t kUnplaced = 0xffff;
constexpr uint16_t kRawIp = 101;
constexpr size_t kFixedHeader = 20, kChecksumAt = 16;
constexpr uint32_t kKept =
    kShareAddresses | kShareTimes | kSharePath | kShareCutPayload | kShareOptions;

size_t HeaderEnd(const SegmentRecord& record) {
  return size_t{record.header_offset} + size_t{record.data_offset} * 4;
}

bool HasPlace(const SegmentRecord& record) {
  return record.header_offset != kUnplaced &&
         record.captured_extent() != CapturedExtent::cut_header;
}

// Converts headers of both captures to the addresses, ports and sequence numbers of the first.
class HeaderMaker final : private SegmentSink {
 public:
  using Packet = AnonymisedPackets::Packet;

  HeaderMaker(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group);
  HeaderMaker(const HeaderMaker&) = delete;
  HeaderMaker& operator=(const HeaderMaker&) = delete;

  // Makes a raw IP packet without payload. `frame` contains the captured bytes up to the end of the
  // TCP header. If it is empty or contradicts the index, the header is made from the index.
  Packet Make(uint8_t file, uint32_t segment, std::span<const std::byte> frame);

 private:
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;
  void MakeFromRecord();
  Packet Put(TcpSegment segment);
  void ShiftBlocks(uint32_t by);

  const std::array<TapCapture, 2>& captures_;
  const ConnectionGroup& group_;
  ConnectionEnds ends_;
  Findings findings_;
  Dissector dissector_;
  AnonymisedPackets packets_;
  // Arguments and state of the current call.
  uint8_t file_ = 0;
  const SegmentRecord* record_ = nullptr;
  bool made_ = false;
  Packet packet_;
  std::vector<std::byte> header_, packet_bytes_;
};

HeaderMaker::HeaderMaker(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group)
    : captures_(captures), group_(group), dissector_(*this, findings_), packets_(kKept) {
  if (group.members.empty()) return;
  const GroupMember& member = group.members.front();
  const Engine& engine = captures[member.file].engine;
  ends_ = engine.EndsOf(engine.connections()[member.connection]);
}

HeaderMaker::Packet HeaderMaker::Make(uint8_t file, uint32_t segment,
                                      std::span<const std::byte> frame) {
  file_ = file;
  record_ = &captures_[file].engine.segments()[segment];
  made_ = false;
  if (!frame.empty()) {
    const uint32_t length = record_->length == kNoLength ? 0 : record_->length;
    dissector_.OnFrame({.number = record_->frame,
                        .time_ns = captures_[file].TimeOf(*record_),
                        .original_length = static_cast<uint32_t>(frame.size()) + length,
                        .link_type = captures_[file].engine.LinkTypeOf(*record_),
                        .bytes = frame});
  }
  if (!made_) MakeFromRecord();
  return packet_;
}

void HeaderMaker::OnSegment(const Frame&, const TcpSegment& segment) {
  const bool same = segment.seq == record_->seq &&
                    segment.flags == (record_->flags & SegmentRecord::kFlagsMask) &&
                    segment.data_offset == record_->data_offset;
  if (segment.origin != SegmentOrigin::wire || !same) return;
  const size_t length = std::min(segment.captured.size(), size_t{segment.data_offset} * 4);
  header_.assign(segment.captured.begin(),
                 segment.captured.begin() + static_cast<ptrdiff_t>(length));
  packet_ = Put(segment);
  made_ = true;
}

void HeaderMaker::MakeFromRecord() {
  constexpr uint8_t kFixedWords = 5;
  header_.assign(kFixedHeader, std::byte{0});
  ByteWriter writer(header_);
  writer.U32(4, record_->seq);
  writer.U32(8, record_->ack);
  writer.U16(
      12, static_cast<uint16_t>(kFixedWords << 12 | (record_->flags & SegmentRecord::kFlagsMask)));
  writer.U16(14, record_->window);
  TcpSegment segment;
  segment.flags = record_->flags & SegmentRecord::kFlagsMask;
  segment.length = record_->length == kNoLength ? 0 : record_->length;
  segment.ip_length = static_cast<uint32_t>(kFixedHeader) + segment.length;
  segment.data_offset = kFixedWords;
  packet_ = Put(segment);
}

HeaderMaker::Packet HeaderMaker::Put(TcpSegment segment) {
  bool flipped = false;
  for (const GroupMember& member : group_.members) {
    if (member.file == file_) flipped = member.flipped;
  }
  const size_t from = record_->from() ^ (flipped ? 1u : 0u);
  const std::vector<std::byte> captured = header_;
  const IpAddress source = segment.source, destination = segment.destination;
  segment.source = ends_.addresses[from];
  segment.destination = ends_.addresses[1 - from];
  ByteWriter writer(header_);
  writer.U16(0, ends_.ports[from]);
  writer.U16(2, ends_.ports[1 - from]);
  if (file_ == 1) {
    const ByteReader reader(header_);
    writer.U32(4, reader.U32(4) - group_.shift[from]);
    if (segment.flags & kAck) {
      writer.U32(8, reader.U32(8) - group_.shift[1 - from]);
      ShiftBlocks(group_.shift[1 - from]);
    }
  }
  const bool rewritten =
      captured != header_ || source != segment.source || destination != segment.destination;
  segment.captured = header_;
  // Otherwise Make() would corrupt the checksum: without its payload, the captured one seems to be
  // wrong.
  const uint16_t checksum = std::exchange(segment.checksum, uint16_t{0});
  Packet packet = packets_.Make(segment, from);
  if (rewritten) return packet;
  packet_bytes_.assign(packet.head.begin(), packet.head.end());
  ByteWriter(packet_bytes_).U16(packet_bytes_.size() - header_.size() + kChecksumAt, checksum);
  packet.head = packet_bytes_;
  return packet;
}

// SACK blocks use the numbering of the acknowledgment number or that of the other side. The closer
// one is assumed.
void HeaderMaker::ShiftBlocks(uint32_t by) {
  if (by == 0 || header_.size() <= kFixedHeader) return;
  ByteWriter writer(header_);
  const ByteReader reader(header_);
  const uint32_t ack = reader.U32(8);
  TcpOptionWalk walk(std::span<const std::byte>(header_).subspan(kFixedHeader));
  TcpOption option;
  while (walk.Next(option)) {
    if (option.kind != kOption_sack || option.fault != TcpOptionFault::none) continue;
    for (size_t at = option.offset + size_t{2}; at + 4 <= size_t{option.offset} + option.length;
         at += 4) {
      const uint32_t edge = reader.U32(at), shifted = edge - by;
      const auto distance = [&](uint32_t number) { return std::min(number - ack, ack - number); };
      if (distance(shifted) < distance(edge)) writer.U32(at, shifted);
    }
  }
}

}  // namespace

HeaderCapture::HeaderCapture(const std::array<TapCapture, 2>& captures,
                             const ConnectionGroup& group, std::vector<Row> rows)
    : captures_(captures), group_(group), rows_(std::move(rows)) {}

const SegmentRecord& HeaderCapture::RecordOf(const Row& row) const {
  return captures_[row.file].engine.segments()[row.segment];
}

std::vector<uint32_t> HeaderCapture::RowsReadFrom(uint8_t file) const {
  std::vector<uint32_t> rows;
  for (uint32_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].file == file && HasPlace(RecordOf(rows_[i]))) rows.push_back(i);
  }
  SortStably(rows, [this](uint32_t x, uint32_t y) {
    return RecordOf(rows_[x]).offset() < RecordOf(rows_[y]).offset();
  });
  return rows;
}

std::vector<double> HeaderCapture::Places(uint8_t file) const {
  std::vector<double> places;
  for (const uint32_t row : RowsReadFrom(file)) {
    const SegmentRecord& record = RecordOf(rows_[row]);
    places.push_back(static_cast<double>(record.offset()));
    places.push_back(static_cast<double>(HeaderEnd(record)));
  }
  return places;
}

std::vector<std::byte> HeaderCapture::Make(
    const std::array<std::span<const std::byte>, 2>& reread) const {
  std::vector<std::span<const std::byte>> frames(rows_.size());
  for (uint8_t file = 0; file < 2; ++file) {
    size_t at = 0;
    for (const uint32_t row : RowsReadFrom(file)) {
      const size_t length = HeaderEnd(RecordOf(rows_[row]));
      if (at + length > reread[file].size()) break;
      frames[row] = reread[file].subspan(at, length);
      at += length;
    }
  }
  HeaderMaker maker(captures_, group_);
  PcapWriter writer(kRawIp, PcapWriter::Resolution::nanoseconds);
  for (size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    const HeaderMaker::Packet packet = maker.Make(row.file, row.segment, frames[i]);
    writer.Record(row.time_ns, packet.head, 0, packet.length);
  }
  return writer.Take();
}

std::vector<HeaderCapture::Row> ConnectionHeaders::RowsOf(const TapCapture& capture,
                                                          uint32_t connection) {
  std::vector<HeaderCapture::Row> rows;
  if (connection >= capture.engine.connections().size()) return rows;
  const auto& segments = capture.engine.segments();
  for (uint32_t i = capture.engine.connections()[connection].first_segment; i != kNone;
       i = segments[i].next) {
    rows.push_back({.segment = i, .time_ns = capture.TimeOf(segments[i])});
  }
  return rows;
}

ConnectionHeaders::ConnectionHeaders(const Engine& engine, uint32_t connection)
    : captures_{TapCapture{engine, no_traits_}, TapCapture{engine, no_traits_}},
      group_{.members = {{.connection = connection}}},
      capture_(captures_, group_, RowsOf(captures_[0], connection)) {
  if (connection >= engine.connections().size()) group_.members.clear();
}

}  // namespace tcpladder
