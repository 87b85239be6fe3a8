// Determines what happened to the packets that only one of two captures contains.
#ifndef TCPLADDER_CORE_TAPS_LONE_PACKETS_H_
#define TCPLADDER_CORE_TAPS_LONE_PACKETS_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/taps/arrival_evidence.h"
#include "core/taps/packet_matcher.h"
#include "core/taps/positions.h"
#include "core/taps/round_trips.h"
#include "core/taps/two_taps.h"

namespace tcpladder {

// Which tap the packets of the group's client pass first.
enum class Side : uint8_t { a_is_nearer, b_is_nearer, unknown };

// The context in which the packets of a group are judged.
struct LoneContext {
  Side side = Side::unknown;
  TrustedFields trusted;
  std::array<DelayRange, 2> ranges{};  // by direction: b's time minus a's
  // The time that each capture covers, on its own clock.
  std::array<int64_t, 2> first_ns{}, last_ns{};
};

class LonePackets {
 public:
  // All arguments must outlive this object.
  LonePackets(const std::array<TapCapture, 2>& captures, const SequenceShift& shift,
              const std::vector<Packet>& packets, const PacketMatcher& matcher,
              const std::vector<SharedRange>& shared, const LoneContext& context);

  struct Judged {
    TapVerdict verdict = TapVerdict::unknown;
    uint32_t proof = Packet::kNoPeer;  // index of a packet
  };
  // Judges packets[index], which has no peer.
  Judged Judge(uint32_t index);
  // Judges the bytes of packets[index] that no packet of the other capture contains; empty if there
  // are none. Only for packets of `shared`.
  std::vector<Judged> JudgeLeft(uint32_t index);

 private:
  bool PassesFirst(const Packet& packet) const;
  struct Passage {
    bool known;
    int64_t time_ns, spread_ns;
  };
  Passage OtherPassage(const Packet& packet) const;
  bool IsOutside(const Packet& packet) const;
  Judged JudgeUpstream(uint32_t index, int64_t begin, int64_t end);
  Judged JudgeDownstream(uint32_t index);
  bool IsOnlyCarrier(uint32_t index, int64_t begin, int64_t end, int64_t answered_ns);
  const ArrivalEvidence& EvidenceOf(uint8_t file, uint8_t direction);
  void FindTwins();
  void CollectAlone();

  const std::array<TapCapture, 2>& captures_;
  const SequenceShift& shift_;
  const std::vector<Packet>& packets_;
  const PacketMatcher& matcher_;
  const LoneContext& context_;
  Positions positions_;
  std::array<RoundTrips, 2> trips_;
  std::array<std::unique_ptr<ArrivalEvidence>, 4> evidence_;
  std::array<Carriers, 4> alone_;  // packets without a peer, by file and direction
  std::vector<uint32_t> twin_;     // an equal packet of the same capture, or kNoPeer
  std::array<std::vector<SharedRange>, 2> by_file_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_LONE_PACKETS_H_
