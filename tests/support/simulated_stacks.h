// Two TCP ends that follow RFC 9293, a path that loses and delays segments, and a capture point on
// it.
//
// The simulation knows what no capture shows: the actual state of each end when it sent each
// segment. The ends share only the names of the states with the tracker.
#ifndef TCPLADDER_TESTS_SUPPORT_SIMULATED_STACKS_H_
#define TCPLADDER_TESTS_SUPPORT_SIMULATED_STACKS_H_

#include <array>
#include <cstdint>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "core/tcp/state.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

// What happened to a captured segment at its receiver.
enum class Fate : uint8_t {
  lost,     // it did not arrive
  taken,    // a reset that closed the end
  refused,  // a reset that did not close the end
  early,    // earlier bytes had not arrived
  in_order  // anything else
};

// A captured segment, the state of its sender when it was sent, and what happened to it.
struct Witnessed {
  TrackedSegment segment;
  State sender = State::closed;
  bool fin_sent = false;   // whether its sender has sent a FIN, captured or not
  bool first_fin = false;  // whether this is the first copy of the FIN
  Seq fin_seq;
  bool forged = false;  // its apparent sender did not send it
  Fate fate = Fate::lost;
};

struct SimulationOptions {
  std::array<int, 2> delay_ms{4, 4};  // from each end to the capture point
  int loss_before_percent = 0;        // between sender and capture point: never captured
  int loss_behind_percent = 0;        // captured, but does not arrive
  int forged_percent = 0;             // percentage followed by a forged segment
  bool delayed_acks = false;
  bool simultaneous_open = false;
  std::array<uint32_t, 2> bytes{300, 900};  // sent by client and server
  std::array<int, 2> close_ms{400, 400};    // when each application closes; -1: on the peer's FIN
  int half_close_bytes = 0;                 // sent by the server between the peer's FIN and its own
  int abort_ms = -1;                        // when `aborter` sends a reset instead
  int aborter = 0;
};

class Simulation {
 public:
  Simulation(const SimulationOptions& options, uint32_t seed);

  // Runs until no events are left.
  void Run();

  const std::vector<Witnessed>& capture() const { return capture_; }
  // The states that an end passed through, in order.
  const std::vector<State>& path(size_t end) const { return ends_[end].path; }
  bool fin_sent(size_t end) const { return ends_[end].fin_sent; }

 private:
  static constexpr uint32_t kMss = 100;
  static constexpr uint32_t kWindow = 60000;
  static constexpr int64_t kMs = 1'000'000;

  struct End {
    State state = State::closed;
    std::vector<State> path;
    Seq iss, snd_una, snd_nxt, rcv_nxt, fin_seq, peer_fin;
    uint32_t unsent = 0;  // bytes that the application has written
    bool close_asked = false, fin_sent = false, fin_left = false, peer_fin_known = false,
         passive = false;
    bool ack_due = false;
    int tries = 0;
    int64_t timer = -1;
    std::vector<std::pair<Seq, Seq>> early;  // received above rcv_nxt
  };
  struct Event {
    int64_t time;
    uint64_t order;
    enum Kind : uint8_t { arrive, retransmit, acknowledge, open, send, close, abort } kind;
    size_t end;
    TrackedSegment segment;
    size_t captured;  // for an arrival: index of the segment in capture_
    bool operator>(const Event& other) const {
      return time != other.time ? time > other.time : order > other.order;
    }
  };

  void At(int64_t time, Event::Kind kind, size_t end, const TrackedSegment& segment = {},
          size_t captured = 0) {
    events_.push({time, order_++, kind, end, segment, captured});
  }
  static bool Synchronized(State state) { return state >= State::established; }
  bool Chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  void Enter(size_t i, State state);
  void Transmit(size_t i, int flags, Seq seq, uint32_t length);
  void Forge(size_t i, int64_t time_ns);
  void Arrive(const Event& event);
  void Acknowledge(size_t i, bool now);
  void StartTimer(size_t i);
  void SendFin(size_t i);
  void Output(size_t i);
  void Open(size_t i);
  void Close(size_t i);
  void Abort(size_t i);
  void Retransmit(size_t i);
  void Receive(size_t i, const TrackedSegment& segment);
  void ReceiveSynSent(size_t i, const TrackedSegment& segment);
  void ReceiveReset(size_t i, const TrackedSegment& segment);
  bool ReceiveAck(size_t i, const TrackedSegment& segment);
  void ReceiveText(size_t i, const TrackedSegment& segment);
  void TakeFin(size_t i);

  SimulationOptions options_;
  std::mt19937 random_;
  std::array<End, 2> ends_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<Witnessed> capture_;
  uint64_t order_ = 0;
  int64_t now_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_TESTS_SUPPORT_SIMULATED_STACKS_H_
