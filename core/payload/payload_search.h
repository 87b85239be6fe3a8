// Finds the connections whose payload contains a byte pattern, and the segment with the occurrence.
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

// Reads the capture a second time, because the engine does not keep payload. Finds the first
// occurrence in each connection, including occurrences that span segments. Keeps nothing about
// connections that are finished.
class PayloadSearch final : private FrameSink, private SegmentSink {
 public:
  // Maximum number of directions that are searched across segments at the same time. In any further
  // ones, each segment is searched separately.
  static constexpr size_t kMostDirections = size_t{1} << 19;

  // The engine must outlive this object and must not read further meanwhile. `pattern`: see
  // BytePattern.
  PayloadSearch(const Engine& engine, std::span<const std::byte> pattern);

  // Takes the same bytes as the engine, in chunks of any size. False if the rest need not be read.
  bool Push(std::span<const std::byte> chunk);
  // Call at the end of the input, unless Push() returned false.
  void Finish();

  // Returns the matches found since the last call.
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
  // The key is the ordinal of the connection's next segment.
  using Table = std::unordered_map<uint32_t, Followed>;

  void OnFrame(const Frame& frame) override;
  void OnSegment(const Frame& frame, const TcpSegment& segment) override;
  // Processes the segment with ordinal next_; `segment` is null if the file did not yield it again.
  void Advance(const TcpSegment* segment);
  // True if an occurrence was found, so that the rest of the connection need not be searched.
  bool Look(Followed& followed, const SegmentRecord& record, const TcpSegment& segment);
  void Found(uint32_t connection, uint8_t end, int64_t number);
  bool Done() const { return next_ >= engine_.segments().size(); }

  const Engine& engine_;
  BytePattern pattern_;
  PayloadMatchTable matches_;
  Table followed_;
  size_t directions_ = 0;
  uint32_t next_ = 0;             // ordinal in Engine::segments()
  uint32_t next_connection_ = 0;  // the first connection that has not begun
  bool incomplete_ = false;
  Findings findings_;
  Dissector dissector_;
  CaptureReader reader_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_SEARCH_H_
