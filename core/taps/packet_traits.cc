#include "core/taps/packet_traits.h"

#include "core/base/mix.h"

namespace tcpladder {
namespace {

uint16_t DigestOfTimestamps(const TcpOptions& options) {
  if (!options.timestamps) return 0;
  const uint64_t both = uint64_t{options.timestamp_value} << 32 | options.timestamp_echo;
  const auto digest = static_cast<uint16_t>(Mix(both ^ kMixConstant1, kMixConstant2));
  const auto kept = static_cast<uint16_t>(digest & PacketTraits::kTimestampsMask);
  return kept == 0 ? 1 : kept;
}

}  // namespace

void PacketTraits::OnAnalysed(const SegmentRecord&, const TcpSegment& segment,
                              const WiresharkResult&) {
  const TcpOptions& options = segment.parsed;
  if (options.sack_blocks != 0) {
    sacks_.Append({static_cast<uint32_t>(traits_.size()), static_cast<uint32_t>(blocks_.size())});
    for (size_t i = 0; i < options.sack_blocks; ++i) blocks_.Append(options.sack[i]);
  }
  Trait trait{.identification = segment.ip_identification,
              .options = DigestOfTimestamps(options),
              .hop_limit = segment.hop_limit};
  if (options.sack_permitted) trait.options |= kSackPermitted;
  traits_.Append(trait);
}

PacketTraits::Blocks PacketTraits::FindBlocks(uint32_t segment) const {
  size_t low = 0, high = sacks_.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (sacks_[middle].segment < segment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == sacks_.size() || sacks_[low].segment != segment) return {};
  const size_t end = low + 1 < sacks_.size() ? sacks_[low + 1].first_block : blocks_.size();
  const uint32_t first = sacks_[low].first_block;
  return {this, first, static_cast<uint32_t>(end) - first};
}

size_t PacketTraits::memory() const {
  return traits_.memory() + sacks_.memory() + blocks_.memory();
}

}  // namespace tcpladder
