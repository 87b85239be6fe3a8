#include "core/file_set/traffic_sketch.h"

#include <algorithm>

#include "core/base/byte_reader.h"
#include "core/base/mix.h"
#include "core/base/sort.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

// Many segments share a payload shorter than this, so it identifies none.
constexpr size_t kTelling = 16;
constexpr size_t kHashed = 64;
// One part in this many of the smaller sample must be in both. Pieces of one capture may also share
// a few segments: those retransmitted where one piece ends and the next begins.
constexpr size_t kLeastShare = 4;

uint64_t HashOf(std::span<const std::byte> bytes, uint32_t length) {
  const ByteReader reader(bytes);
  uint64_t hash = length;
  for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    const uint64_t word = uint64_t{reader.U32(at)} << 32 | reader.U32(at + 4);
    hash = Mix(hash ^ word, kMixConstant1);
  }
  return hash;
}

struct Common {
  size_t entries = 0;  // entries that both samples could contain
  size_t shared = 0;
  int64_t difference_ns = 0;  // time difference of the first shared entry
  bool same_difference = true;
};

// A full sample contains no information about hashes above its last one.
uint64_t LimitOf(const std::vector<SegmentSample::Entry>& entries) {
  return entries.size() < SegmentSample::kKept ? UINT64_MAX : entries.back().hash;
}

Common CommonOf(const SegmentSample& a, const SegmentSample& b) {
  const auto& first = a.entries();
  const auto& second = b.entries();
  Common common;
  const uint64_t limit = std::min(LimitOf(first), LimitOf(second));
  const auto below = [limit](const std::vector<SegmentSample::Entry>& entries) {
    return static_cast<size_t>(
        std::count_if(entries.begin(), entries.end(),
                      [limit](const SegmentSample::Entry& entry) { return entry.hash <= limit; }));
  };
  common.entries = std::min(below(first), below(second));
  auto other = second.begin();
  for (const SegmentSample::Entry& entry : first) {
    while (other != second.end() && other->hash < entry.hash) ++other;
    if (other == second.end()) break;
    if (other->hash != entry.hash) continue;
    const int64_t difference_ns = other->time_ns - entry.time_ns;
    if (common.shared++ == 0) common.difference_ns = difference_ns;
    common.same_difference = common.same_difference && difference_ns == common.difference_ns;
  }
  return common;
}

bool ShowsTwoTaps(const Common& common) {
  return common.shared > 0 && common.shared * kLeastShare >= common.entries &&
         !common.same_difference;
}

}  // namespace

void SegmentSample::Add(uint64_t hash, int64_t time_ns) {
  if (hash > limit_) return;
  entries_.push_back({hash, time_ns});
  if (entries_.size() < 2 * kKept) return;
  Shrink();
  if (entries_.size() == kKept) limit_ = entries_.back().hash;
}

void SegmentSample::Merge(const SegmentSample& later) {
  for (const Entry& entry : later.entries()) Add(entry.hash, entry.time_ns);
}

const std::vector<SegmentSample::Entry>& SegmentSample::entries() const {
  if (sorted_ != entries_.size()) Shrink();
  return entries_;
}

void SegmentSample::Shrink() const {
  SortStably(entries_, [](const Entry& x, const Entry& y) { return x.hash < y.hash; });
  const auto end = std::unique(entries_.begin(), entries_.end(),
                               [](const Entry& x, const Entry& y) { return x.hash == y.hash; });
  entries_.erase(end, entries_.end());
  if (entries_.size() > kKept) entries_.resize(kKept);
  sorted_ = entries_.size();
}

bool AreTwoTaps(const TrafficSketch& a, const TrafficSketch& b) {
  return ShowsTwoTaps(CommonOf(a.numbers, b.numbers)) ||
         ShowsTwoTaps(CommonOf(a.payloads, b.payloads));
}

size_t SharedSegments(const TrafficSketch& a, const TrafficSketch& b) {
  return CommonOf(a.numbers, b.numbers).shared + CommonOf(a.payloads, b.payloads).shared;
}

void TrafficSketcher::OnSegment(const Frame& frame, const TcpSegment& segment) {
  if (segment.origin != SegmentOrigin::wire || segment.extent >= HeaderExtent::cut_fixed) return;
  const uint32_t length = segment.length == kNoLength ? 0 : segment.length;
  if (length == 0 && !(segment.flags & kSyn)) return;
  const uint32_t ack = segment.flags & kAck ? segment.ack : 0;
  sketch_.numbers.Add(
      Mix((uint64_t{segment.seq} << 32 | ack) ^ kMixConstant1, length ^ kMixConstant2),
      frame.time_ns);
  if (segment.payload.size() < kTelling) return;
  const auto hashed = segment.payload.first(std::min(segment.payload.size(), kHashed));
  sketch_.payloads.Add(HashOf(hashed, length), frame.time_ns);
}

}  // namespace tcpladder
