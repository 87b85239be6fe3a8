#include "core/engine/duplicates.h"

#include "core/base/byte_reader.h"
#include "core/base/mix.h"

namespace tcpladder {
namespace {

uint64_t HashOfOptions(std::span<const std::byte> options) {
  const ByteReader bytes(options);
  uint64_t hash = 0;
  size_t at = 0;
  for (; bytes.Has(at + 8); at += 8)
    hash = Mix(hash ^ bytes.U64(at) ^ kMixConstant1, kMixConstant2);
  return bytes.Has(at + 4) ? Mix(hash ^ bytes.U32(at) ^ kMixConstant3, kMixConstant2) : hash;
}

// A part of the payload large enough to distinguish different data if the checksum cannot be
// trusted.
uint64_t HashOfSample(std::span<const std::byte> payload) {
  constexpr size_t kWord = 8;
  const ByteReader bytes(payload);
  if (!bytes.Has(kWord)) return HashOfOptions(payload);
  const uint64_t ends = bytes.U64(0) ^ Mix(bytes.U64(payload.size() - kWord), kMixConstant1);
  return Mix(ends ^ kMixConstant3, bytes.U64((payload.size() - kWord) / 2) ^ kMixConstant2);
}

// A hash of everything that is equal in a copy.
uint64_t SignatureOf(uint64_t flow_hash, const TcpSegment& segment) {
  const uint64_t numbers = uint64_t{segment.seq} << 32 | segment.ack;
  const uint64_t rest = uint64_t{segment.length} << 32 | uint64_t{segment.window} << 16 |
                        uint64_t{segment.data_offset} << 12 | segment.flags;
  uint64_t contents = 0;
  if (!segment.options.empty()) contents = HashOfOptions(segment.options);
  if (!segment.payload.empty()) contents ^= HashOfSample(segment.payload);
  // Without a separate constant, the small numbers of the first flow would cancel out together with
  // the rest.
  const uint64_t ends = numbers ^ flow_hash ^ kMixConstant3;
  return Mix(Mix(ends, rest ^ kMixConstant1), contents ^ kMixConstant2);
}

}  // namespace

Duplicates::Duplicates() : equals_(kEntries), rewritten_(kEntries) {}

Duplicates::Copy Duplicates::Find(uint64_t flow_hash, const TcpSegment& segment, int64_t time_ns) {
  if (segment.extent != HeaderExtent::whole || segment.length == kNoLength) return {};
  const Sighting now{.time_ns = time_ns,
                     .network = segment.network,
                     .link_addresses = segment.link_addresses,
                     .identification = segment.ip_identification,
                     .checksum = segment.checksum,
                     .hop_limit = segment.hop_limit};
  const uint64_t signature = SignatureOf(flow_hash, segment);
  const uint64_t with_identification = Mix(signature ^ now.identification, kMixConstant3);
  const Copy equal = FindEqual(with_identification | 1, now);
  const Copy rewritten = FindRewritten(signature | 1, now);
  return equal.age_ns >= 0 ? equal : rewritten;
}

Duplicates::Copy Duplicates::FindEqual(uint64_t signature, const Sighting& now) {
  Equal& entry = equals_[signature >> 52];
  if (entry.signature == signature) {
    const int64_t age = now.time_ns - entry.latest.time_ns;
    const CopyKind kind = KindOf(now, entry);
    // A retransmission leaves its sender with the same TTL.
    const bool telling = now.identification != 0 || now.hop_limit < entry.latest.hop_limit;
    if (age >= 0 && age <= (telling ? kLimitNs : kLimitWithoutIdNs)) {
      entry.latest = now;
      return {age, kind};
    }
  }
  entry = {signature, now, now};
  return {};
}

CopyKind Duplicates::KindOf(const Sighting& now, const Equal& before) {
  const Sighting& latest = before.latest;
  const bool lower = now.hop_limit < latest.hop_limit;
  if (lower && (now.SamePlace(latest) || now.SamePlace(before.first))) {
    return CopyKind::routing_loop;
  }
  if (now.hop_limit != latest.hop_limit) return CopyKind::hop_limit;
  if (now.checksum != latest.checksum) return CopyKind::checksum;
  if (now.network != latest.network) return CopyKind::network;
  return now.link_addresses != latest.link_addresses ? CopyKind::link_address : CopyKind::identical;
}

// The n-th of equal segments at one place is a copy if another place has seen as many.
Duplicates::Copy Duplicates::FindRewritten(uint64_t signature, const Sighting& now) {
  Rewritten& entry = rewritten_[signature >> 52];
  if (entry.signature != signature) entry = {.signature = signature, .places = {}};
  Place* here = nullptr;
  const Place* elsewhere = nullptr;
  for (Place& place : entry.places) {
    const bool recent = place.times != 0 && now.time_ns - place.latest.time_ns >= 0 &&
                        now.time_ns - place.latest.time_ns <= kLimitWithoutIdNs;
    if (!recent) place.times = 0;
    if (place.times == 0) continue;
    if (place.latest.SamePlace(now)) {
      here = &place;
    } else if (!elsewhere || place.times > elsewhere->times) {
      elsewhere = &place;
    }
  }
  const uint32_t times = (here ? here->times : 0) + 1;
  Copy copy;
  if (elsewhere && elsewhere->times >= times && elsewhere->latest.checksum == now.checksum) {
    copy = {now.time_ns - elsewhere->latest.time_ns, CopyKind::identification};
  }
  for (Place& place : entry.places) {
    if (here || place.times != 0) continue;
    here = &place;
  }
  if (here) *here = {now, times};
  return copy;
}

}  // namespace tcpladder
