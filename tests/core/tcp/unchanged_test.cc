// What moves neither end: RFC 9293 section 3.10.7 lets these segments pass in these states.
#include <optional>
#include <utility>

#include "tests/core/tcp/talk.h"

namespace tcpladder {
namespace {

class EveryCell;

// A state of both ends, and segments that leave it as it is.
struct Cell {
  const char* name;
  void (*reach)(EveryCell& talk);
  EndState client, server;
  void (*event)(EveryCell& talk);
  // Where the segments say nothing of the client's state but how sure it is.
  std::optional<Certainty> client_after = {};
};
void PrintTo(const Cell& cell, std::ostream* out) { *out << cell.name; }

class EveryCell : public Talk, public testing::WithParamInterface<Cell> {
 public:
  using Talk::Arrive;
  using Talk::client;
  using Talk::Establish;
  using Talk::server;
};

// Further than any window reaches, 2^30 bytes (RFC 7323 section 2.3).
constexpr uint32_t kFarAway = 0x60000000;

void Established(EveryCell& talk) { talk.Establish(); }
void SynSent(EveryCell& talk) { talk.client.Syn(); }
void SynReceived(EveryCell& talk) {
  talk.client.Syn();
  talk.server.SynAck();
}
void FinWait1(EveryCell& talk) {
  talk.Establish();
  talk.client.Lost().Fin();
}
void FinWait2(EveryCell& talk) {
  talk.Establish();
  talk.client.Fin();
  talk.server.Ack();
}
void Closing(EveryCell& talk) {
  talk.Establish();
  talk.client.OnTheWay().Fin();
  talk.server.OnTheWay().Fin();
  talk.Arrive();
  talk.client.Lost().Ack();
}
void LastAck(EveryCell& talk) {
  FinWait2(talk);
  talk.server.Lost().Fin();
}
void TimeWait(EveryCell& talk) {
  FinWait2(talk);
  talk.server.Fin();
  talk.client.Ack();
}

constexpr EndState kSureEstablished = Sure(State::established);
constexpr EndState kSureCloseWait = Sure(State::close_wait);
constexpr EndState kMayBeFinWait2 = Expected(State::fin_wait_2);

const Cell kCells[] = {
    // Section 3.8.4: a probe repeats the last number; its answer acknowledges nothing new.
    {"EstablishedKeepAlive", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.KeepAlive();
       talk.server.Ack();
     }},
    {"EstablishedKeepAliveOfOneByte", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Raw(kAck, talk.client.nxt() - 1, talk.client.rcv(), 1);
       talk.server.Ack();
     }},
    {"EstablishedKeepAliveOfBothEndsAtOnce", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.KeepAlive();
       talk.server.KeepAlive();
       talk.client.Ack();
       talk.server.Ack();
     }},
    // Section 3.8.6.1: an byte beyond a window of zero, refused and then taken.
    {"EstablishedWindowProbe", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.server.window = 0;
       talk.server.Ack();
       talk.client.Raw(kAck, talk.client.nxt(), talk.client.rcv(), 1);
       talk.server.AckTo(talk.client.nxt());
       talk.server.window = 1000;
       talk.client.Data(1);
       talk.server.Ack();
     }},
    {"EstablishedWindowUpdate", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.server.window = 5000;
       talk.server.Ack();
     }},
    {"EstablishedDuplicateAcks", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Lost().Data(10);
       for (int i = 0; i < 3; ++i) {
         talk.client.Data(10);
         talk.server.Ack();
       }
       talk.client.Again(3);
       talk.server.Ack();
     }},
    {"EstablishedRepeatedData", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Again();
       talk.server.Ack();
     }},
    // RFC 5961 section 4.2: a challenge ACK, whatever the number of the SYN.
    {"EstablishedSynOfItsOpening", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Lost().Raw(kSyn, talk.client.iss(), Seq(0));
       talk.server.Ack();
     }},
    {"EstablishedSynAckOfItsOpening", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.server.Lost().Raw(kSyn | kAck, talk.server.iss(), talk.client.iss() + 1);
       talk.client.Ack();
     }},
    // RFC 5961 section 3.2: outside the window dropped, inside challenged.
    {"EstablishedResetAboveTheWindow", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) { talk.client.BareRst(talk.client.nxt() + kFarAway); }},
    {"EstablishedResetBelowTheWindow", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) { talk.client.BareRst(talk.client.iss()); }},
    {"EstablishedOldAck", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) { talk.client.AckTo(talk.server.iss() + 1); }},
    {"EstablishedFinOutsideTheWindow", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       const Seq wild = talk.client.rcv() + kFarAway;  // its acknowledgment does not vouch for it
       talk.client.Lost().Raw(kFin | kAck, talk.client.nxt() + kFarAway, wild);
       talk.server.Ack();
     }},
    {"EstablishedUrgentData", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Raw(kAck | kPsh | kUrg, talk.client.nxt(), talk.client.rcv(), 5);
       talk.server.AckTo(talk.client.nxt() + 5);
     }},
    // RFC 3168, RFC 9768.
    {"EstablishedCongestionMarks", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Raw(kAck | kEce, talk.client.nxt(), talk.client.rcv());
       talk.server.Raw(kAck | kCwr, talk.server.nxt(), talk.server.rcv());
       talk.client.Raw(kAck | kAe | kCwr | kEce, talk.client.nxt(), talk.client.rcv());
     }},
    {"SynSentCopyOfTheSyn", SynSent, Sure(State::syn_sent), Expected(State::syn_received),
     [](EveryCell& talk) { talk.client.FiledLate(); }},
    {"SynReceivedCopyOfTheSynAck", SynReceived, Expected(State::established),
     Sure(State::syn_received), [](EveryCell& talk) { talk.server.FiledLate(); }},
    {"FinWait1RepeatedFin", FinWait1, Sure(State::fin_wait_1), Expected(State::close_wait),
     [](EveryCell& talk) { talk.client.Lost().Again(); }},
    {"FinWait1Data", FinWait1, Sure(State::fin_wait_1), Expected(State::close_wait),
     [](EveryCell& talk) {
       talk.server.Data(10);
       talk.client.Ack();
     }},
    {"FinWait1OldAck", FinWait1, Sure(State::fin_wait_1), Expected(State::close_wait),
     [](EveryCell& talk) { talk.server.AckTo(talk.client.nxt() - 1); }},
    {"FinWait2KeepAliveOfCloseWait", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.server.KeepAlive();
       talk.client.Ack();
     }},
    // The number before its next one is that of its FIN.
    {"CloseWaitKeepAliveOfFinWait2", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.client.KeepAlive();
       talk.server.Ack();
     }},
    {"CloseWaitWindowProbe", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.client.window = 0;
       talk.client.Ack();
       talk.server.Raw(kAck, talk.server.nxt(), talk.server.rcv(), 1);
       talk.client.AckTo(talk.server.nxt());
     }},
    {"CloseWaitWindowUpdate", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.client.window = 5000;
       talk.client.Ack();
       talk.server.window = 5000;
       talk.server.Ack();
     }},
    {"CloseWaitDuplicateAcks", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.server.Lost().Data(10);
       talk.server.Data(10);
       talk.client.Ack();
       talk.client.Ack();
     }},
    {"CloseWaitResetAboveTheWindow", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) { talk.client.BareRst(talk.client.nxt() + kFarAway); }},
    {"FinWait2ResetAboveTheWindow", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) { talk.server.BareRst(talk.server.nxt() + kFarAway); }},
    {"FinWait2OldAck", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) { talk.server.AckTo(talk.client.iss() + 1); }},
    {"ClosingOldAck", Closing, Sure(State::closing), Expected(State::time_wait),
     [](EveryCell& talk) { talk.server.AckTo(talk.client.nxt() - 1); }},
    {"LastAckOldAck", LastAck, Expected(State::time_wait), Sure(State::last_ack),
     [](EveryCell& talk) { talk.client.Lost().AckTo(talk.server.nxt() - 1); }},
    {"LastAckRepeatedFin", LastAck, Expected(State::time_wait), Sure(State::last_ack),
     [](EveryCell& talk) { talk.server.Lost().Again(); }},
    {"TimeWaitRepeatedFinIsAcknowledgedAgain", TimeWait, Sure(State::time_wait),
     Expected(State::closed),
     [](EveryCell& talk) {
       talk.server.Again();
       talk.client.Ack();
     }},
    {"TimeWaitOldData", TimeWait, Sure(State::time_wait), Expected(State::closed),
     [](EveryCell& talk) {
       talk.server.Raw(kAck | kPsh, talk.server.nxt() - 11, talk.server.rcv(), 10);
       talk.client.Ack();
     }},
    {"EstablishedSynInsideTheWindow", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Lost().Raw(kSyn, talk.client.nxt() + 10, Seq(0));
       talk.server.Ack();
     }},
    {"EstablishedSynOutsideTheWindow", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.Lost().Raw(kSyn, talk.client.nxt() + kFarAway, Seq(0));
       talk.server.Ack();
     }},
    {"EstablishedAckOfWhatWasNeverSent", Established, kSureEstablished, kSureEstablished,
     [](EveryCell& talk) {
       talk.client.AckTo(talk.client.rcv() + kFarAway);
       talk.server.Ack();
     }},
    {"FinWait2Syn", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       talk.server.Lost().Raw(kSyn, talk.server.nxt() + kFarAway, Seq(0));
       talk.client.Ack();
     }},
    // It has the data behind the ACK of its FIN, so that it has the ACK too.
    {"FinWait2Data", FinWait2, kMayBeFinWait2, kSureCloseWait,
     [](EveryCell& talk) {
       for (int i = 0; i < 3; ++i) {
         talk.server.Data(100);
         talk.client.Ack();
       }
     },
     Certainty::sure},
};
INSTANTIATE_TEST_SUITE_P(Cells, EveryCell, testing::ValuesIn(kCells),
                         [](const auto& given) { return std::string(given.param.name); });

TEST_P(EveryCell, LeavesStatesAndPathsAsTheyAre) {
  const Cell& cell = GetParam();
  cell.reach(*this);
  ASSERT_EQ(client.now(), cell.client);
  ASSERT_EQ(server.now(), cell.server);
  const std::pair paths(client.path(), server.path());
  const std::pair settled(client.settled(), server.settled());
  const Verdict before = verdict();
  cell.event(*this);
  EXPECT_EQ(client.now(),
            (EndState{cell.client.state, cell.client_after.value_or(cell.client.certainty)}));
  EXPECT_EQ(server.now(), cell.server);
  EXPECT_EQ(std::pair(client.path(), server.path()), paths);
  EXPECT_EQ(std::pair(client.settled(), server.settled()), settled);
  EXPECT_EQ(verdict().outcome, before.outcome);
  EXPECT_EQ(verdict().opening, before.opening);
}

class ResetCell : public Talk {};

// The receiver stays; the sender is told by what follows.
TEST_F(ResetCell, ResetInsideTheWindowLeavesItsReceiver) {
  for (int i = 0; i < 3; ++i) {
    if (i == 0) Establish();
    client.RstAt(client.nxt() + 10 + static_cast<uint32_t>(i));
    server.Ack();
    EXPECT_EQ(server.now(), kSureEstablished);
    EXPECT_EQ(server.path(), "SYN-RECEIVED ESTABLISHED");
  }
}

}  // namespace
}  // namespace tcpladder
