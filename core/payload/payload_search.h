// Which connections carry given bytes, and in which segment.
#ifndef TCPLADDER_CORE_PAYLOAD_PAYLOAD_SEARCH_H_
#define TCPLADDER_CORE_PAYLOAD_PAYLOAD_SEARCH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/engine/engine.h"
#include "core/engine/tables.h"
#include "core/findings/findings.h"
#include "core/net/dissector.h"
#include "core/payload/payload_numbers.h"
#include "core/payload/stream_matcher.h"

namespace tcpladder {

// Reads the capture a second time, as the engine keeps no payload. Finds the first occurrence in
// each connection; one that crosses from a segment into the next counts. Of connections that are
// over nothing is kept.
class PayloadSearch final : private FrameSink, private SegmentSink {
 public:
  // Directions that are followed across segments at once; in further ones each segment is looked
  // through by itself.
  static constexpr size_t kMostDirections = size_t{1} << 19;

  // The engine must outlive this and read no more meanwhile. `pattern`: see BytePattern.
  PayloadSearch(const Engine& engine, std::span<const std::byte> pattern);

  // The same bytes that the engine took, cut into chunks in any way. False when the rest need not
  // be read.
  bool Push(std::span<const std::byte> chunk);
  // The input has ended. Not to be called where Push() said that the rest need not be read.
  void Finish();

  // What was found since the last call.
  PayloadMatchTable Take();

 private:
  struct Direction {
    PayloadNumbers numbers;
    StreamMatcher matcher;
  };
  struct Followed {
    uint32_t connection = 0;
    std::array<std::unique_ptr<Direction>, 2> directions;
  };
  // By the ordinal of the connection's next segment.
  using Table = std::unordered_map<uint32_t, Followed>;

  void OnFrame(const Frame& frame) override;
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;
  // The segment with ordinal next_ comes, or comes no more where `segment` is null.
  void Advance(const TcpSegment* segment);
  // True when an occurrence was found, so that the connection needs no further look.
  bool Look(Followed& followed, const SegmentRecord& record, const TcpSegment& segment);
  void Found(uint32_t connection, uint8_t end, int64_t number);
  bool Done() const { return next_ >= engine_.segments().size(); }

  const Engine& engine_;
  BytePattern pattern_;
  PayloadMatchTable matches_;
  Table followed_;
  size_t directions_ = 0;
  uint32_t next_ = 0;             // ordinal among the engine's segments
  uint32_t next_connection_ = 0;  // the first one that has not begun
  bool incomplete_ = false;
  Findings findings_;
  Dissector dissector_;
  CaptureReader reader_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_SEARCH_H_
