// Copies made by the capture, not by the network: a capture on all interfaces, or on a mirror port,
// records a packet once for every place that it passes.
#ifndef TCPLADDER_CORE_ENGINE_DUPLICATES_H_
#define TCPLADDER_CORE_ENGINE_DUPLICATES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/net/tcp_segment.h"

namespace tcpladder {

enum class CopyKind : uint8_t {
#define COPY_KIND(id) id,
#include "core/engine/copy_kinds.def"
#undef COPY_KIND
};

// A copy has the same ends, TCP header, options, length and payload as its original, though perhaps
// another checksum, and follows it shortly. A retransmission is sent anew: it has another IP
// identification, or comes later than a copy would. If the identification is 0 or was rewritten on
// the way, the place decides, because retransmissions pass each place equally often. Only the
// newest segments are remembered, so a copy is found only near its original.
class Duplicates {
 public:
  // How long after the previous sighting a copy may come. IPv6, and IPv4 with an identification of
  // 0, distinguish a retransmission only by its delay, which is at least a round trip.
  static constexpr int64_t kLimitNs = 100'000'000;
  static constexpr int64_t kLimitWithoutIdNs = 2'000'000;

  struct Copy {
    int64_t age_ns = -1;  // since the previous sighting; -1: not a copy
    CopyKind kind = CopyKind::identical;
  };

  Duplicates();

  // `flow_hash` represents the two ends and the direction. O(1).
  Copy Find(uint64_t flow_hash, const TcpSegment& segment, int64_t time_ns);

 private:
  // The fields that may differ in a copy.
  struct Sighting {
    int64_t time_ns = 0;
    uint32_t network = 0, link_addresses = 0;
    uint16_t identification = 0, checksum = 0;
    uint8_t hop_limit = 0;

    bool SamePlace(const Sighting& other) const {
      return network == other.network && link_addresses == other.link_addresses;
    }
  };
  // Segments that are equal, including the identification.
  struct Equal {
    uint64_t signature = 0;
    Sighting first, latest;
  };
  // Segments that are equal except for the identification, by the place they passed.
  struct Place {
    Sighting latest;
    uint32_t times = 0;
  };
  struct Rewritten {
    static constexpr size_t kPlaces = 3;
    uint64_t signature = 0;
    std::array<Place, kPlaces> places;
  };

  static CopyKind KindOf(const Sighting& now, const Equal& before);
  Copy FindEqual(uint64_t signature, const Sighting& now);
  Copy FindRewritten(uint64_t signature, const Sighting& now);

  // Direct-mapped; a power of two.
  static constexpr size_t kEntries = 4096;
  std::vector<Equal> equals_;
  std::vector<Rewritten> rewritten_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_DUPLICATES_H_
