#include "core/engine/icmp_errors.h"

#include "core/engine/duplicates.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {
namespace {

// How far a quoted number may be ahead of everything seen, and how far behind if the end's initial
// sequence number is unknown.
constexpr int32_t kAhead = 1 << 24;
constexpr int32_t kBehind = 1 << 30;

// Bytes of a map node and its share of the buckets.
constexpr uint64_t kChainCost = 48;

}  // namespace

bool QuotesSegmentOf(const TrackedEnd& end, const TcpSegment& quote) {
  const Seq seq(quote.seq);
  const bool flags_known = quote.extent != HeaderExtent::ports_and_seq;
  if (end.iss_known && flags_known && (quote.flags & kSyn)) return seq == end.iss;
  if (!end.snd_known) return true;
  if (seq.Since(end.snd_nxt) > kAhead) return false;
  return end.iss_known ? seq >= end.iss : end.snd_nxt.Since(seq) <= kBehind;
}

bool ExplainsNoAnswer(const IcmpError& error) {
  constexpr uint8_t kUnreachable = 3, kFragmentationNeeded = 4, kTimeExceeded = 11, kParameter = 12;
  constexpr uint8_t kUnreachable6 = 1, kTimeExceeded6 = 3, kParameter6 = 4;
  if (error.source.version == 6) {
    return error.type == kUnreachable6 || error.type == kTimeExceeded6 || error.type == kParameter6;
  }
  if (error.type == kUnreachable) return error.code != kFragmentationNeeded;
  return error.type == kTimeExceeded || error.type == kParameter;
}

int64_t IcmpErrors::CopyAge(uint32_t connection, const IcmpRecord& record) const {
  const auto it = chains_.find(connection);
  if (it == chains_.end()) return -1;
  const IcmpRecord& newest = records_[it->second.last];
  if (newest.seq != record.seq || newest.error != record.error) return -1;
  const int64_t age = record.time_ns - newest.time_ns;
  const int64_t limit =
      record.error.identification != 0 ? Duplicates::kLimitNs : Duplicates::kLimitWithoutIdNs;
  return age >= 0 && age <= limit ? age : -1;
}

bool IcmpErrors::Add(uint32_t connection, const IcmpRecord& record) {
  if (records_.size() >= kMaxRecords) return false;
  const auto index = static_cast<uint32_t>(records_.size());
  const auto [it, first] = chains_.try_emplace(connection, Chain{index, index, 0});
  Chain& chain = it->second;
  if (chain.count >= kMaxPerConnection) return false;
  records_.Append(record);
  if (!first) records_[chain.last].next = index;
  chain.last = index;
  ++chain.count;
  return true;
}

uint32_t IcmpErrors::First(uint32_t connection) const {
  const auto it = chains_.find(connection);
  return it == chains_.end() ? kNone : it->second.first;
}

uint64_t IcmpErrors::memory() const { return records_.memory() + chains_.size() * kChainCost; }

}  // namespace tcpladder
