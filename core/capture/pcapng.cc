// The pcapng format (draft-ietf-opsawg-pcapng).
//
//   file := section+      section := section-header block*
//   block := type, total length, body, total length again; all 32 bits, padded to four bytes
//
// The section header determines the byte order of its section. Interfaces are numbered from 0
// within a section. The length at the end of each block reveals damage: if the two lengths differ,
// reading resumes at the next valid block of a known type.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/capture/capture_metadata.h"
#include "core/capture/container.h"
#include "core/capture/file_header.h"
#include "core/capture/frame_notes.h"
#include "core/capture/metadata_texts.h"
#include "core/capture/pcapng_framing.h"
#include "core/capture/time_resolution.h"

namespace tcpladder {
namespace {

// Length of an enhanced packet block up to its frame.
constexpr size_t kPacketHeader = 28;
constexpr size_t kBlockSearchStep = 65536;

constexpr uint16_t kEndOfOptions = 0;
constexpr uint16_t kComment = 1;

struct Interface {
  uint16_t link_type = 0;
  uint32_t snap_length = 0;
  TimeResolution resolution;
};

class Pcapng final : public Container {
 public:
  Pcapng(CaptureOutput& output, CaptureMetadata& metadata)
      : output_(output),
        metadata_(metadata),
        texts_(metadata, output),
        first_interface_(metadata.interfaces.size()) {}

  Progress Read(ByteReader input, bool last) override {
    size_t at = 0;
    for (;;) {
      const ByteReader rest = input.From(at);
      const Progress progress = lost_ ? Search(rest, last) : ReadBlock(rest, last);
      at += progress.consumed;
      if (progress.need != 0 || progress.refused || progress.another) {
        return {at, progress.need, progress.refused, progress.another};
      }
    }
  }

 private:
  struct Lost {
    uint64_t offset;
    uint32_t length, limit;
    uint64_t skipped;
  };
  Progress ReadBlock(ByteReader input, bool last) {
    if (section_read_ && !last && !input.Has(kFileHeaderLook)) return {0, kFileHeaderLook, false};
    // A further section does not begin another file.
    if (section_read_ && input.U32(0) != kBlock_section_header && BeginsFile(input)) {
      return {.consumed = 0, .need = 0, .another = true};
    }
    const PcapngFraming framing = FramingOf(input, order_);
    switch (framing.state) {
      case PcapngFraming::cut:
        return CutTail(input, framing.length, last);
      case PcapngFraming::damaged:
        if (!section_read_ && !BeginWithoutHeader(input)) return Refuse(input);
        lost_ = Lost{input.offset(), input.U32(4, order_), framing.limit, 1};
        return {1, 0, false};
      case PcapngFraming::sound:
        break;
    }
    Prefetch(input, framing.length);
    ahead_ = input.From(framing.length + kPacketHeader);
    const ByteReader block = input.First(framing.length);
    if (!section_read_ && !OrderOfSection(block)) return Refuse(input);
    if (block.U32(0) == kBlock_section_header) {
      if (!ReadSectionHeader(block)) return {0, 1, true};
    } else if (section_read_) {
      ReadBody(block.U32(0, order_), block);
    }
    return {framing.length, 0, false};
  }

  // The first section header is damaged, but shows the byte order: reading continues after it.
  bool BeginWithoutHeader(ByteReader input) {
    const std::optional<ByteOrder> order = OrderOfSection(input);
    if (!order) return false;
    order_ = *order;
    section_read_ = true;
    return true;
  }

  Progress Refuse(ByteReader input) {
    output_.Add(FindingId::k_bad_file_header, 0, input.offset() + 8, {12, 8});
    return {0, 1, true};
  }

  Progress CutTail(ByteReader input, size_t need, bool last) {
    if (!last) return {0, need, false};
    if (!section_read_) {
      output_.Add(FindingId::k_bad_file_header, 0, input.offset() + input.size(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
      return {input.size(), 1, true};
    }
    if (!input.empty()) {
      output_.Add(FindingId::k_truncated_tail, 0, input.offset(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
    }
    return {input.size(), 1, false};
  }

  // Searches for a valid block of a known type.
  Progress Search(ByteReader input, bool last) {
    size_t at = 0;
    for (; input.Has(at + kBlockOverhead); ++at) {
      const ByteReader block = input.From(at);
      if (!IsKnownBlock(block.U32(0, order_)) && block.U32(0) != kBlock_section_header) continue;
      const PcapngFraming framing = FramingOf(block, order_);
      if (framing.state == PcapngFraming::damaged) continue;
      if (framing.state == PcapngFraming::cut) {
        if (last) continue;
        lost_->skipped += at;
        return {at, framing.length, false};
      }
      lost_->skipped += at;
      ReportLost();
      return {at, 0, false};
    }
    if (last) at = input.size();
    lost_->skipped += at;
    if (last) ReportLost();
    return {at, last ? 1 : kBlockSearchStep, false};
  }

  void ReportLost() {
    output_.Add(FindingId::k_bad_block_length, 0, lost_->offset,
                {lost_->length, lost_->limit, static_cast<int64_t>(lost_->skipped)});
    lost_.reset();
  }

  // False if the first section has an unknown version.
  bool ReadSectionHeader(ByteReader block) {
    const std::optional<ByteOrder> order = OrderOfSection(block);
    const ByteOrder used = order.value_or(order_);
    const uint16_t major = block.U16(12, used);
    const uint16_t minor = block.U16(14, used);
    if (!order || major != 1) {
      output_.Add(FindingId::k_unsupported_version, 0, block.offset() + 12, {major, minor});
      if (!section_read_) return false;
    }
    order_ = used;
    section_read_ = true;
    first_interface_ += interfaces_.size();
    interfaces_.clear();
    ForEachOption(Tail(block, 24), [&](uint16_t code, ByteReader value) {
      switch (code) {
        case kComment:
          texts_.AddComment(value);
          break;
        case 2:
          metadata_.hardware = MetadataTexts::Text(value);
          break;
        case 3:
          metadata_.operating_system = MetadataTexts::Text(value);
          break;
        case 4:
          metadata_.application = MetadataTexts::Text(value);
          break;
        default:
          break;
      }
    });
    return true;
  }

  // The bytes from `at` up to the length at the end of the block.
  static ByteReader Tail(ByteReader block, size_t at) {
    return at + 4 <= block.size() ? block.Sub(at, block.size() - 4 - at) : ByteReader();
  }

  void ReadBody(uint32_t type, ByteReader block) {
    switch (type) {
      case kBlock_enhanced_packet:
        return ReadEnhancedPacket(block);
      case kBlock_interface_description:
        return ReadInterface(block);
      case kBlock_simple_packet:
        return ReadSimplePacket(block);
      case kBlock_packet:
        return ReadPacket(block);
      case kBlock_name_resolution:
        return ReadNames(block);
      case kBlock_interface_statistics:
        return ReadStatistics(block);
      default:
        if (IsNumberedBlock(type)) output_.CountRecord();
        output_.Add(FindingId::k_skipped_block, type, block.offset(),
                    {type, static_cast<int64_t>(block.size())});
    }
  }

  void ReadInterface(ByteReader block) {
    Interface interface;
    interface.link_type = block.U16(8, order_);
    interface.snap_length = block.U32(12, order_);
    CaptureMetadata::Interface metadata;
    metadata.link_type = interface.link_type;
    metadata.snap_length = interface.snap_length;
    int64_t offset_seconds = 0;
    ForEachOption(Tail(block, 16), [&](uint16_t code, ByteReader value) {
      switch (code) {
        case kComment:
          texts_.AddComment(value, 0, InterfaceOrdinal(interfaces_.size()));
          break;
        case 2:
          metadata.name = MetadataTexts::Text(value);
          break;
        case 3:
          metadata.description = MetadataTexts::Text(value);
          break;
        case 9:
          if (!Wants(value, code, 1)) break;
          if (auto resolution = TimeResolution::FromCode(value.U8(0))) {
            interface.resolution = *resolution;
          } else {
            output_.Add(FindingId::k_odd_time, 1, value.offset(), {value.U8(0), 19});
          }
          break;
        case 14:
          if (Wants(value, code, 8)) offset_seconds = static_cast<int64_t>(value.U64(0, order_));
          break;
        default:
          break;
      }
    });
    interface.resolution.set_offset(offset_seconds);
    interfaces_.push_back(interface);
    if (metadata_.interfaces.size() < CaptureMetadata::kMaxInterfaces) {
      metadata_.interfaces.push_back(std::move(metadata));
    }
  }

  void ReadEnhancedPacket(ByteReader block) {
    const uint64_t stamp = uint64_t{block.U32(12, order_)} << 32 | block.U32(16, order_);
    ReadTimedPacket(block, block.U32(8, order_), stamp, block.U32(20, order_),
                    block.U32(24, order_));
  }

  void ReadPacket(ByteReader block) {
    const uint64_t stamp = uint64_t{block.U32(12, order_)} << 32 | block.U32(16, order_);
    ReadTimedPacket(block, block.U16(8, order_), stamp, block.U32(20, order_),
                    block.U32(24, order_));
  }

  // The frame is at the same position in both kinds of packet blocks with a time.
  void ReadTimedPacket(ByteReader block, uint32_t interface, uint64_t stamp, uint32_t captured,
                       uint32_t original) {
    const ByteReader rest = Tail(block, kPacketHeader);
    if (interface >= interfaces_.size()) return UnknownInterface(block, interface);
    if (captured > rest.size()) return BadCapturedLength(block, captured, rest.size());
    Frame frame;
    if (rest.size() > PcapngPadded(captured)) {
      ForEachOption(rest.From(PcapngPadded(captured)), [&](uint16_t code, ByteReader value) {
        if (code == kComment) texts_.AddComment(value, output_.next_frame());
        if (code == 4 && Wants(value, code, 8)) AddDrops(interface, value.U64(0, order_));
        const bool notes = code == kFrameNotesOption && value.size() == kFrameNotesLength;
        if (notes && value.U32(0, order_) == kFrameNotesMark) frame.notes = value.U32(4, order_);
      });
    }
    if (auto time = interfaces_[interface].resolution.Nanoseconds(stamp)) {
      frame.time_ns = *time;
    } else {
      output_.Add(FindingId::k_odd_time, 2, block.offset() + 12,
                  {static_cast<int64_t>(stamp), INT64_MAX});
    }
    frame.original_length = original;
    Emit(frame, interface, rest.First(captured));
  }

  void ReadSimplePacket(ByteReader block) {
    constexpr size_t kFrameAt = 12;
    if (interfaces_.empty()) return UnknownInterface(block, 0);
    const ByteReader rest = Tail(block, kFrameAt);
    Frame frame;
    frame.original_length = block.U32(8, order_);
    size_t captured = std::min<size_t>(frame.original_length, rest.size());
    if (const uint32_t limit = interfaces_[0].snap_length; limit != 0) {
      captured = std::min<size_t>(captured, limit);
    }
    Emit(frame, 0, rest.First(captured));
  }

  void Emit(Frame& frame, uint32_t interface, ByteReader bytes) {
    frame.file_offset = bytes.offset();
    frame.link_type = interfaces_[interface].link_type;
    frame.interface =
        static_cast<uint16_t>(std::min<uint64_t>(first_interface_ + interface, UINT16_MAX));
    frame.bytes = bytes.bytes();
    frame.ahead = ahead_.bytes();
    output_.Emit(frame);
  }

  void UnknownInterface(ByteReader block, uint32_t interface) {
    output_.CountRecord();
    output_.Add(FindingId::k_unknown_interface, interface, block.offset(),
                {interface, static_cast<int64_t>(interfaces_.size())});
  }

  void BadCapturedLength(ByteReader block, uint32_t captured, size_t limit) {
    output_.CountRecord();
    output_.Add(FindingId::k_bad_record_length, 0, block.offset(),
                {captured, static_cast<int64_t>(limit), static_cast<int64_t>(block.size())});
  }

  // Reads records of type, length, address and names, each name terminated by a zero byte.
  void ReadNames(ByteReader block) {
    ByteReader rest = Tail(block, 8);
    while (rest.Has(4)) {
      const uint16_t type = rest.U16(0, order_);
      const uint16_t length = rest.U16(2, order_);
      if (type == 0) {
        ForEachOption(rest.From(4), [&](uint16_t code, ByteReader value) {
          if (code == kComment) texts_.AddComment(value);
        });
        return;
      }
      const ByteReader value = rest.Sub(4, length);
      if (value.size() < length) {
        output_.Add(FindingId::k_bad_option, type, rest.offset(),
                    {type, length, static_cast<int64_t>(value.size())});
        return;
      }
      if (type == 1) texts_.AddNames(value, 4, 4);
      if (type == 2) texts_.AddNames(value, 16, 6);
      rest = rest.From(4 + PcapngPadded(length));
    }
  }

  void ReadStatistics(ByteReader block) {
    const uint32_t interface = block.U32(8, order_);
    if (interface >= interfaces_.size()) return;
    uint64_t received = 0, interface_drops = 0, system_drops = 0;
    ForEachOption(Tail(block, 20), [&](uint16_t code, ByteReader value) {
      if (code == 4 && Wants(value, code, 8)) received = value.U64(0, order_);
      if (code == 5 && Wants(value, code, 8)) interface_drops = value.U64(0, order_);
      if (code == 7 && Wants(value, code, 8)) system_drops = value.U64(0, order_);
      if (code == kComment) texts_.AddComment(value, 0, InterfaceOrdinal(interface));
    });
    const uint64_t dropped = interface_drops + system_drops;
    const uint64_t index = first_interface_ + interface;
    if (index < metadata_.interfaces.size()) {
      CaptureMetadata::Interface& metadata = metadata_.interfaces[static_cast<size_t>(index)];
      metadata.received = received;
      metadata.dropped = dropped;
      metadata.counted = true;
    }
    if (dropped != 0) ReportDrops(block.offset(), dropped, received, index);
  }

  // The ordinal of an interface over all sections.
  uint32_t InterfaceOrdinal(size_t interface) const {
    const uint64_t ordinal = first_interface_ + interface;
    return static_cast<uint32_t>(std::min<uint64_t>(ordinal, CaptureMetadata::kNoInterface));
  }

  void AddDrops(uint32_t interface, uint64_t dropped) {
    if (dropped == 0) return;
    const uint64_t index = first_interface_ + interface;
    if (index < metadata_.interfaces.size()) {
      metadata_.interfaces[static_cast<size_t>(index)].dropped += dropped;
    }
    ReportDrops(0, dropped, 0, index);
  }

  void ReportDrops(uint64_t offset, uint64_t dropped, uint64_t received, uint64_t index) {
    output_.Add(FindingId::k_capture_dropped, index, offset,
                {static_cast<int64_t>(dropped), static_cast<int64_t>(received),
                 static_cast<int64_t>(index)});
  }

  bool Wants(ByteReader value, uint16_t code, size_t need) {
    if (value.size() == need) return true;
    output_.Add(FindingId::k_bad_option, code, value.offset(),
                {code, static_cast<int64_t>(need), static_cast<int64_t>(value.size())});
    return false;
  }

  template <typename Visit>
  void ForEachOption(ByteReader options, Visit visit) {
    while (options.Has(4)) {
      const uint16_t code = options.U16(0, order_);
      const uint16_t length = options.U16(2, order_);
      if (code == kEndOfOptions) return;
      const ByteReader value = options.Sub(4, length);
      if (value.size() < length) {
        output_.Add(FindingId::k_bad_option, code, options.offset(),
                    {code, length, static_cast<int64_t>(value.size())});
        return;
      }
      visit(code, value);
      options = options.From(4 + PcapngPadded(length));
    }
  }

  CaptureOutput& output_;
  CaptureMetadata& metadata_;
  MetadataTexts texts_;
  ByteOrder order_ = ByteOrder::little;
  bool section_read_ = false;
  std::vector<Interface> interfaces_;  // of this section
  uint64_t first_interface_ = 0;       // ordinal of interfaces_[0] over all sections
  std::optional<Lost> lost_;
  ByteReader ahead_;  // beginning at the frame of the next block, if that is an enhanced packet
};

}  // namespace

std::unique_ptr<Container> MakePcapng(CaptureOutput& output, CaptureMetadata& metadata) {
  return std::make_unique<Pcapng>(output, metadata);
}

}  // namespace tcpladder
