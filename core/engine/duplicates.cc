#include "core/engine/duplicates.h"

#include "core/base/mix.h"

namespace tcpladder {
namespace {

uint64_t SignatureOf(uint64_t flow_hash, const TcpSegment& segment) {
  const uint64_t numbers = uint64_t{segment.seq} << 32 | segment.ack;
  const uint64_t rest = uint64_t{segment.checksum} << 48 |
                        uint64_t{segment.ip_identification} << 32 | uint64_t{segment.window} << 16 |
                        segment.flags;
  const uint64_t sizes = uint64_t{segment.length} << 8 | segment.data_offset;
  // Without a constant of their own, small numbers of the first flow cancel out and take the rest
  // away.
  const uint64_t ends = numbers ^ flow_hash ^ kMixConstant3;
  return Mix(Mix(ends, rest ^ kMixConstant1), sizes ^ kMixConstant2) | 1;
}

}  // namespace

Duplicates::Duplicates() : entries_(kEntries) {}

int64_t Duplicates::Age(uint64_t flow_hash, const TcpSegment& segment, int64_t time_ns) {
  if (segment.extent != HeaderExtent::whole || segment.length == kNoLength) return -1;
  const uint64_t signature = SignatureOf(flow_hash, segment);
  Entry& entry = entries_[signature >> 52];
  if (entry.signature == signature) {
    const int64_t age = time_ns - entry.time_ns;
    const int64_t limit = segment.ip_identification != 0 ? kLimitNs : kLimitWithoutIdNs;
    if (age >= 0 && age <= limit) return age;
  }
  entry = {signature, time_ns};
  return -1;
}

}  // namespace tcpladder
