// The pcap format and its variants (pcap(5), draft-ietf-opsawg-pcap).
//
//   file := header record*           record := header captured bytes
//
//   file header, 24 bytes: magic, major.minor version, zone, accuracy, snap length, link type;
//   Ixia's variants add 4 bytes
//   record header, 16 bytes: seconds, fraction, captured length, original length;
//   Kuznetsov's patches of 1999 add 8 or 12 bytes, Nokia's devices 4, and not all of them changed
//   the magic, so that the first records have to decide
//
// There are no markers between records. If a record header is implausible, reading stops and
// resumes at the next place where two plausible headers follow each other.
#include <array>
#include <cstdlib>
#include <optional>

#include "core/capture/container.h"
#include "core/capture/file_header.h"

namespace tcpladder {
namespace {

constexpr size_t kFileHeader = 24;
constexpr size_t kRecordHeader = 16;
// Number of bytes requested at a time while searching for the next record.
constexpr size_t kSearchStep = 65536;
// Longest plausible time difference, in seconds, between adjacent records during a search.
constexpr int64_t kPlausibleJump = int64_t{30} * 86400;

// The order of the original and the captured length; the oldest writers swapped them.
enum class LengthOrder : uint8_t { captured_first, original_first, smaller_is_captured };

struct RecordHeader {
  uint32_t seconds, fraction, captured, original;
};

class Pcap final : public Container {
 public:
  explicit Pcap(CaptureOutput& output) : output_(output) {}

  Progress Read(ByteReader input, bool last) override {
    size_t at = 0;
    if (!header_read_) {
      const Progress progress = ReadFileHeader(input, last);
      if (!header_read_) return progress;
      at = progress.consumed;
    }
    if (!layout_known_) {
      if (const size_t need = ChooseLayout(input.From(at), last); need != 0)
        return {at, need, false};
    }
    for (;;) {
      const ByteReader rest = input.From(at);
      const Progress progress = lost_ ? Search(rest, last) : ReadRecord(rest, last);
      at += progress.consumed;
      if (progress.need != 0 || progress.another) {
        return {at, progress.need, false, progress.another};
      }
    }
  }

 private:
  struct Lost {
    uint64_t offset;
    uint32_t length, limit;
    uint64_t skipped;
  };

  Progress ReadFileHeader(ByteReader input, bool last) {
    const uint32_t magic = input.U32(0);
    order_ = magic == 0xa1b2c3d4 || magic == 0xa1b23c4d || magic == 0xa1b2cd34 ||
                     magic == 0x1c0001ac || magic == 0x1c0001ab
                 ? ByteOrder::big
                 : ByteOrder::little;
    const uint32_t kind = input.U32(0, order_);
    const bool ixia = kind == 0x1c0001ac || kind == 0x1c0001ab;
    const size_t need = kFileHeader + (ixia ? 4 : 0);
    if (!input.Has(need)) {
      if (!last) return {0, need, false};
      output_.Add(FindingId::k_bad_file_header, 0, input.offset() + input.size(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
      return {0, 1, true};
    }
    nanoseconds_ = kind == 0xa1b23c4d || kind == 0x1c0001ac;
    modified_ = kind == 0xa1b2cd34;
    major_ = input.U16(4, order_);
    minor_ = input.U16(6, order_);
    if (major_ < 2) {
      output_.Add(FindingId::k_unsupported_version, 0, 4, {major_, minor_});
      return {0, 1, true};
    }
    if ((major_ == 2 && minor_ < 3) || major_ == 543) length_order_ = LengthOrder::original_first;
    if (major_ == 2 && minor_ == 3) length_order_ = LengthOrder::smaller_is_captured;
    ReadLinkType(input.U32(20, order_), kind == 0xa1b2c3d4);
    // Only files of version 2.4 were written with other record headers.
    layout_known_ = kind != 0xa1b2cd34 && (kind != 0xa1b2c3d4 || major_ != 2 || minor_ < 4);
    header_read_ = true;
    return {need, 0, false};
  }

  // The low sixteen bits are the link type; bits 26 and 28-31 describe the frame check sequence.
  void ReadLinkType(uint32_t network, bool standard_magic) {
    link_type_ = static_cast<uint16_t>(network);
    if ((network & 0x03ff0000) != 0) {
      output_.Add(FindingId::k_odd_file_header, 20, 20, {20, network});
    }
    if (!standard_magic || major_ != 2 || minor_ != 2) return;
    // AIX writes version 2.2 with SNMP interface types and nanoseconds.
    struct {
      uint32_t if_type;
      uint16_t link_type;
    } constexpr kAix[] = {{6, 1}, {9, 6}, {15, 10}, {24, 0}};
    for (const auto& type : kAix) {
      if (network != type.if_type) continue;
      link_type_ = type.link_type;
      nanoseconds_ = true;
      length_order_ = LengthOrder::smaller_is_captured;
      padding_ = type.if_type == 15 ? 3 : 0;
      return;
    }
  }

  uint32_t FractionLimit() const { return nanoseconds_ ? 1000000000 : 1000000; }

  RecordHeader Header(ByteReader record) const {
    RecordHeader header{record.U32(0, order_), record.U32(4, order_), record.U32(8, order_),
                        record.U32(12, order_)};
    if (length_order_ == LengthOrder::original_first ||
        (length_order_ == LengthOrder::smaller_is_captured && header.captured > header.original)) {
      std::swap(header.captured, header.original);
    }
    return header;
  }

  // The length limit that `header` exceeds, or 0.
  uint32_t BrokenLimit(const RecordHeader& header) const {
    if (header.captured <= kUsualFrameLimit) return 0;
    if (header.captured > kFrameLimit) return kFrameLimit;
    const bool sensible = header.captured <= header.original && header.fraction < FractionLimit();
    return sensible ? 0 : kUsualFrameLimit;
  }

  // How implausible the first records are if their headers have `extra` additional bytes. The
  // position of the first implausible record matters more than the number of such records: damage
  // after valid records does not indicate another layout. Returns nothing if more input is needed;
  // `need` is then the required amount.
  std::optional<int> Oddities(ByteReader input, size_t extra, bool last, size_t& need) const {
    constexpr int kRecords = 3, kMost = 16;
    int odd = 0, first = kRecords;
    size_t at = 0;
    const auto rank = [&] { return (kRecords - first) * kMost + odd; };
    for (int i = 0; i < kRecords; ++i) {
      const ByteReader record = input.From(at);
      const size_t header_length = kRecordHeader + extra;
      if (!record.Has(header_length)) {
        if (last && !record.empty()) {
          first = std::min(first, i);
          ++odd;
        }
        if (last) return rank();
        need = at + header_length;
        return std::nullopt;
      }
      const RecordHeader header = Header(record);
      odd += header.fraction >= 1000000;
      odd += header.captured > header.original;
      odd += header.original > kFrameLimit;
      if (extra == 4) odd += (record.U32(16, order_) & 0x0fff00f0) != 0x0fbf0000;
      if (extra >= 8) odd += record.U32(16, order_) > 10000 || record.U8(22) > 4;
      const bool endless = header.captured > kUsualFrameLimit;
      if (endless) ++odd;
      if (odd > 0) first = std::min(first, i);
      if (endless) break;
      at += header_length + header.captured;
    }
    return rank();
  }

  // Returns how much input is needed, or 0 once the layout has been chosen.
  size_t ChooseLayout(ByteReader input, bool last) {
    const std::array<uint8_t, 3> standard{0, 8, 4};
    const std::array<uint8_t, 3> modified{8, 12, 12};
    int best = -1;
    for (const uint8_t extra : modified_ ? modified : standard) {
      size_t need = 0;
      const std::optional<int> odd = Oddities(input, extra, last, need);
      if (!odd) return need;
      if (best < 0 || *odd < best) {
        best = *odd;
        extra_ = extra;
      }
      if (*odd == 0) break;
    }
    layout_known_ = true;
    return 0;
  }

  Progress ReadRecord(ByteReader input, bool last) {
    const size_t header_length = kRecordHeader + extra_;
    if (BeginsFile(input)) return {.consumed = 0, .need = 0, .another = true};
    if (!input.Has(kFileHeaderLook) && !last) return {0, kFileHeaderLook, false};
    if (!input.Has(header_length)) return CutTail(input, header_length, last);
    const RecordHeader header = Header(input);
    if (IsEmpty(header)) {
      output_.CountRecord();
      output_.Add(FindingId::k_empty_records, 0, input.offset());
      return {header_length, 0, false};
    }
    if (const uint32_t limit = BrokenLimit(header); limit != 0) {
      lost_ = Lost{input.offset(), header.captured, limit, 1};
      return {1, 0, false};
    }
    const size_t need = header_length + header.captured;
    // The next record is checked too, because this one may be truncated or have a wrong time.
    if (!last && !input.Has(need + kFileHeaderLook)) return {0, need + kFileHeaderLook, false};
    if (const size_t cut = CutByAnotherFile(input, need); cut != 0) {
      output_.Add(FindingId::k_truncated_tail, 1, input.offset(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(cut)});
      return {cut, 0, false};
    }
    if (!input.Has(need)) return CutTail(input, need, last);

    Prefetch(input, need);
    const size_t padding = std::min<size_t>(padding_, header.captured);
    const ByteReader body = input.Sub(header_length + padding, header.captured - padding);
    if (header.fraction >= FractionLimit()) {
      output_.Add(FindingId::k_odd_time, 0, input.offset(), {header.fraction, FractionLimit()});
    }
    Frame frame;
    frame.time_ns =
        int64_t{header.seconds} * 1000000000 + int64_t{header.fraction} * (nanoseconds_ ? 1 : 1000);
    frame.file_offset = body.offset();
    frame.original_length = header.original - std::min<uint32_t>(padding_, header.original);
    frame.link_type = link_type_;
    frame.bytes = body.bytes();
    frame.ahead = input.From(need + header_length).bytes();
    CheckTime(frame, input.From(need));
    if (!frame.doubtful) {
      last_seconds_ = header.seconds;
      any_read_ = true;
    }
    output_.Emit(frame);
    return {need, 0, false};
  }

  // Whether all fields are zero, as in space that was allocated for records but not written.
  static bool IsEmpty(const RecordHeader& header) {
    return header.seconds == 0 && header.fraction == 0 && header.captured == 0 &&
           header.original == 0;
  }

  // Offset at which another file begins within a record of `need` bytes that is not followed by a
  // record; 0 if none does. Examines each byte once.
  size_t CutByAnotherFile(ByteReader input, size_t need) const {
    const ByteReader next = input.From(need);
    if (input.Has(need) && (next.empty() || Plausible(next))) return 0;
    const ByteReader record = input.First(need + kFileHeaderLook - 1);
    for (size_t at = 1; record.Has(at + kFileHeaderLook); ++at) {
      if (BeginsFile(record.From(at))) return at;
    }
    return 0;
  }

  // A time is wrong if it is far from those of both neighbours, which are close to each other. The
  // time of the first record is also wrong if it alone is outside 1990 to 2100.
  void CheckTime(Frame& frame, ByteReader next) const {
    constexpr int64_t kYear = int64_t{366} * 86400 * 1000000000, kFar = 10 * kYear;
    if (!next.Has(kRecordHeader) || BeginsFile(next)) return;
    const RecordHeader header = Header(next);
    if (BrokenLimit(header) != 0 || IsEmpty(header)) return;
    const int64_t next_ns = int64_t{header.seconds} * 1000000000;
    const auto distance = [](int64_t a, int64_t b) { return a > b ? a - b : b - a; };
    const int64_t previous_ns = output_.previous_ns();
    const bool next_of_our_days = next_ns >= kOurDays && next_ns < kOurDaysEnd;
    if (!next_of_our_days || distance(frame.time_ns, next_ns) <= kFar) return;
    if (previous_ns == 0) {
      if (frame.time_ns >= kOurDays && frame.time_ns < kOurDaysEnd) return;
      frame.time_ns = next_ns;
    } else {
      if (distance(frame.time_ns, previous_ns) <= kFar) return;
      if (distance(previous_ns, next_ns) > kYear) return;
      frame.time_ns = previous_ns;
    }
    frame.doubtful = true;
  }

  Progress CutTail(ByteReader input, size_t need, bool last) {
    if (!last) return {0, need, false};
    if (!input.empty()) {
      output_.Add(FindingId::k_truncated_tail, 0, input.offset(),
                  {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
    }
    return {input.size(), 1, false};
  }

  bool Plausible(ByteReader record) const {
    const RecordHeader header = Header(record);
    const int64_t jump = int64_t{header.seconds} - last_seconds_;
    return header.fraction < FractionLimit() && header.captured > 0 &&
           header.captured <= kUsualFrameLimit && header.captured <= header.original &&
           header.original <= kFrameLimit && (!any_read_ || std::abs(jump) <= kPlausibleJump);
  }

  // Searches for two consecutive plausible headers, or for one whose record ends with the file.
  Progress Search(ByteReader input, bool last) {
    const size_t header_length = kRecordHeader + extra_;
    size_t at = 0;
    for (; input.Has(at + std::max(header_length, last ? 0 : kFileHeaderLook)); ++at) {
      const ByteReader record = input.From(at);
      if (BeginsFile(record)) {
        lost_->skipped += at;
        ReportLost();
        return {at, 0, false};
      }
      if (!Plausible(record)) continue;
      const size_t end = header_length + Header(record).captured;
      if (!last && !record.Has(end + header_length)) {
        lost_->skipped += at;
        return {at, end + header_length, false};
      }
      const bool fits =
          record.Has(end + header_length) ? Plausible(record.From(end)) : record.size() == end;
      if (!fits) continue;
      lost_->skipped += at;
      ReportLost();
      return {at, 0, false};
    }
    if (last) at = input.size();
    lost_->skipped += at;
    if (last) ReportLost();
    return {at, last ? 1 : kSearchStep, false};
  }

  void ReportLost() {
    output_.Add(FindingId::k_bad_record_length, 0, lost_->offset,
                {lost_->length, lost_->limit, static_cast<int64_t>(lost_->skipped)});
    lost_.reset();
  }

  CaptureOutput& output_;
  ByteOrder order_ = ByteOrder::little;
  LengthOrder length_order_ = LengthOrder::captured_first;
  bool header_read_ = false;
  bool layout_known_ = false;
  bool nanoseconds_ = false;
  bool modified_ = false;
  bool any_read_ = false;
  uint8_t extra_ = 0;    // bytes of the record header after the standard ones
  uint8_t padding_ = 0;  // bytes before each frame
  uint16_t major_ = 0, minor_ = 0;
  uint16_t link_type_ = 0;
  int64_t last_seconds_ = 0;
  std::optional<Lost> lost_;
};

}  // namespace

std::unique_ptr<Container> MakePcap(CaptureOutput& output) {
  return std::make_unique<Pcap>(output);
}

}  // namespace tcpladder
