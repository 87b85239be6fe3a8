// Which packets of two captures of one connection are the same?
#ifndef TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_
#define TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// Fields that most boxes leave alone and some rewrite. Where they are left alone they tell a
// retransmission from its original; which holds is counted, never assumed.
class FieldTrust {
 public:
  enum Field : uint8_t { identification, timestamps, window, sack, kFields };

  // Compares the packets that stand once in each capture.
  void Count(const std::vector<Packet>& packets);
  // `other` decides where this has seen too little.
  bool Trusts(Field field, const FieldTrust& other) const;

 private:
  std::array<uint32_t, kFields> equal_{}, different_{};
};

// What is trusted for one group.
struct TrustedFields {
  bool identification = false, timestamps = false, window = false, sack = false;
};

// The range in which b's time minus a's may lie for one direction, in ns; any where not known.
struct DelayRange {
  bool known = false;
  int64_t low = 0, high = 0;

  int64_t middle() const { return low + (high - low) / 2; }
};

// A matched pair, for the times around it.
struct Anchor {
  int64_t a_ns;
  int64_t difference_ns;  // b's time minus a's
};

// Pairs of packets that share a segment where one capture shows several as one.
struct SharedRange {
  uint32_t a, b;  // in the packets
};

class PacketMatcher {
 public:
  // `packets` must outlive this; their `peer` is what it sets.
  explicit PacketMatcher(std::vector<Packet>& packets) : packets_(packets) {}

  // Goes through both captures side by side: nearly all packets come in the same order. Pairs what
  // is equal in every trusted field. True where every packet found its peer.
  bool Walk(const TrustedFields& trusted);

  // Pairs what the walk left, or did not prove, by header fields, trusted fields and time.
  // `ranges`, by direction, hold where the connection itself has no pair to compare with.
  void MatchRest(const TrustedFields& trusted, const std::array<DelayRange, 2>& ranges);

  // Pairs the bytes of what is still alone: segments that the network card of one host joined or
  // had not cut yet when they were captured.
  void MatchRanges(const TrustedFields& trusted, std::vector<SharedRange>& shared);

  // What b's time minus a's should be for a packet that one of them saw at `time_ns`: as for the
  // pair of its direction that is nearest in time, give or take what changes from pair to pair;
  // `otherwise` where there is no pair.
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
  std::array<std::vector<Anchor>, 2> anchors_;  // in the order of a
  std::array<int64_t, 2> jitter_{};             // the most that neighbours differ
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_PACKET_MATCHER_H_
