#include "core/share/capture_writer.h"

#include <algorithm>

#include "core/net/dissector.h"

namespace tcpladder {
namespace {

// LINKTYPE_USER0, for frames that no LINKTYPE_ describes: Wireshark refuses files with others.
constexpr uint16_t kPrivateLink = 147;
// Offset of all times before 1970, in seconds.
constexpr int64_t kEarliestSecond = kEarliestTime / 1'000'000'000 - 1;

// Whether the frame contains an IP fragment, beyond whose header nothing can be read.
bool IsFragment(const Frame& frame) {
  const std::vector<uint8_t> layers = LayersOf(frame.bytes, frame.link_type);
  if (layers.empty()) return false;
  const auto innermost = static_cast<LayerId>(layers.back());
  return innermost == LayerId::ipv4 || innermost == LayerId::ipv6;
}

}  // namespace

CaptureWriter::CaptureWriter(const Engine& engine, uint32_t connection)
    : engine_(engine), connection_(connection), reader_(*this, findings_) {
  if (connection >= engine.connections().size()) return;
  segment_ = engine.connections()[connection].first_segment;
  error_ = engine.icmp_errors().First(connection);
  constexpr uint16_t kReassembled = 0xffff;
  for (uint32_t i = segment_; i != kNone && !has_fragments_; i = engine.segments()[i].next) {
    has_fragments_ = engine.segments()[i].header_offset == kReassembled;
  }
}

void CaptureWriter::Comment(uint32_t frame, std::string_view text) {
  own_.push_back({.frame = frame, .text = std::string(text)});
}

bool CaptureWriter::Push(std::span<const std::byte> chunk) {
  if (!file_) Begin();
  if (done()) return false;
  return reader_.Push(chunk) == CaptureStatus::need_more && !done();
}

void CaptureWriter::Finish() {
  if (!file_) Begin();
  reader_.Finish();
  if (connection_ == kNone) WriteStatistics();
}

std::vector<std::byte> CaptureWriter::Take() {
  return file_ ? file_->Take() : std::vector<std::byte>();
}

void CaptureWriter::Begin() {
  const CaptureMetadata& metadata = engine_.metadata();
  const std::vector<std::string> comments = CommentsOn(0);
  file_.emplace(PcapngWriter::Section{.hardware = metadata.hardware,
                                      .operating_system = metadata.operating_system,
                                      .application = metadata.application,
                                      .comments = comments});
  const bool all = connection_ >= engine_.connections().size();
  const ConnectionEnds ends =
      all ? ConnectionEnds{} : engine_.EndsOf(engine_.connections()[connection_]);
  for (const CaptureMetadata::Name& name : metadata.names) {
    const IpAddress address{.bytes = name.address, .version = name.version};
    if (all || address == ends.addresses[0] || address == ends.addresses[1]) {
      file_->Name(address, name.text);
    }
  }
}

bool CaptureWriter::done() const {
  return connection_ != kNone && segment_ == kNone && error_ == kNone;
}

void CaptureWriter::AdvanceTo(uint32_t frame) {
  while (segment_ != kNone && engine_.segments()[segment_].frame <= frame) {
    segment_ = engine_.segments()[segment_].next;
  }
  while (error_ != kNone && engine_.icmp_errors()[error_].frame <= frame) {
    error_ = engine_.icmp_errors()[error_].next;
  }
}

bool CaptureWriter::IsWanted(const Frame& frame) const {
  if (connection_ == kNone) return true;
  if (segment_ != kNone && engine_.segments()[segment_].frame == frame.number) return true;
  if (error_ != kNone && engine_.icmp_errors()[error_].frame == frame.number) return true;
  return has_fragments_ && segment_ != kNone && IsFragment(frame);
}

void CaptureWriter::OnFrame(const Frame& frame) {
  if (done()) return;
  if (IsWanted(frame)) {
    const std::vector<std::string> comments = CommentsOn(frame.number);
    const uint32_t interface = InterfaceOf(frame);
    last_ns_ = std::max(last_ns_, frame.time_ns);
    const int64_t offset_ns = frame.time_ns < 0 ? kEarliestSecond * 1'000'000'000 : 0;
    file_->Packet({.interface = interface,
                   .time_ns = frame.time_ns - offset_ns,
                   .original_length = frame.original_length,
                   .notes = frame.notes,
                   .comments = comments},
                  frame.bytes);
  }
  if (connection_ != kNone) AdvanceTo(frame.number);
}

uint32_t CaptureWriter::InterfaceOf(const Frame& frame) {
  const bool early = frame.time_ns < 0;
  const Written written{frame.interface, frame.link_type, early};
  const auto known = interfaces_.find(written);
  if (known != interfaces_.end()) return known->second;
  PcapngWriter::Interface interface;
  interface.link_type = frame.link_type == kNoLinkType ? kPrivateLink : frame.link_type;
  if (early) interface.offset_seconds = kEarliestSecond;
  const auto& described = engine_.metadata().interfaces;
  const bool described_here = frame.interface < described.size();
  const bool kept = interfaces_.size() < kMostWritten;
  if (described_here && kept) {
    const CaptureMetadata::Interface& metadata = described[frame.interface];
    interface.snap_length = metadata.snap_length;
    interface.name = metadata.name;
    interface.description = metadata.description;
  }
  std::vector<std::string> comments;
  if (described_here && kept) comments = CommentsOnFile(frame.interface);
  interface.comments = comments;
  const uint32_t ordinal = file_->AddInterface(interface);
  if (kept) interfaces_.emplace(written, ordinal);
  return ordinal;
}

std::vector<std::string> CaptureWriter::CommentsOn(uint32_t frame) {
  std::vector<std::string> comments;
  const auto take = [&](const std::vector<CaptureMetadata::Comment>& all, size_t& next) {
    bool any = false;
    for (; next < all.size() && all[next].frame <= frame; ++next) {
      if (all[next].frame != frame) continue;
      any = true;
      if (!all[next].text.empty()) comments.push_back(all[next].text);
    }
    return any;
  };
  if (take(own_, next_own_)) return comments;
  if (frame == 0) return CommentsOnFile(CaptureMetadata::kNoInterface);
  // The reader finds the comments on a frame before it emits the frame.
  take(reader_.metadata().comments, next_comment_);
  return comments;
}

std::vector<std::string> CaptureWriter::CommentsOnFile(uint32_t interface) const {
  std::vector<std::string> comments;
  for (const CaptureMetadata::Comment& comment : engine_.metadata().comments) {
    if (comment.frame == 0 && comment.interface == interface) comments.push_back(comment.text);
  }
  return comments;
}

void CaptureWriter::WriteStatistics() {
  const auto& described = engine_.metadata().interfaces;
  for (const auto& [written, ordinal] : interfaces_) {
    if (written.early || written.interface >= described.size()) continue;
    const CaptureMetadata::Interface& interface = described[written.interface];
    if (!interface.counted) continue;
    file_->Statistics(ordinal, last_ns_, interface.received, interface.dropped);
  }
}

}  // namespace tcpladder
