// The tagged format of OmniPeek and its relatives (EtherPeek 6, AiroPeek 2 and later),
// little-endian.
//
//   file := section+     section := name of 4 bytes, length, 0x200, contents
//
// The sections "\x7fver" and "sess" contain XML with the version and the medium; "pkts" contains
// records up to the end of the file.
//
//   record := (tag, 16 bits; value, 32 bits)* 0xffff captured-length bytes
#include <string_view>

#include "core/capture/container.h"
#include "core/capture/damaged_rest.h"

namespace tcpladder {
namespace {

constexpr size_t kSectionHeader = 12;
// The records must begin within this many bytes.
constexpr size_t kFrontLimit = 1 << 20, kFrontStep = 4096;
// Nanoseconds from the beginning of 1601 to that of 1970.
constexpr uint64_t kUnixEpochNs = 11644473600000000000u;

enum Tag : uint16_t { kLength = 0, kTimeLow = 1, kTimeHigh = 2, kSlice = 0xffff };

// Position of `text` in `input`, at or after `from`; the size of `input` if it is not found.
size_t Find(ByteReader input, size_t from, std::string_view text) {
  for (size_t at = from; input.Has(at + text.size()); ++at) {
    size_t same = 0;
    while (same < text.size() && input.U8(at + same) == static_cast<uint8_t>(text[same])) ++same;
    if (same == text.size()) return at;
  }
  return input.size();
}

// The number after the first `<name>` in `input`, or -1.
int64_t NumberIn(ByteReader input, std::string_view element) {
  size_t at = Find(input, 0, element);
  if (at == input.size()) return -1;
  int64_t number = -1;
  for (at += element.size(); input.U8(at) >= '0' && input.U8(at) <= '9' && number < 100000; ++at) {
    number = std::max<int64_t>(number, 0) * 10 + (input.U8(at) - '0');
  }
  return number;
}

class PeekTagged final : public Container {
 public:
  explicit PeekTagged(CaptureOutput& output) : output_(output), rest_(output) {}

  Progress Read(ByteReader input, bool last) override {
    if (rest_.begun()) return rest_.Skip(input, last);
    size_t at = 0;
    if (!front_read_) {
      const Progress progress = ReadFront(input, last);
      if (!front_read_) return progress;
      at = progress.consumed;
    }
    for (;;) {
      const Progress progress = ReadRecord(input.From(at), last);
      at += progress.consumed;
      if (progress.need != 0) return {at, progress.need, false};
    }
  }

 private:
  Progress ReadFront(ByteReader input, bool last) {
    const ByteReader front = input.First(kFrontLimit);
    const size_t session = Find(front, 0, "<MediaSubType>");
    const size_t packets = Find(front, session, "pkts");
    if (!front.Has(packets + kSectionHeader)) {
      // Doubles the amount each time, because the search starts again from the beginning.
      const size_t more = std::clamp(input.size() * 2, kFrontStep, kFrontLimit);
      if (!last && input.size() < kFrontLimit) return {0, more, false};
      output_.Add(
          FindingId::k_bad_file_header, 0, input.offset() + front.size(),
          {static_cast<int64_t>(packets + kSectionHeader), static_cast<int64_t>(front.size())});
      return {0, 1, true};
    }
    constexpr int64_t kVersion = 9;
    const int64_t version = NumberIn(front.First(packets), "<FileVersion>");
    if (version != kVersion) {
      output_.Add(FindingId::k_unsupported_version, 0, 0, {version, 0});
      return {0, 1, true};
    }
    const int64_t medium = NumberIn(front.First(packets), "<MediaSubType>");
    if (medium == 0) link_type_ = 1;
    if (medium >= 1 && medium <= 3) link_type_ = 105;
    front_read_ = true;
    return {packets + kSectionHeader, 0, false};
  }

  Progress ReadRecord(ByteReader input, bool last) {
    constexpr size_t kTag = 6, kMostTags = 64;
    uint32_t length = 0, captured = 0;
    uint64_t time = 0;
    size_t at = 0;
    for (uint16_t tag = 0; tag != kSlice; at += kTag) {
      if (at == kMostTags * kTag) return rest_.Begin(input, last, 0, kUsualFrameLimit);
      if (!input.Has(at + kTag)) return CutTail(input, at + kTag, last);
      tag = input.U16(at, ByteOrder::little);
      const uint32_t value = input.U32(at + 2, ByteOrder::little);
      if (tag == kLength) length = value;
      if (tag == kTimeLow) time = (time & ~uint64_t{0xffffffff}) | value;
      if (tag == kTimeHigh) time = (time & 0xffffffff) | uint64_t{value} << 32;
      if (tag == kSlice) captured = value;
    }
    if (captured == 0) captured = length;
    if (captured > kUsualFrameLimit) return rest_.Begin(input, last, 0, kUsualFrameLimit);
    const size_t need = at + captured;
    if (!input.Has(need)) return CutTail(input, need, last);
    // The last four bytes are zeros or a frame check sequence.
    constexpr uint32_t kTrailer = 4;
    const ByteReader bytes = input.Sub(at, captured - std::min(captured, kTrailer));
    Frame frame;
    frame.time_ns = time >= kUnixEpochNs ? static_cast<int64_t>(time - kUnixEpochNs) : 0;
    frame.file_offset = bytes.offset();
    frame.original_length = length - std::min(length, kTrailer);
    frame.link_type = link_type_;
    frame.bytes = bytes.bytes();
    output_.Emit(frame);
    return {need, 0, false};
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
  bool front_read_ = false;
  DamagedRest rest_;
  uint16_t link_type_ = kNoLinkType;
};

}  // namespace

std::unique_ptr<Container> MakePeekTagged(CaptureOutput& output) {
  return std::make_unique<PeekTagged>(output);
}

}  // namespace tcpladder
