// Header fields that distinguish packets with equal TCP headers. They are kept in addition to the
// engine's index for captures that are compared with others.
#ifndef TCPLADDER_CORE_TAPS_PACKET_TRAITS_H_
#define TCPLADDER_CORE_TAPS_PACKET_TRAITS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/arena.h"
#include "core/base/chunked.h"
#include "core/engine/engine.h"

namespace tcpladder {

// Set as Engine::Options::observer; row i of each column belongs to Engine::segments()[i]. Takes
// six bytes per segment and eight per SACK block.
class PacketTraits final : public SegmentObserver {
 public:
  struct Trait {
    uint16_t identification = 0;  // of the IPv4 header; 0 for IPv6, and often 0 if DF is set
    // Bits 0-14: digest of TSval and TSecr, 0 without the option. Bit 15: SACK-permitted.
    uint16_t options = 0;
    uint8_t hop_limit = 0;  // or TTL

    uint16_t timestamps() const { return options & kTimestampsMask; }
    bool sack_permitted() const { return options & kSackPermitted; }
  };
  static constexpr uint16_t kTimestampsMask = 0x7fff;
  static constexpr uint16_t kSackPermitted = 0x8000;

  PacketTraits() = default;
  PacketTraits(const PacketTraits&) = delete;
  PacketTraits& operator=(const PacketTraits&) = delete;

  void OnAnalysed(const SegmentRecord& record, const TcpSegment& segment,
                  const WiresharkResult& wireshark) override;

  size_t size() const { return traits_.size(); }
  const Trait& operator[](size_t segment) const { return traits_[segment]; }
  // The SACK blocks of a segment as in its options. Logarithmic in the number of segments with
  // blocks.
  struct Blocks {
    const PacketTraits* traits = nullptr;
    uint32_t first = 0, count = 0;
    SackBlock operator[](uint32_t i) const { return traits->blocks_[first + i]; }
  };
  Blocks SackBlocks(uint32_t segment) const {
    return sacks_.empty() ? Blocks{} : FindBlocks(segment);
  }

  // Size in bytes.
  size_t memory() const;

 private:
  struct SackEntry {
    uint32_t segment, first_block;
  };

  Blocks FindBlocks(uint32_t segment) const;

  Arena arena_;
  Chunked<Trait, 10> traits_{arena_};
  Chunked<SackEntry, 8> sacks_{arena_};  // segments ascend
  Chunked<SackBlock, 9> blocks_{arena_};
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_PACKET_TRAITS_H_
