// Determines from the receiver's later segments whether bytes that were sent to it arrived.
#ifndef TCPLADDER_CORE_TAPS_ARRIVAL_EVIDENCE_H_
#define TCPLADDER_CORE_TAPS_ARRIVAL_EVIDENCE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/taps/packet.h"
#include "core/taps/positions.h"
#include "core/taps/round_trips.h"

namespace tcpladder {

// Finds the segments that carry a range of bytes.
class Carriers {
 public:
  struct Carrier {
    int64_t begin, end;
    int64_t time_ns;
    uint32_t index;  // in the packets
  };

  void Add(const Carrier& carrier) { carriers_.push_back(carrier); }
  void Sort();

  // Calls visit(carrier) for each segment that contains all of [begin, end). False if there are too
  // many to examine.
  template <typename Visit>
  bool VisitHolders(int64_t begin, int64_t end, Visit visit) const;

 private:
  static constexpr size_t kMostVisited = 512;

  size_t FirstFrom(int64_t begin) const;

  std::vector<Carrier> carriers_;
  int64_t longest_ = 0;
};

// One direction of a connection group, as one capture shows it.
class ArrivalEvidence {
 public:
  static constexpr int64_t kNever = INT64_MAX;

  // All arguments must outlive this object. `trips` are those of this capture.
  ArrivalEvidence(const std::vector<Packet>& packets, const Positions& positions,
                  const TapCapture& capture, const SequenceShift& shift, uint8_t file,
                  uint8_t direction, const RoundTrips& trips);

  // Bytes that passed this tap at `pass_ns` on its clock, or should have.
  struct Question {
    int64_t begin, end;  // positions
    int64_t pass_ns;
    int64_t slack_ns;  // how much later they may have passed or been acknowledged
    uint32_t except;   // the packet itself if it is of this capture; otherwise Packet::kNoPeer
  };
  enum class Answer : uint8_t { unknown, arrived, lost };
  struct Finding {
    Answer answer = Answer::unknown;
    uint32_t proof = Packet::kNoPeer;  // index of the packet that proves it
    int64_t answered_ns = 0;           // when that packet passed the tap
  };
  Finding Ask(const Question& question) const;

  // Whether the tap is on the receiver's own host: then nothing it sends is lost before the tap.
  bool at_receiver() const { return at_receiver_; }

 private:
  struct Acknowledged {
    int64_t position;
    int64_t time_ns;
    uint32_t index;
  };
  struct Reported {
    int64_t end;
    int64_t time_ns;
    uint32_t index;
  };
  struct Reply {
    int64_t time_ns;
    int64_t ack;
    uint32_t index;
    bool lists_all;  // its SACK blocks list everything the receiver holds above `ack`
  };
  void TakeReply(uint32_t index);
  void TakeBlocks(Reply& reply);
  struct Block {
    bool valid;  // false if its numbering is unknown
    int64_t begin, end;
  };
  Block BlockOf(const SackBlock& block, const Reply& reply, bool first) const;
  bool Denies(const Reply& reply, int64_t begin, int64_t end) const;
  void Report(int64_t begin, int64_t end, int64_t time_ns, uint32_t index);
  Acknowledged FirstCover(int64_t begin, int64_t end) const;
  bool WasRepeatedAfterArrival(int64_t begin, int64_t end) const;

  const std::vector<Packet>& packets_;
  const Positions& positions_;
  const TapCapture& capture_;
  const SequenceShift& shift_;
  uint8_t file_, direction_;
  int64_t round_trip_ns_, shortest_trip_ns_;  // from this tap to the receiver and back
  bool at_receiver_ = false;
  bool sack_agreed_ = false;
  Carriers carriers_;
  std::vector<Acknowledged> acknowledged_;  // position and time ascend
  std::map<int64_t, Reported> reported_;    // by first byte; disjoint
  std::vector<Reply> replies_;              // in capture order
  Carriers repeated_;                       // D-SACK (RFC 2883)
};

template <typename Visit>
bool Carriers::VisitHolders(int64_t begin, int64_t end, Visit visit) const {
  size_t visited = 0;
  for (size_t i = FirstFrom(end - longest_); i < carriers_.size(); ++i) {
    const Carrier& carrier = carriers_[i];
    if (carrier.begin > begin) break;
    if (++visited > kMostVisited) return false;
    if (carrier.end >= end) visit(carrier);
  }
  return true;
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_ARRIVAL_EVIDENCE_H_
