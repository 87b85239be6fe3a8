// The segments of a connection with the header fields that are read again on request.
#ifndef TCPLADDER_CORE_RESETS_OBSERVED_TALK_H_
#define TCPLADDER_CORE_RESETS_OBSERVED_TALK_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/seq.h"
#include "core/engine/engine.h"
#include "core/engine/reread.h"
#include "core/net/tcp_flags.h"

namespace tcpladder {

struct ObservedSegment {
  uint32_t row = 0;
  int64_t time_ns = 0;
  Seq seq, ack;
  uint32_t length = 0;  // payload bytes, 0 if unknown
  uint16_t flags = 0, window = 0;
  uint8_t from = 0;
  std::optional<IpFingerprint> ip{};  // empty if the header was not read again
  bool options_known = false;
  bool timestamps = false;
  uint32_t timestamp_value = 0, timestamp_echo = 0;

  bool Has(uint16_t flag) const { return (flags & flag) != 0; }
  // One past the last sequence number it occupies; SYN and FIN occupy one each.
  Seq end() const { return seq + length + (Has(kSyn) ? 1U : 0U) + (Has(kFin) ? 1U : 0U); }
  // A reset that an end sends for reasons of its own has the properties of its other segments. A
  // reset that answers a segment of an unknown connection takes its numbers from that segment (RFC
  // 9293 section 3.10.7.1).
  bool AnswersUnknown() const { return Has(kRst) && (!Has(kAck) || seq.raw() == 0); }
};

class ObservedTalk {
 public:
  // All arguments must outlive this object.
  ObservedTalk(const Engine& engine, uint32_t connection, const Rereads& rereads);

  size_t count() const { return rows_.size(); }
  ObservedSegment At(uint32_t row) const { return Observe(connection_, rows_[row], row); }
  // Without the header fields that are read again.
  const SegmentRecord& Record(uint32_t row) const { return engine_.segments()[rows_[row]]; }
  // Rows of the segments that `end` sent, ascending.
  const std::vector<uint32_t>& SentBy(uint8_t end) const { return sent_[end]; }
  // Number of rows in SentBy(end) before `row`.
  size_t SentBefore(uint8_t end, uint32_t row) const;

  // Segments that the host of `end` sent to the same peer in other connections.
  std::vector<ObservedSegment> Elsewhere(uint8_t end, const std::vector<uint32_t>& others) const;

  int WindowShift(uint8_t end) const { return connection_.WindowShift(end); }
  bool ScaleKnown() const { return connection_.options_known[0] && connection_.options_known[1]; }

 private:
  ObservedSegment Observe(const Connection& connection, uint32_t segment, uint32_t row) const;

  const Engine& engine_;
  const Connection& connection_;
  const Rereads& rereads_;
  std::vector<uint32_t> rows_;
  std::array<std::vector<uint32_t>, 2> sent_;
};

// Number of segments, from the beginning of each other connection, that are compared.
inline constexpr uint32_t kElsewhereRows = 16;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_RESETS_OBSERVED_TALK_H_
