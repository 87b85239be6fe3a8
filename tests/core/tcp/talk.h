// A conversation between two ends as a capture sees it, in the words of the RFC.
#ifndef TCPLADDER_TESTS_CORE_TCP_TALK_H_
#define TCPLADDER_TESTS_CORE_TCP_TALK_H_

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "core/net/tcp_flags.h"
#include "core/tcp/tracker.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

inline std::ostream& operator<<(std::ostream& out, const EndState& end) {
  return out << kStateNames[static_cast<size_t>(end.state)] << ' '
             << kCertaintyNames[static_cast<size_t>(end.certainty)];
}

constexpr EndState Sure(State state) { return {state, Certainty::sure}; }
constexpr EndState Expected(State state) { return {state, Certainty::expected}; }
constexpr EndState Assumed(State state) { return {state, Certainty::assumed}; }
inline constexpr EndState kUnknown{State::unknown, Certainty::unknown};

inline std::string TextOf(const StatePath& path) {
  std::string text;
  for (int i = 0; i < path.size(); ++i) {
    if (i > 0) text += ' ';
    text += kStateNames[static_cast<size_t>(path[i])];
  }
  return text;
}

// Both ends with what they have sent and received, a capture point between them, and the tracker.
// A segment is captured and arrives at once unless the sender was told otherwise:
//   client.Lost().Fin()      captured, never arrives
//   client.Unseen().Fin()    arrives, not captured
//   client.OnTheWay().Fin()  captured, arrives at Arrive()
class Talk : public testing::Test {
 protected:
  class Side {
   public:
    Side(Talk& talk, uint8_t index, uint32_t iss)
        : talk_(talk), index_(index), iss_(iss), nxt_(iss) {}

    Side& Lost() { return arrives_ = false, *this; }
    Side& Unseen() { return captured_ = false, *this; }
    Side& OnTheWay() { return delayed_ = true, *this; }
    // Numbers and flags as they are; nothing is remembered as sent.
    void Raw(int flags, Seq seq, Seq ack, uint32_t length = 0) { Emit(flags, seq, ack, length); }

    void Syn() { Take(kSyn, 0, false); }
    // A fast open: the SYN carries a cookie and data (RFC 7413).
    void SynData(uint32_t length) {
      fast_open_ = true;
      Take(kSyn, length, false);
      fast_open_ = false;
    }
    void SynAck() { Take(kSyn | kAck, 0, true); }
    void Ack() { Emit(kAck, nxt_, rcv_, 0); }
    void AckTo(Seq ack) { Emit(kAck, nxt_, ack, 0); }
    void Data(uint32_t length) { Take(kAck | kPsh, length, true); }
    void Fin() { Take(kAck | kFin, 0, true); }
    void DataFin(uint32_t length) { Take(kAck | kPsh | kFin, length, true); }
    void Rst() { Emit(kRst | kAck, nxt_, rcv_, 0); }
    // Without ACK: the answer of an end that knows of no connection.
    void BareRst(Seq seq) { Emit(kRst, seq, Seq(0), 0); }
    void RstAt(Seq seq) { Emit(kRst | kAck, seq, rcv_, 0); }
    void KeepAlive() { Emit(kAck, nxt_ - 1, rcv_, 0); }
    // Once more what was sent `back` segments before the newest that takes numbers.
    void Again(size_t back = 0) {
      const TrackedSegment sent = sent_[sent_.size() - 1 - back];
      talk_.time_ns += 200'000'000;  // a retransmission timeout
      fast_open_ = sent.fast_open;
      Emit(sent.flags, sent.seq, sent.flags & kAck ? rcv_ : Seq(0), sent.length);
      fast_open_ = false;
    }
    // The same as it was, where the capture filed it late.
    void FiledLate(size_t back = 0) {
      const TrackedSegment sent = sent_[sent_.size() - 1 - back];
      arrives_ = false;
      Emit(sent.flags, sent.seq, sent.ack, sent.length);
    }
    // Goes on with other numbers, as a new opening would.
    void NewIss(uint32_t iss) { *this = Side(talk_, index_, iss); }
    // Sends from `nxt` on, and has received up to `rcv`: an end whose opening was not captured.
    void GoOn(uint32_t nxt, uint32_t rcv) {
      nxt_ = Seq(nxt);
      rcv_ = Seq(rcv);
    }

    Seq iss() const { return iss_; }
    Seq nxt() const { return nxt_; }
    Seq rcv() const { return rcv_; }
    const TrackedEnd& tracked() const { return talk_.tracker.end(index_); }
    EndState now() const { return tracked().now; }
    std::string path() const { return TextOf(tracked().path); }
    std::string settled() const { return TextOf(talk_.tracker.SettledPath(index_, 0)); }

   private:
    friend class Talk;

    void Take(int flags, uint32_t length, bool ack) {
      const uint32_t numbers = length + (flags & kSyn ? 1 : 0) + (flags & kFin ? 1 : 0);
      const Seq seq = flags & kSyn ? iss_ : nxt_;
      if (seq + numbers > nxt_) nxt_ = seq + numbers;
      sent_.push_back(Emit(flags, seq, ack ? rcv_ : Seq(0), length));
    }

    TrackedSegment Emit(int flags, Seq seq, Seq ack, uint32_t length) {
      const TrackedSegment segment{.time_ns = talk_.time_ns += 1'000'000,
                                   .seq = seq,
                                   .ack = ack,
                                   .length = length,
                                   .flags = static_cast<uint16_t>(flags),
                                   .window = window,
                                   .from = index_,
                                   .fast_open = fast_open_,
                                   .window_shift = 0};
      if (captured_) {
        talk_.said.clear();
        talk_.tracker.Step(segment, talk_.row++, &talk_.said);
      }
      if (delayed_) {
        talk_.on_the_way.push_back(segment);
      } else if (arrives_) {
        talk_.Deliver(segment);
      }
      captured_ = arrives_ = true;
      delayed_ = false;
      return segment;
    }

    void Receive(const TrackedSegment& segment) {
      const Seq end = segment.seq + segment.length + (segment.flags & kSyn ? 1 : 0) +
                      (segment.flags & kFin ? 1 : 0);
      if (segment.flags & kSyn) rcv_ = segment.seq;
      early_.push_back({segment.seq, end});
      for (bool moved = true; moved;) {
        moved = false;
        for (const auto& [first, last] : early_) {
          if (first <= rcv_ && last > rcv_) rcv_ = last, moved = true;
        }
      }
    }

    Talk& talk_;
    uint8_t index_;
    Seq iss_, nxt_, rcv_;
    bool captured_ = true, arrives_ = true, delayed_ = false, fast_open_ = false;
    std::vector<TrackedSegment> sent_;
    std::vector<std::array<Seq, 2>> early_;

   public:
    uint16_t window = 1000;

    Side& operator=(const Side& other) {
      iss_ = other.iss_, nxt_ = other.nxt_, rcv_ = other.rcv_;
      sent_ = other.sent_, early_ = other.early_;
      return *this;
    }
    Side(const Side&) = delete;
  };

  void Arrive() {
    for (const TrackedSegment& segment : on_the_way) Deliver(segment);
    on_the_way.clear();
  }

  // The three segments.
  void Open() {
    client.Syn();
    server.SynAck();
    client.Ack();
  }
  // The same, and one request answered: both ends are sure to be ESTABLISHED.
  void Establish() {
    Open();
    client.Data(100);
    server.Data(300);
    client.Ack();
  }

  // What the tracker said about the newest segment.
  bool Said(EventId id) const { return Find(id) != nullptr; }
  const Event* Find(EventId id) const {
    for (const Event& event : said) {
      if (event.id == id) return &event;
    }
    return nullptr;
  }
  Verdict verdict() const { return VerdictOf(tracker); }

  Tracker tracker;
  std::vector<Event> said;
  std::vector<TrackedSegment> on_the_way;
  uint32_t row = 0;
  int64_t time_ns = 0;
  // The client's numbers wrap early in every conversation.
  Side client{*this, 0, 0xffffffc0}, server{*this, 1, 5000};

 private:
  void Deliver(const TrackedSegment& segment) {
    (segment.from == 0 ? server : client).Receive(segment);
  }
};

}  // namespace tcpladder

#endif  // TCPLADDER_TESTS_CORE_TCP_TALK_H_
