// What each segment does in the exchange: probes, retransmissions, acknowledgments, bursts.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "core/analysis/analyses.h"
#include "core/engine/acknowledged.h"
#include "core/engine/bursts.h"
#include "core/engine/probes.h"
#include "core/engine/replay.h"
#include "core/engine/segment_relations.h"
#include "core/engine/tables.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

// What the tracker says of one segment, as far as it matters here.
struct Told {
  bool stray = false, fills_gap = false, retransmits = false, acks_uncaptured = false,
       new_iss = false, foreign_syn = false;
};

Told ToldBy(const Events& events) {
  Told told;
  for (const Event& event : events) {
    told.stray |= event.id == EventId::stray;
    told.fills_gap |= event.id == EventId::fills_gap;
    told.retransmits |= event.id == EventId::retransmits;
    told.acks_uncaptured |= event.id == EventId::acks_uncaptured;
    told.new_iss |= event.id == EventId::new_iss;
    told.foreign_syn |= event.id == EventId::syn_in_connection;
  }
  return told;
}

class ExchangeFinder {
 public:
  ExchangeFinder(const Engine& engine, const Connection& connection, const SegmentTable& segments)
      : connection_(connection),
        records_(engine.segments()),
        replay_(engine, connection),
        segments_(segments),
        probes_(VerdictOf(connection.tracker)) {}

  ExchangeTable Find() {
    Resize();
    FindProbes();
    AckFinder acks(connection_.tracker, table_);
    BurstFinder bursts(table_);
    uint32_t row = 0;
    for (uint32_t i = connection_.first_segment; i != kNone; i = records_[i].next, ++row) {
      const SegmentRecord& record = records_[i];
      replay_.Next();
      const Told told = ToldBy(replay_.events());
      table_.stray[row] = told.stray ? 1 : 0;
      table_.again[row] = IsAgain(row, told) ? 1 : 0;
      table_.doubted[row] = DoubtedOf(record, row, told);
      if (told.stray) continue;
      const bool probes = table_.probe[row] != 0;
      acks.Take(record, row, probes);
      if (!probes) bursts.Take(record, row, FreshOf(row), told.acks_uncaptured);
      if (!told.foreign_syn) Advance(record, row, told);
    }
    bursts.Finish();
    return std::move(table_);
  }

 private:
  void Resize() {
    table_.count = segments_.count;
    for (auto* column : {&table_.probe, &table_.stray, &table_.again}) column->resize(table_.count);
    for (auto* column : {&table_.acked_numbers, &table_.acked_bytes, &table_.burst_place,
                         &table_.burst_segments, &table_.doubted}) {
      column->resize(table_.count);
    }
    table_.acked_by.resize(table_.count, kNone);
    table_.burst_bytes.resize(table_.count);
  }

  void FindProbes() {
    uint32_t row = 0;
    for (uint32_t i = connection_.first_segment; i != kNone; i = records_[i].next, ++row) {
      const SegmentRecord& record = records_[i];
      table_.probe[row] = static_cast<uint8_t>(probes_.Take(record, row));
      if (record.duplicate_sack) FindProbeBefore(record, row);
    }
  }

  // The segment reports a duplicate (RFC 2883): a single byte before it that was not captured
  // earlier was an old one, as in a keep-alive probe.
  void FindProbeBefore(const SegmentRecord& record, uint32_t row) {
    constexpr uint32_t kNear = 8;
    for (uint32_t at = row; at-- > (row < kNear ? 0 : row - kNear);) {
      if (SenderOf(segments_, at) == record.from()) continue;
      const bool plain = (segments_.flags[at] & (kSyn | kFin | kRst)) == 0;
      const bool old = segments_.length[at] == 1 && segments_.seq[at] + 1 == record.ack;
      if (plain && old && segments_.original[at] == kNone && table_.probe[at] == 0) {
        table_.probe[at] = static_cast<uint8_t>(Probe::keep_alive);
      }
      return;
    }
  }

  uint32_t LengthOf(uint32_t row) const {
    return segments_.length[row] == kNoLength ? 0 : segments_.length[row];
  }
  uint32_t FreshOf(uint32_t row) const {
    return LengthOf(row) - std::min(LengthOf(row), segments_.repeated[row]);
  }

  // What was acknowledged before it was captured may just have been captured late.
  bool IsAgain(uint32_t row, const Told& told) const {
    const uint32_t original = segments_.original[row];
    if (told.fills_gap || told.stray || original == kNone || original >= row) return false;
    return told.retransmits || segments_.repeated[row] == LengthOf(row);
  }

  // Bits of Wireshark's analysis that what was captured contradicts.
  uint32_t DoubtedOf(const SegmentRecord& record, uint32_t row, const Told& told) const {
    const AnalysisSet said(record.analysis);
    if (said.empty()) return 0;
    AnalysisSet doubted;
    const auto doubt = [&](Analysis analysis) {
      if (said.Has(analysis)) doubted.Add(analysis);
    };
    const End& own = ends_[record.from()];
    const End& peer = ends_[1 - record.from()];
    const bool all_new =
        told.new_iss || (own.sent && Seq(record.seq) >= own.next) || IsFiledLate(record);
    if (told.stray || (all_new && !told.retransmits)) {
      doubt(Analysis::retransmission);
      doubt(Analysis::fast_retransmission);
      doubt(Analysis::spurious_retransmission);
      doubt(Analysis::out_of_order);
    }
    if (told.stray || (peer.sent && Seq(record.ack) <= peer.next))
      doubt(Analysis::ack_lost_segment);
    if (told.stray || (own.sent && Seq(record.seq) <= own.next)) doubt(Analysis::lost_segment);
    if (table_.probe[row] == 0 || table_.probe[row] == static_cast<uint8_t>(Probe::window)) {
      doubt(Analysis::keep_alive);
    }
    return doubted.bits();
  }

  // Whether its numbers were not captured before, and only a moment ago, a segment without numbers
  // of its own showed that they had been sent: the capture has the two in the wrong order.
  bool IsFiledLate(const SegmentRecord& record) const {
    const End& own = ends_[record.from()];
    return own.taken_known && Seq(record.seq) >= own.taken && Seq(record.seq) < own.next &&
           std::abs(record.time_ns - own.passed_ns) < kFiledLateNs;
  }

  void Advance(const SegmentRecord& record, uint32_t row, const Told& told) {
    if (record.flags & kRst) return;
    End& own = ends_[record.from()];
    if (told.new_iss) own = {};
    const uint32_t length = record.length == kNoLength ? 0 : record.length;
    const uint32_t takes = length + (record.flags & kSyn ? 1 : 0) + (record.flags & kFin ? 1 : 0);
    const Seq end = Seq(record.seq) + takes;
    if (takes > 0 && IsFiledLate(record)) {
      own.gap |= Seq(record.seq) > own.taken;
      // Then nothing was missing before the segment that came too early.
      if (!own.gap && end >= own.next) {
        AnalysisSet lost;
        lost.Add(Analysis::lost_segment);
        table_.doubted[own.passed_row] |= lost.bits();
      }
    }
    if (!own.sent || end > own.next) {
      own.next = end;
      own.gap = false;
      own.passed_row = row;
      own.passed_ns = record.time_ns;
    }
    own.sent = true;
    if (takes > 0 && (!own.taken_known || end > own.taken)) {
      own.taken = end;
      own.taken_known = true;
    }
  }

  // Shorter than any retransmission timeout, longer than the delay between two queues.
  static constexpr int64_t kFiledLateNs = 3'000'000;

  struct End {
    Seq next;                 // after everything it was seen to send
    Seq taken;                // after the highest number that a captured segment carries
    uint32_t passed_row = 0;  // the segment that moved `next`, and its time
    int64_t passed_ns = 0;
    bool sent = false, taken_known = false;
    bool gap = false;  // what was filed after that segment leaves out some of the numbers before it
  };

  const Connection& connection_;
  const Chunked<SegmentRecord, 10>& records_;
  EventReplay replay_;
  const SegmentTable& segments_;
  ProbeFinder probes_;
  ExchangeTable table_;
  std::array<End, 2> ends_;
};

}  // namespace

ExchangeTable TableOfExchange(const Engine& engine, uint32_t index, const SegmentTable& segments) {
  if (index >= engine.connections().size()) return {};
  return ExchangeFinder(engine, engine.connections()[index], segments).Find();
}

}  // namespace tcpladder
