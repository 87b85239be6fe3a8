// The format of NetXRay and Sniffer for Windows ("XCP"), versions 1.0 to 2.003, little-endian.
//
//   file := header record*; the records may be a ring, whose first one is given in the header
//   header, 128 bytes: magic, version as text, start in seconds; at 24 and 28 where the records
//   begin and end; at 44 the network, at 48 the unit of time, at 52 the start in these units, at 76
//   the rate if the unit does not determine it, at 84 what made the capture
//   record header, 28 bytes in version 1 and 40 in version 2: time in units, original length,
//   captured length, state; then the frame
#include <optional>

#include "core/capture/container.h"

namespace tcpladder {
namespace {

constexpr size_t kNetxrayHeader = 128;
constexpr size_t kVersionAt = 4, kStartSecondsAt = 12, kFirstAt = 24, kEndAt = 28, kNetworkAt = 44,
                 kUnitAt = 48, kStartAt = 52, kRateAt = 76, kCapturedByAt = 84;
constexpr size_t kRecordHeader1 = 28, kRecordHeader2 = 40;
constexpr int64_t kSecondNs = 1000000000;

// The LINKTYPE_ of an NDIS medium, counted from 1; `captured_by` distinguishes kinds of lines.
uint16_t LinkTypeOf(uint8_t medium, uint8_t major, uint8_t captured_by) {
  constexpr uint8_t kPpp = 3, kFrameRelay = 4, kCiscoHdlc = 19;
  switch (medium) {
    case 1:
      return 1;  // Ethernet
    case 2:
      return 6;  // token ring
    case 4:      // a wide-area line, which the operating system presents as Ethernet
      if (major < 2) return 1;
      if (captured_by == kPpp) return 9;
      if (captured_by == kFrameRelay) return 107;
      return captured_by == kCiscoHdlc ? uint16_t{104} : kNoLinkType;
    case 10:
      return 105;  // IEEE 802.11
    default:
      return kNoLinkType;
  }
}

// Units of time per second, or 0 if undocumented. `rate` is that in the header.
uint32_t UnitsPerSecond(uint8_t medium, uint8_t captured_by, uint8_t unit, uint32_t rate) {
  struct Row {
    uint8_t captured_by;
    uint32_t units[3];
  };
  constexpr Row kOfEthernetPods[] = {{2, {1000000000, 0, 31250000}},
                                     {3, {1000000, 0, 1250000}},
                                     {5, {1000000, 0, 0}},
                                     {6, {1000000000, 0, 20000000}}};
  constexpr uint32_t kOthers[] = {1000000, 1193000, 1193182};
  if (unit > 2) return 0;
  if (medium != 1) return kOthers[unit];
  if (captured_by == 0) return unit == 2 ? rate : kOthers[unit];
  for (const Row& row : kOfEthernetPods) {
    if (row.captured_by == captured_by) return row.units[unit];
  }
  return 0;
}

class Netxray final : public Container {
 public:
  explicit Netxray(CaptureOutput& output) : output_(output) {}

  Progress Read(ByteReader input, bool last) override {
    size_t at = 0;
    if (!header_read_) {
      if (!input.Has(kNetxrayHeader)) {
        if (!last) return {0, kNetxrayHeader, false};
        output_.Add(FindingId::k_bad_file_header, 0, input.offset() + input.size(),
                    {kNetxrayHeader, static_cast<int64_t>(input.size())});
        return {0, 1, true};
      }
      if (!ReadHeader(input)) return {0, 1, true};
      at = kNetxrayHeader;
    }
    for (;;) {
      const ByteReader rest = input.From(at);
      if (const uint64_t gap = GapAt(rest.offset()); gap != 0) {
        const auto skipped = static_cast<size_t>(std::min<uint64_t>(gap, rest.size()));
        at += skipped;
        if (skipped < gap || last) {
          if (input.From(at).empty()) return {at, 1, false};
        }
        continue;
      }
      const Progress progress = ReadRecord(rest, last);
      at += progress.consumed;
      if (progress.need != 0) return {at, progress.need, false};
    }
  }

 private:
  static uint32_t Word(ByteReader input, size_t at) { return input.U32(at, ByteOrder::little); }

  bool ReadHeader(ByteReader input) {
    // "001.000" to "002.003"
    const auto digit = [&](size_t at) { return static_cast<uint8_t>(input.U8(at) - '0'); };
    major_ = digit(kVersionAt + 2);
    const bool milliseconds = major_ == 1 && digit(kVersionAt + 4) == 0;
    const uint8_t minor = digit(kVersionAt + 6);
    if (major_ < 1 || major_ > 2 || minor > 3) {
      output_.Add(FindingId::k_unsupported_version, 0, kVersionAt, {major_, minor});
      return false;
    }
    const bool counted_from_one = input.U8(kNetworkAt + 1) == 2;
    const auto medium = static_cast<uint8_t>(input.U8(kNetworkAt) + (counted_from_one ? 0 : 1));
    const uint8_t captured_by = input.U8(kCapturedByAt);
    link_type_ = LinkTypeOf(medium, major_, captured_by);
    if (major_ == 1) {
      units_per_second_ = milliseconds ? 1000 : 1000000;
    } else {
      units_per_second_ =
          UnitsPerSecond(medium, captured_by, input.U8(kUnitAt), Word(input, kRateAt));
    }
    if (units_per_second_ == 0) {
      output_.Add(FindingId::k_odd_time, 0, kUnitAt, {input.U8(kUnitAt), 2});
      units_per_second_ = 1000000;
    }
    // In later versions, hardware pods count from 0.
    const bool from_zero = major_ == 2 && medium == 1 && captured_by != 0 && minor >= 2;
    if (!from_zero) start_ = input.U64(kStartAt, ByteOrder::little);
    start_ns_ = int64_t{Word(input, kStartSecondsAt)} * kSecondNs;
    first_ = Word(input, kFirstAt);
    end_ = Word(input, kEndAt);
    if (first_ < kNetxrayHeader) first_ = kNetxrayHeader;
    header_read_ = true;
    return true;
  }

  // Number of bytes from `offset` on without a record. A ring is read in file order.
  uint64_t GapAt(uint64_t offset) const {
    if (end_ > first_) return offset < first_ ? first_ - offset : offset >= end_ ? UINT64_MAX : 0;
    return offset >= end_ && offset < first_ ? first_ - offset : 0;
  }

  Progress ReadRecord(ByteReader input, bool last) {
    const size_t header = major_ == 1 ? kRecordHeader1 : kRecordHeader2;
    if (!input.Has(header)) return CutTail(input, header, last);
    const uint16_t original = input.U16(8, ByteOrder::little);
    const uint16_t captured = input.U16(10, ByteOrder::little);
    const size_t length = header + captured;
    if (!input.Has(length)) return CutTail(input, length, last);
    ByteReader bytes = input.Sub(header, captured);
    // If this flag is set, the last four bytes replace the frame check sequence.
    constexpr uint32_t kCheckSequence = 4;
    const bool check_sequence = major_ == 2 && input.U16(14) == 0xffff && captured > kCheckSequence;
    if (check_sequence) bytes = bytes.First(captured - kCheckSequence);
    Frame frame;
    frame.time_ns = TimeOf(input.U64(0, ByteOrder::little));
    frame.file_offset = bytes.offset();
    frame.original_length = original;
    if (check_sequence && original > kCheckSequence) frame.original_length -= kCheckSequence;
    frame.link_type = link_type_;
    frame.bytes = bytes.bytes();
    output_.Emit(frame);
    return {length, 0, false};
  }

  int64_t TimeOf(uint64_t units) const {
    const auto since = static_cast<int64_t>(units - start_);
    const int64_t seconds = since / units_per_second_;
    constexpr int64_t kFar = int64_t{1} << 32;
    if (seconds > kFar || seconds < -kFar) return start_ns_;
    return start_ns_ + seconds * kSecondNs +
           since % units_per_second_ * kSecondNs / units_per_second_;
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
  uint8_t major_ = 0;
  uint16_t link_type_ = kNoLinkType;
  int64_t units_per_second_ = 1000000;
  uint64_t start_ = 0;  // in units
  int64_t start_ns_ = 0;
  uint64_t first_ = 0, end_ = 0;  // of the records; if end is before first, the file is a ring
};

}  // namespace

std::unique_ptr<Container> MakeNetxray(CaptureOutput& output) {
  return std::make_unique<Netxray>(output);
}

}  // namespace tcpladder
