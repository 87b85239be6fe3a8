// ICMP errors that speak of connections: kept beside the segments, never among them.
#ifndef TCPLADDER_CORE_ENGINE_ICMP_ERRORS_H_
#define TCPLADDER_CORE_ENGINE_ICMP_ERRORS_H_

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "core/base/chunked.h"
#include "core/engine/segment_record.h"
#include "core/net/tcp_segment.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

// One error about one segment of a connection.
struct IcmpRecord {
  int64_t time_ns = 0;  // since the capture's first frame
  uint64_t offset = 0;  // file offset of the frame
  uint32_t frame = 0;   // number, from 1
  // Segments of the connection captured before it; 1 where it came before all of them, so that it
  // stands at the first.
  uint32_t after = 0;
  uint32_t seq = 0;       // of the quoted header
  uint32_t next = kNone;  // the next error about the same connection
  IcmpError error;
  uint8_t to = 0;  // whose segment it quotes, and so whom it is addressed to: 0 client, 1 server
};

// Whether a quoted header can be of a segment that `end` sent: its number lies where the end has
// been, or a little ahead, as the capture may have missed the segment itself. An error about an
// earlier connection on the same ports does not pass.
bool QuotesSegmentOf(const TrackedEnd& end, const TcpSegment& quote);

// An error without a connection as yet: the segment it quotes was not captured, or behind it.
struct WaitingError {
  uint32_t flow = 0;      // ordinal of the pair of ends it speaks of
  bool reversed = false;  // the quoted segment went from the second end of the pair to the first
  TcpSegment quote = {};  // number, flags and extent only
  IcmpRecord record = {};
};

// Whether an error tells why a SYN got no answer: the path could not deliver it, or a filter
// refused it. Too large, redirected or slowed down is none of these.
bool ExplainsNoAnswer(const IcmpError& error);

// Errors by connection, in the order of capture. Linear in their number up to the limits.
class IcmpErrors {
 public:
  // The arena must outlive the errors.
  explicit IcmpErrors(Arena& arena) : records_(arena) {}

  static constexpr size_t kMaxRecords = size_t{1} << 18;
  static constexpr uint32_t kMaxPerConnection = 1024;
  // So many wait for their connection; the oldest gives way.
  static constexpr size_t kMaxWaiting = 64;

  // Delay since the newest error about the connection where `record` is a copy of it that the
  // capture made (see Duplicates), else -1.
  int64_t CopyAge(uint32_t connection, const IcmpRecord& record) const;

  // False where a limit keeps the record out.
  bool Add(uint32_t connection, const IcmpRecord& record);

  // Ordinal of the first record about a connection, or kNone; the others follow by `next`.
  uint32_t First(uint32_t connection) const;
  const IcmpRecord& operator[](uint32_t i) const { return records_[i]; }
  size_t size() const { return records_.size(); }
  // Bytes held, roughly.
  uint64_t memory() const;

 private:
  struct Chain {
    uint32_t first, last, count;
  };
  Chunked<IcmpRecord, 6> records_;
  std::unordered_map<uint32_t, Chain> chains_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_ICMP_ERRORS_H_
