// The snoop format of Solaris (RFC 1761). Everything is in network order.
//
//   file := header record*
//   file header, 16 bytes: "snoop" and three zeros, version, datalink type
//   record header, 24 bytes: original length, captured length, record length, drops, seconds,
//   microseconds; then the frame, padded to the record length
#include "core/capture/container.h"
#include "core/capture/damaged_rest.h"

namespace tcpladder {
namespace {

constexpr size_t kSnoopHeader = 16;
constexpr size_t kSnoopRecord = 24;

// LINKTYPE_ of a datalink type of RFC 1761 or of Solaris's dlpi.h.
uint16_t LinkTypeOf(uint32_t datalink) {
  switch (datalink) {
    case 0:  // IEEE 802.3
    case 4:  // Ethernet
      return 1;
    case 2:
      return 6;  // token ring
    case 8:
      return 10;  // FDDI
    case 18:
      return 122;  // Fibre Channel
    case 26:
      return 226;  // IP observability
    default:
      return kNoLinkType;
  }
}

class Snoop final : public Container {
 public:
  explicit Snoop(CaptureOutput& output) : output_(output), rest_(output) {}

  Progress Read(ByteReader input, bool last) override {
    if (rest_.begun()) return rest_.Skip(input, last);
    size_t at = 0;
    if (!header_read_) {
      if (!input.Has(kSnoopHeader)) {
        if (!last) return {0, kSnoopHeader, false};
        return Refuse(FindingId::k_bad_file_header, input.offset() + input.size(),
                      {kSnoopHeader, static_cast<int64_t>(input.size())});
      }
      if (input.U32(8) != 2) return Refuse(FindingId::k_unsupported_version, 8, {input.U32(8), 0});
      link_type_ = LinkTypeOf(input.U32(12));
      header_read_ = true;
      at = kSnoopHeader;
    }
    for (;;) {
      const Progress progress = ReadRecord(input.From(at), last);
      at += progress.consumed;
      if (progress.need != 0) return {at, progress.need, false};
    }
  }

 private:
  Progress Refuse(FindingId id, uint64_t offset, std::array<int64_t, 3> args) {
    output_.Add(id, 0, offset, args);
    return {0, 1, true};
  }

  Progress ReadRecord(ByteReader input, bool last) {
    if (!input.Has(kSnoopRecord)) return CutTail(input, kSnoopRecord, last);
    const uint32_t original = input.U32(0);
    const uint32_t captured = input.U32(4);
    const uint32_t length = input.U32(8);
    if (length < kSnoopRecord || captured > length - kSnoopRecord || length > kFrameLimit) {
      return rest_.Begin(input, last, length, kFrameLimit);
    }
    if (!input.Has(length)) return CutTail(input, length, last);
    Frame frame;
    frame.time_ns = int64_t{input.U32(16)} * 1000000000 + int64_t{input.U32(20)} * 1000;
    frame.file_offset = input.offset() + kSnoopRecord;
    frame.original_length = original;
    frame.link_type = link_type_;
    frame.bytes = input.Sub(kSnoopRecord, captured).bytes();
    output_.Emit(frame);
    return {length, 0, false};
  }

  Progress CutTail(ByteReader input, size_t need, bool last) {
    if (!last) return {0, need, false};
    if (!input.empty()) {
      output_.Add(FindingId::k_truncated_tail, 0, input.offset(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
    }
    return {input.size(), 1, false};
  }

  CaptureOutput& output_;
  bool header_read_ = false;
  DamagedRest rest_;
  uint16_t link_type_ = kNoLinkType;
};

}  // namespace

std::unique_ptr<Container> MakeSnoop(CaptureOutput& output) {
  return std::make_unique<Snoop>(output);
}

}  // namespace tcpladder
