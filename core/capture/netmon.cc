// The formats of Microsoft Network Monitor 1.x ("RTSS") and 2.x ("GMBU"), little-endian.
//
//   file := header (frames, comments, process names ...) frame-table
//
//   header: magic, minor and major version, network, start as year, month, weekday, day, hour,
//   minute, second, millisecond; at 24 and 28 offset and length of the table
//   frame table: the offsets of the frames, 32 bits each
//   frame: time since the start, original length, captured length, bytes; from version 2.1 on, the
//   network it came from; from version 2.3 on, the time in UTC
//
// The table at the end is the only list of the frames, which may be stored in any order. Therefore
// the reader waits until everything up to the end of the table has arrived, and then reads the
// frames in table order.
#include "core/capture/container.h"

namespace tcpladder {
namespace {

constexpr size_t kNetmonHeader = 128;
constexpr size_t kTableAt = 24, kTableLengthAt = 28;
// A file whose table ends after this offset is refused, so that memory stays bounded.
constexpr uint64_t kFileLimit = 256 << 20;
constexpr int64_t kSecond = 1000000000;
// Times in these years fit into 64 bits of nanoseconds.
constexpr uint16_t kFirstYear = 1970, kLastYear = 2100;
// In units of 100 ns, from the beginning of 1601 to that of 1970.
constexpr uint64_t kUnixEpoch = 116444736000000000;

constexpr uint16_t kNetmonWlan = 6;
constexpr uint16_t kFirstLinkType = 0xe000;  // networks from here on are LINKTYPE_ values
constexpr uint16_t kFirstSpecial = 0xf000;   // not frames but filters and interface information

uint16_t LinkTypeOf(uint16_t network) {
  switch (network) {
    case 1:
      return 1;  // Ethernet
    case 2:
      return 6;  // token ring
    case 3:
      return 10;  // FDDI
    case 5:
      return 138;  // IEEE 1394
    case kNetmonWlan:
      return 105;
    case 8:  // tunnels, wireless wide area networks, plain
    case 9:
    case 10:
      return 101;
    default:
      break;
  }
  if (network >= kFirstLinkType && network < kFirstSpecial) {
    return static_cast<uint16_t>(network - kFirstLinkType);
  }
  return kNoLinkType;
}

// Days from 1970-01-01 in the Gregorian calendar. Years are counted from March.
int64_t DaysOf(int64_t year, int64_t month, int64_t day) {
  if (month <= 2) --year;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

class Netmon final : public Container {
 public:
  explicit Netmon(CaptureOutput& output) : output_(output) {}

  Progress Read(ByteReader input, bool last) override {
    if (done_) return {input.size(), 1, false};
    if (!input.Has(kNetmonHeader)) return Wait(input, kNetmonHeader, last);
    const uint64_t end = uint64_t{Word(input, kTableAt)} + Word(input, kTableLengthAt);
    if (end > kFileLimit || end < kNetmonHeader) {
      output_.Add(FindingId::k_bad_file_header, 0, kTableAt,
                  {static_cast<int64_t>(end), static_cast<int64_t>(kFileLimit)});
      return {0, 1, true};
    }
    if (!input.Has(static_cast<size_t>(end))) {
      return Wait(input, static_cast<size_t>(end), last);
    }
    // The bytes after the table are ignored, because they may not have arrived yet.
    const ByteReader file = input.First(static_cast<size_t>(end));
    ReadHeader(file);
    ReadFrames(file);
    done_ = true;
    return {input.size(), 1, false};
  }

 private:
  static uint16_t Half(ByteReader input, size_t at) { return input.U16(at, ByteOrder::little); }
  static uint32_t Word(ByteReader input, size_t at) { return input.U32(at, ByteOrder::little); }

  Progress Wait(ByteReader input, size_t need, bool last) {
    if (!last) return {0, need, false};
    output_.Add(FindingId::k_bad_file_header, 0, input.offset() + input.size(),
                {static_cast<int64_t>(need), static_cast<int64_t>(input.size())});
    return {0, 1, true};
  }

  bool AtLeast(uint8_t major, uint8_t minor) const {
    return major_ > major || (major_ == major && minor_ >= minor);
  }

  void ReadHeader(ByteReader input) {
    minor_ = input.U8(4);
    major_ = input.U8(5);
    network_ = Half(input, 6);
    const uint16_t year = Half(input, 8);
    const uint16_t month = Half(input, 10);
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) {
      output_.Add(FindingId::k_odd_time, 0, 8, {year, kLastYear});
      return;
    }
    const int64_t days = DaysOf(year, month, Half(input, 14));
    const int64_t seconds =
        ((days * 24 + Half(input, 16)) * 60 + Half(input, 18)) * 60 + Half(input, 20);
    start_ns_ = seconds * kSecond + int64_t{Half(input, 22)} * 1000000;
  }

  void ReadFrames(ByteReader input) {
    ByteReader table = input.Sub(Word(input, kTableAt), Word(input, kTableLengthAt));
    for (; table.Has(4); table = table.From(4)) ReadFrame(input.From(Word(table, 0)));
  }

  void ReadFrame(ByteReader record) {
    const bool old = major_ < 2;
    const size_t header = old ? 8 : 16;
    const uint32_t original = old ? Half(record, 4) : Word(record, 8);
    const uint32_t captured = old ? Half(record, 6) : Word(record, 12);
    ByteReader bytes = record.Sub(header, captured);
    if (!record.Has(header) || bytes.size() < captured) {
      output_.CountRecord();
      output_.Add(FindingId::k_bad_record_length, 0, record.offset(),
                  {captured, static_cast<int64_t>(bytes.size()), 0});
      return;
    }
    const ByteReader trailer = record.From(header + captured);
    const uint16_t network = AtLeast(2, 1) && trailer.Has(2) ? Half(trailer, 0) : network_;
    Frame frame;
    frame.time_ns = TimeOf(record, trailer);
    frame.original_length = original;
    frame.link_type = LinkTypeOf(network);
    if (network == kNetmonWlan) {
      // The frame is preceded by a separate header: version, length.
      const size_t length = Half(bytes, 1);
      frame.original_length -= std::min<uint32_t>(original, static_cast<uint32_t>(length));
      bytes = bytes.From(length);
    }
    frame.file_offset = bytes.offset();
    frame.bytes = bytes.bytes();
    output_.Emit(frame);
  }

  int64_t TimeOf(ByteReader record, ByteReader trailer) const {
    const uint64_t utc = trailer.U64(6, ByteOrder::little);
    if (AtLeast(2, 3) && utc >= kUnixEpoch && utc - kUnixEpoch < INT64_MAX / 100) {
      return static_cast<int64_t>((utc - kUnixEpoch) * 100);
    }
    if (major_ < 2) return start_ns_ + int64_t{Word(record, 0)} * 1000000;
    const auto microseconds = static_cast<int64_t>(record.U64(0, ByteOrder::little));
    constexpr int64_t kFar = int64_t{1} << 50;
    return start_ns_ + (microseconds > -kFar && microseconds < kFar ? microseconds * 1000 : 0);
  }

  CaptureOutput& output_;
  bool done_ = false;
  uint8_t major_ = 0, minor_ = 0;
  uint16_t network_ = 0;
  int64_t start_ns_ = 0;
};

}  // namespace

std::unique_ptr<Container> MakeNetmon(CaptureOutput& output) {
  return std::make_unique<Netmon>(output);
}

}  // namespace tcpladder
