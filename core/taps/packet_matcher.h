// Finds the packets that two captures of one connection have in common.
#ifndef TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_
#define TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// Header fields that most middleboxes leave unchanged and some rewrite. Unchanged fields
// distinguish a retransmission from its original. Whether a field is unchanged is determined by
// counting.
class FieldTrust {
 public:
  enum Field : uint8_t { identification, timestamps, window, sack, kFields };

  // Compares the packets that occur exactly once in each capture.
  void Count(const std::vector<Packet>& packets);
  // `other` decides if this object has seen too few packets.
  bool Trusts(Field field, const FieldTrust& other) const;

 private:
  std::array<uint32_t, kFields> equal_{}, different_{};
};

// The fields that are trusted for one group.
struct TrustedFields {
  bool identification = false, timestamps = false, window = false, sack = false;
};

// The range of b's time minus a's for one direction, in ns; unlimited if not known.
struct DelayRange {
  bool known = false;
  int64_t low = 0, high = 0;

  int64_t middle() const { return low + (high - low) / 2; }
};

// A matched pair, from which the time difference of neighbouring packets is estimated.
struct Anchor {
  int64_t a_ns;
  int64_t difference_ns;  // b's time minus a's
};

// A pair of packets that have bytes in common: one capture shows several segments as one.
struct SharedRange {
  uint32_t a, b;  // in the packets
};

class PacketMatcher {
 public:
  // `packets` must outlive this object, which sets their `peer`.
  explicit PacketMatcher(std::vector<Packet>& packets) : packets_(packets) {}

  // Goes through both captures in parallel, because nearly all packets come in the same order.
  // Pairs packets that are equal in every trusted field. Returns whether every packet was paired.
  bool Walk(const TrustedFields& trusted);

  // Pairs the packets that Walk() left unpaired or did not prove, by header fields, trusted fields
  // and time. `ranges`, by direction, are used if the connection has no pair to compare with.
  void MatchRest(const TrustedFields& trusted, const std::array<DelayRange, 2>& ranges);

  // Pairs ranges of bytes of the remaining packets: segments that were captured on one host before
  // its network card divided them, or after the card merged them.
  void MatchRanges(const TrustedFields& trusted, std::vector<SharedRange>& shared);

  // The expected difference of b's time minus a's for a packet that one of them saw at `time_ns`:
  // that of the closest pair of the same direction, plus or minus the variation between pairs;
  // `otherwise` if there is no pair.
  DelayRange Expected(uint8_t direction, int64_t time_ns, bool time_is_of_b,
                      const DelayRange& otherwise) const;

 private:
  void WalkDirection(const TrustedFields& trusted, uint8_t direction);
  bool IsProven(const Packet& a, const Packet& b, const TrustedFields& trusted) const;
  void Pair(uint32_t a, uint32_t b);
  bool AreCopies(std::span<const uint32_t> equals) const;
  void CollectAnchors();
  void Align(std::span<const uint32_t> a, std::span<const uint32_t> b, const TrustedFields& trusted,
             const std::array<DelayRange, 2>& ranges);

  std::vector<Packet>& packets_;
  std::array<std::vector<Anchor>, 2> anchors_;  // in a's order
  std::array<int64_t, 2> jitter_{};             // maximum difference between adjacent pairs
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_
