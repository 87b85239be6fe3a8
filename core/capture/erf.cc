// The Extensible Record Format (ERF) of Endace's cards.
//
//   file := record*
//   record, 16 bytes: time in seconds and 2^-32 of them (little-endian, the rest in network
//   order), type, flags, record length, losses, length on the wire; then headers of extensions, of
//   the type and the frame, padded
//
// There is no magic number. A file has this format if its first records are plausible: known types,
// ascending times between 1990 and 2100, and lengths that lead from one record to the next.
#include "core/capture/container.h"
#include "core/capture/damaged_rest.h"

namespace tcpladder {
namespace {

constexpr uint16_t kLinkTypeErf = 197;
constexpr size_t kHeader = 16;
constexpr uint8_t kTypeMask = 0x7f, kMoreHeaders = 0x80, kLastType = 48, kPadding = 48;

uint8_t TypeOf(ByteReader record) { return record.U8(8) & kTypeMask; }
uint16_t LengthOf(ByteReader record) { return record.U16(10); }

// Length of the header including its extensions.
size_t HeaderLength(ByteReader record) {
  size_t length = kHeader;
  for (bool more = (record.U8(8) & kMoreHeaders) != 0; more && record.Has(length); length += 8) {
    more = (record.U8(length) & kMoreHeaders) != 0;
  }
  return length;
}

int64_t TimeOf(ByteReader record) {
  const uint64_t fraction = record.U32(0, ByteOrder::little);
  return int64_t{record.U32(4, ByteOrder::little)} * 1000000000 +
         static_cast<int64_t>(fraction * 1000000000 >> 32);
}

class Erf final : public Container {
 public:
  explicit Erf(CaptureOutput& output) : output_(output), rest_(output) {}

  Progress Read(ByteReader input, bool last) override {
    if (rest_.begun()) return rest_.Skip(input, last);
    size_t at = 0;
    for (;;) {
      const Progress progress = ReadRecord(input.From(at), last);
      at += progress.consumed;
      if (progress.need != 0) return {at, progress.need, false};
    }
  }

 private:
  Progress ReadRecord(ByteReader input, bool last) {
    if (!input.Has(kHeader)) return CutTail(input, kHeader, last);
    const size_t length = LengthOf(input);
    if (length < kHeader || TypeOf(input) == 0 || TypeOf(input) > kLastType) {
      return rest_.Begin(input, last, static_cast<int64_t>(length), kHeader);
    }
    if (!input.Has(length)) return CutTail(input, length, last);
    if (TypeOf(input) == kPadding) return {length, 0, false};
    Frame frame;
    frame.time_ns = TimeOf(input);
    frame.file_offset = input.offset();
    frame.link_type = kLinkTypeErf;
    frame.bytes = input.First(length).bytes();
    const size_t on_wire = HeaderLength(input.First(length)) + input.U16(14);
    frame.original_length = static_cast<uint32_t>(std::max(length, on_wire));
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
  DamagedRest rest_;
};

}  // namespace

std::unique_ptr<Container> MakeErf(CaptureOutput& output) { return std::make_unique<Erf>(output); }

Likeness LooksLikeErf(ByteReader input, bool last) {
  constexpr int kRecords = 3;
  constexpr int64_t kSecond = 1000000000, kYear = int64_t{366} * 86400 * kSecond;
  constexpr int64_t kFrom = int64_t{631152000} * kSecond, kUntil = int64_t{4102444800} * kSecond;
  size_t at = 0;
  int64_t previous = 0;
  for (int seen = 0; seen < kRecords; ++seen) {
    const ByteReader record = input.From(at);
    if (last && record.empty() && seen > 0) return {.likely = true};
    if (!record.Has(kHeader)) {
      if (!last) return {.need = at + kHeader};
      return {.likely = seen > 1};
    }
    const size_t length = LengthOf(record);
    const uint8_t type = TypeOf(record);
    if (type == 0 || type > kLastType || length < kHeader) return {};
    const int64_t time = TimeOf(record);
    if (type != kPadding) {
      if (time < kFrom || time >= kUntil) return {};
      // Reassembled cells may be delayed by up to a second.
      if (previous != 0 && (time < previous - kSecond || time > previous + kYear)) return {};
      previous = time;
    }
    if (last && !record.Has(length)) return {.likely = seen > 0};
    at += length;
  }
  return {.likely = true};
}

}  // namespace tcpladder
