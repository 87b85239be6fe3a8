// TCP ends that communicate over a path with two taps, and what happened to every packet.
//
// The simulation knows what no pair of captures shows: which frames are the same packet, where
// packets were lost, and the actual difference between the two clocks. The ends share no code with
// the core.
#ifndef TCPLADDER_TESTS_SUPPORT_TAPPED_PATH_H_
#define TCPLADDER_TESTS_SUPPORT_TAPPED_PATH_H_

#include <array>
#include <cstdint>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "tests/support/bytes.h"

namespace tcpladder::test {

// Pairs over directions are client to server, server to client; pairs over taps are a, b. The
// client is on a's side. Hops are client to a, a to b, b to server, in either direction.
struct TappedPathOptions {
  uint32_t seed = 1;
  int connections = 1;
  int64_t spacing_ns = 4'000'000;  // between the beginnings of connections
  std::array<uint32_t, 2> bytes{300, 60'000};
  std::array<std::array<int64_t, 3>, 2> delay_ns{
      {{2'000'000, 5'000'000, 3'000'000}, {2'000'000, 5'000'000, 3'000'000}}};
  std::array<int, 3> loss_permille{};
  int64_t jitter_ns = 0;        // maximum between the taps; packets stay in order
  int overtaking_permille = 0;  // between the taps, by 3 ms
  int copies_permille = 0;      // made between the taps

  // What the ends send.
  bool timestamps = true, sack = true, identification = true;
  // What a middlebox between the taps changes.
  bool translate = false;  // the client's address and port
  std::array<uint32_t, 2> shift{};
  bool shift_sack = true;
  bool rewrite_identification = false, strip_timestamps = false;
  int hops = 0;  // routers between the taps, which decrement the TTL

  // What the taps capture.
  std::array<int, 2> miss_permille{};
  std::array<int64_t, 2> starts_ns{0, 0};
  std::array<int64_t, 2> ends_ns{INT64_MAX, INT64_MAX};
  std::array<int, 2> joined{1, 1};  // merged segments: the client's at a, the server's at b
  size_t snap_length = 65535;
  int64_t offset_ns = 0;  // b's clock minus a's at the start
  double drift_ppm = 0;
  int64_t pause_ns = 0;  // before the server answers a request
};

enum class Fate : uint8_t { delivered, lost_before, lost_between, lost_behind };

struct TappedPacket {
  uint8_t from = 0;
  Fate fate = Fate::delivered;
  bool copy = false;  // made between the taps
  uint32_t length = 0;
  bool takes_numbers = false;
  int64_t left_ns = 0, arrived_ns = -1;      // on a's clock
  std::array<int64_t, 2> passed_ns{-1, -1};  // at a's and b's tap, on a's clock
  std::array<uint32_t, 2> frame{};           // 0: not in that file
};

class TappedPath {
 public:
  static constexpr int64_t kStartNs = 1'700'000'000'000'000'000;
  static constexpr uint32_t kMss = 1000;

  explicit TappedPath(const TappedPathOptions& options);
  // Runs until no events are left.
  void Run();

  const Bytes& file(size_t tap) const { return files_[tap]; }
  const std::vector<TappedPacket>& packets() const { return packets_; }
  // Bytes of each frame, the first at index 0.
  const std::vector<Bytes>& frames(size_t tap) const { return frames_[tap]; }
  const std::vector<int64_t>& times(size_t tap) const { return times_[tap]; }
  // The time on b's clock when a's shows `a_ns`.
  int64_t ClockOfB(int64_t a_ns) const;

 private:
  using Range = std::pair<int64_t, int64_t>;

  struct Wire {
    uint32_t packet = 0;  // index in packets_
    int connection = 0;
    uint8_t from = 0;
    uint16_t flags = 0;
    int64_t seq = 0, ack = 0;  // relative to the initial sequence numbers
    uint32_t length = 0;
    uint32_t value = 0, echo = 0;
    std::vector<Range> sack{};
    uint16_t identification = 0;
  };
  struct End {
    bool open = false, heard = false;
    int64_t una = 0, next = 0, total = 0;  // SYN is 0, FIN is total + 1
    int64_t expected = 0;
    std::vector<Range> early, sacked;
    std::vector<std::pair<int64_t, int64_t>> resent;  // gap, time
    int tries = 0;
    int64_t timer = -1, may_send_from = 0;
    uint32_t clock = 0, echo = 0;  // of the timestamps
    uint16_t identification = 0;
  };
  struct Event {
    int64_t time;
    uint64_t order;
    enum Kind : uint8_t { arrive, timer, push } kind;
    int connection;
    uint8_t end;
    Wire wire;
    bool operator>(const Event& other) const {
      return time != other.time ? time > other.time : order > other.order;
    }
  };
  struct Record {
    int64_t time;
    Wire wire;
    std::vector<uint32_t> packets;
  };

  uint32_t Random() { return static_cast<uint32_t>(random_()); }
  bool Chance(int permille) { return static_cast<int>(Random() % 1000) < permille; }
  End& At(int connection, size_t end) { return ends_[static_cast<size_t>(connection) * 2 + end]; }
  void Later(int64_t time, Event::Kind kind, int connection, size_t end);
  void Arrive(int64_t time, const Wire& wire);
  void Send(int connection, size_t end, int64_t seq, uint32_t length, uint16_t flags);
  void Carry(const Wire& wire, size_t hop_index, int64_t time);
  void Acknowledge(int connection, size_t end);
  void Push(int connection, size_t end);
  void SendAt(int connection, size_t end, int64_t seq);
  void StartTimer(int connection, size_t end);
  void Receive(int connection, size_t end, const Wire& wire);
  void TakeAck(int connection, size_t end, const Wire& wire);
  void Repair(int connection, size_t end);
  void WriteFile(size_t tap);
  Bytes Render(const Wire& wire, size_t tap);

  TappedPathOptions options_;
  std::mt19937 random_;
  std::vector<End> ends_;
  std::vector<std::array<uint32_t, 2>> initial_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<TappedPacket> packets_;
  std::array<std::vector<Record>, 2> records_;
  std::array<std::array<int64_t, 3>, 2> busy_until_{};
  std::array<Bytes, 2> files_;
  std::array<std::vector<Bytes>, 2> frames_;
  std::array<std::vector<int64_t>, 2> times_;
  uint64_t order_ = 0;
  int64_t now_ = 0, sent_last_ = 0;
};

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_TAPPED_PATH_H_
