#include "core/engine/reread.h"

#include <algorithm>

#include "core/base/byte_reader.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

constexpr uint8_t kRoomForOption = 6;         // words; a SACK option may lack blocks
constexpr uint8_t kRoomForTimes = 8;          // 20 bytes, 10 of timestamps
constexpr uint8_t kRoomForSackAndTimes = 10;  // 20 bytes, 10 of a block, 10 of timestamps
constexpr size_t kMany = 4096;
constexpr size_t kBeforeReset = 8;
constexpr uint32_t kUnplaced = 0xffff;
constexpr size_t kFixedTcpHeader = 20;
constexpr size_t kIpv6Header = 40;
constexpr uint8_t kProtocolTcp = 6;

class Chooser {
 public:
  Chooser(const Engine& engine, const Connection& connection)
      : engine_(engine), connection_(connection) {}

  std::vector<uint32_t> Choose() {
    TakeSacks(kRoomForOption);
    if (chosen_.size() > kMany) {
      chosen_.clear();
      TakeSacks(kRoomForSackAndTimes);
    }
    if (chosen_.size() > kMany) chosen_.resize(kMany);
    TakeSynsAndReset();
    TakeNewestBefore();
    // Heap sort: there are few elements, and the code is a third of that of std::sort.
    std::make_heap(chosen_.begin(), chosen_.end());
    std::sort_heap(chosen_.begin(), chosen_.end());
    chosen_.erase(std::unique(chosen_.begin(), chosen_.end()), chosen_.end());
    return std::move(chosen_);
  }

 private:
  void Take(uint32_t index) {
    if (engine_.segments()[index].header_offset != kUnplaced) chosen_.push_back(index);
  }

  void TakeSacks(uint8_t room) {
    for (uint32_t i = connection_.first_segment; i != kNone; i = engine_.segments()[i].next) {
      const SegmentRecord& record = engine_.segments()[i];
      if (record.data_offset >= room && !(record.flags & kSyn)) Take(i);
    }
  }

  void TakeSynsAndReset() {
    std::array<uint32_t, 2> syns{};
    std::array<std::vector<uint32_t>, 2> sent;
    bool reset = false;  // the first one; an opening may follow it
    for (uint32_t i = connection_.first_segment; i != kNone; i = engine_.segments()[i].next) {
      const SegmentRecord& record = engine_.segments()[i];
      if ((record.flags & kSyn) && syns[record.from()]++ < kBeforeReset) Take(i);
      if ((record.flags & kRst) && !reset) {
        reset = true;
        const auto& before = sent[record.from()];
        const size_t count = std::min(before.size(), kBeforeReset);
        for (size_t k = before.size() - count; k < before.size(); ++k) Take(before[k]);
        Take(i);
      }
      if (!reset) sent[record.from()].push_back(i);
    }
  }

  // The newest segment of each end with room for timestamps, of the connection before this one.
  void TakeNewestBefore() {
    const Connection* before = nullptr;
    for (size_t i = 0; i < engine_.connections().size(); ++i) {
      const Connection& other = engine_.connections()[i];
      if (&other == &connection_) break;
      if (other.flow == connection_.flow) before = &other;
    }
    if (!before) return;
    std::array<uint32_t, 2> newest{kNone, kNone};
    for (uint32_t i = before->first_segment; i != kNone; i = engine_.segments()[i].next) {
      const SegmentRecord& record = engine_.segments()[i];
      if (record.data_offset >= kRoomForTimes) newest[record.from()] = i;
    }
    for (uint32_t index : newest) {
      if (index != kNone) Take(index);
    }
  }

  const Engine& engine_;
  const Connection& connection_;
  std::vector<uint32_t> chosen_;
};

bool Holds(std::span<const std::byte> bytes, size_t at, const IpAddress& address) {
  const size_t size = address.version == 4 ? 4 : 16;
  if (bytes.size() < at + size) return false;
  const auto held = bytes.subspan(at, size);
  return std::equal(held.begin(), held.end(), address.bytes.begin(),
                    [](std::byte a, uint8_t b) { return std::to_integer<uint8_t>(a) == b; });
}

}  // namespace

std::vector<uint32_t> SegmentsToReread(const Engine& engine, const Connection& connection) {
  return Chooser(engine, connection).Choose();
}

std::vector<uint64_t> PlacesOf(const Engine& engine, std::span<const uint32_t> segments) {
  std::vector<uint64_t> places;
  places.reserve(segments.size());
  for (const uint32_t index : segments) {
    const SegmentRecord& record = engine.segments()[index];
    places.push_back(record.offset() + record.header_offset);
  }
  return places;
}

std::vector<uint64_t> PlacesToReread(const Engine& engine, const Connection& connection) {
  return PlacesOf(engine, SegmentsToReread(engine, connection));
}

std::span<const std::byte> Rereads::At(uint32_t segment) const {
  const auto found = std::lower_bound(segments_.begin(), segments_.end(), segment);
  if (found == segments_.end() || *found != segment) return {};
  const auto at = static_cast<size_t>(found - segments_.begin()) * kLength;
  if (bytes_.size() < at + kLength) return {};
  return bytes_.subspan(at, kLength);
}

std::optional<std::span<const std::byte>> Rereads::Options(const Engine& engine,
                                                           uint32_t segment) const {
  const auto bytes = At(segment);
  if (bytes.empty()) return std::nullopt;
  const SegmentRecord& record = engine.segments()[segment];
  const ByteReader header(bytes.subspan(kBefore));
  if (header.U32(4) != record.seq || header.U8(12) >> 4 != record.data_offset) return std::nullopt;
  size_t length = size_t{record.data_offset} * 4;
  // The bytes after a truncated header belong to the next record.
  if (record.captured_extent() == CapturedExtent::cut_header)
    length = std::min(length, engine.CapturedHeaderLength(segment));
  return header.Sub(kFixedTcpHeader, std::max(length, kFixedTcpHeader) - kFixedTcpHeader).bytes();
}

// The header's length is in its first byte, which is searched backwards: version, protocol and both
// addresses must match.
std::optional<IpFingerprint> Rereads::Ip(const Engine& engine, const Connection& connection,
                                         uint32_t segment) const {
  const auto frame = At(segment);
  if (frame.empty()) return std::nullopt;
  const ConnectionEnds ends = engine.EndsOf(connection);
  const uint8_t from = engine.segments()[segment].from();
  const IpAddress& source = ends.addresses[from];
  const IpAddress& destination = ends.addresses[1 - from];
  const ByteReader reader(frame);
  if (source.version == 6) {
    constexpr size_t at = kBefore - kIpv6Header;
    if (reader.U8(at) >> 4 != 6 || reader.U8(at + 6) != kProtocolTcp) return std::nullopt;
    if (!Holds(frame, at + 8, source) || !Holds(frame, at + 24, destination)) return std::nullopt;
    return IpFingerprint{.version = 6, .ttl = reader.U8(at + 7)};
  }
  for (uint8_t words = 5; words <= 15; ++words) {
    const size_t at = kBefore - size_t{words} * 4;
    if (reader.U8(at) != (0x40 | words) || reader.U8(at + 9) != kProtocolTcp) continue;
    if (!Holds(frame, at + 12, source) || !Holds(frame, at + 16, destination)) continue;
    constexpr uint8_t kDontFragment = 0x40;
    return IpFingerprint{.ttl = reader.U8(at + 8),
                         .identification = reader.U16(at + 4),
                         .dont_fragment = (reader.U8(at + 6) & kDontFragment) != 0};
  }
  return std::nullopt;
}

}  // namespace tcpladder
