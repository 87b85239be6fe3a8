// The effect of one segment on both ends. Internal to the tracker.
//
// `me_` is the sender, `peer_` the receiver. First the facts that the segment proves about its
// sender are applied. Then follows its effect on the receiver if it arrives and is accepted, in the
// order of RFC 9293 section 3.10.7: sequence number, RST, SYN, ACK, text, FIN.
#ifndef TCPLADDER_CORE_TCP_TRACKER_STEP_H_
#define TCPLADDER_CORE_TCP_TRACKER_STEP_H_

#include <array>
#include <cstdint>

#include "core/net/tcp_flags.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

class TrackerStep {
 public:
  TrackerStep(std::array<TrackedEnd, 2>& ends, TrackedConnection& connection,
              const TrackedSegment& segment, uint32_t row, Events* events)
      : me_(ends[segment.from & 1]),
        peer_(ends[1 - (segment.from & 1)]),
        connection_(connection),
        segment_(segment),
        ends_(ends.data()),
        events_(events),
        row_(row),
        before_{me_.snd_nxt, me_.acked, peer_.rcv_nxt, me_.acked_known, peer_.rcv_known} {}

  void Run();

  // Whether its sender did not send it, as far as is known; valid after Run().
  bool stray() const { return stray_; }

  // Fast path: the next in-order segment of an open connection. False if it is anything else.
  static bool PassesInOrder(TrackedEnd& me, TrackedEnd& peer, const TrackedConnection& connection,
                            const TrackedSegment& segment);

 private:
  // How the sequence number of a reset fits the receiver (RFC 5961 section 3.2). at_fin: it is that
  // of the sender's FIN, which was received. The RFCs treat it as outside, but Linux accepts it,
  // because some stacks send a reset with this number directly after the FIN.
  enum class ResetFit : uint8_t { exact, in_window, at_fin, outside };

  // Values before this segment, which it is compared with.
  struct Before {
    Seq snd_nxt;  // sender's
    Seq acked;    // sender's; the receiver's SND.UNA
    Seq rcv_nxt;  // receiver's
    bool acked_known;
    bool rcv_known;
  };

  // tracker_step.cc: common to all kinds of segments.
  static void NoteWindow(TrackedEnd& me, const TrackedSegment& segment);
  static void NoteDistance(TrackedEnd& me);
  void Begin();
  void BeginAt(EndState receiver);
  bool Has(TcpFlag flag) const { return (segment_.flags & flag) != 0; }
  uint8_t index_of(const TrackedEnd& end) const { return static_cast<uint8_t>(&end - ends_); }
  uint32_t time_ms() const { return static_cast<uint32_t>(segment_.time_ns / 1'000'000); }
  Seq end_of_text() const { return segment_.seq + segment_.length; }
  Seq end_seq() const { return end_of_text() + (Has(kFin) ? 1 : 0) + (Has(kSyn) ? 1 : 0); }
  void Enter(TrackedEnd& end, State state, Certainty certainty);
  void EnterExpected(TrackedEnd& end, State state, Seq proof);
  void Confirm(TrackedEnd& end);
  // Withdraws refuted states until `state` is the newest, and makes it sure.
  void WithdrawTo(TrackedEnd& end, State state);
  // Whether the capture contains this SYN or FIN twice: it was repeated sooner than any timer
  // allows.
  bool IsCopy() const;
  // Whether it acknowledges less than its sender did before, and so was sent before a captured
  // segment.
  bool IsStale() const { return Has(kAck) && before_.acked_known && segment_.ack < before_.acked; }

  // step_opening.cc
  void SendSyn();
  void RepeatSyn();
  void SendSynAck();
  void FirstSynAck();
  void RepeatSynAck();
  void NewSynAck();
  void ReceiveSyn();
  void ReceiveSynAck();
  bool AcceptableToOpener(Seq ack) const;

  // step_sender.cc
  static bool Plausible(Seq seq, Seq reference);
  bool IsVouched() const;
  bool IsStray() const;
  void SendOrdinary();
  void LearnSender();
  void Acknowledge();
  bool AcksPeersFin() const;
  void ProveSender();
  void ForgetSynReceived();
  void ProveOpener();
  void ProveListener();
  void AdvanceSender();
  void Rebase();
  static void Doubt(TrackedEnd& end, const TrackedEnd& other);
  void TrustAgain();

  // step_receiver.cc
  void ReceiveOrdinary();
  void ReceiveText();
  void ReceiveAck(bool fin_follows);

  // step_closing.cc
  void SendFin();
  void NewFin(Seq fin_seq);
  void FirstFin();
  void FiledSecond();
  void RepeatFin();
  bool FinReady() const;
  void TakeFin(TrackedEnd& end, TrackedEnd& other, Certainty certainty);
  void DoubtTakenFin();

  // step_reset.cc
  ResetFit FitOfReset() const;
  bool SendReset(ResetFit fit);
  void RefuteByReset();
  bool RepeatedSynAckOnly() const;
  void ReceiveReset(ResetFit fit);
  void CloseByReset(TrackedEnd& end, State state, Certainty certainty);
  void SpeakAfterReset();
  bool ChallengesReset() const;
  bool ChallengesPendingReset() const;
  // The end continues to send: it ignored the reset that closed it, or the reset was not its own.
  void Revive(TrackedEnd& end);

  // step_events.cc: called only if events are wanted.
  void CheckNumbers();
  void CheckSequence();
  void CheckAck();
  void CheckFin();
  void Annotate();
  void AnnotateProbe();
  void AnnotateAnswer();
  void AnnotateText();

  void Tell(EventId id, const TrackedEnd& end, int64_t a = 0, int64_t b = 0, int64_t c = 0,
            int64_t d = 0) {
    if (events_) Append(id, end, true, {a, b, c, d});
  }
  void Check(bool passed, EventId id, const TrackedEnd& end, int64_t a = 0, int64_t b = 0,
             int64_t c = 0, int64_t d = 0) {
    if (events_) Append(id, end, passed, {a, b, c, d});
  }
  void Append(EventId id, const TrackedEnd& end, bool passed, std::array<int64_t, 4> args);

  TrackedEnd& me_;
  TrackedEnd& peer_;
  TrackedConnection& connection_;
  const TrackedSegment& segment_;
  const TrackedEnd* ends_;  // to distinguish client and server
  Events* events_;
  uint32_t row_;
  Before before_;
  bool set_aside_ = false;  // the segment has no further effect
  bool stray_ = false;      // nor did its sender send it, as far as is known
};

// A row as an event's argument: -1 if unknown.
constexpr int64_t RowArg(uint32_t row) { return row == kNoRow ? -1 : int64_t{row}; }

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_TRACKER_STEP_H_
