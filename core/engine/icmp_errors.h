// ICMP errors about connections: stored separately from the segments, never as segments.
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
  // How many segments of the connection were captured before it; 1 if it came before all of them,
  // so that it is shown at the first.
  uint32_t after = 0;
  uint32_t seq = 0;       // of the quoted header
  uint32_t next = kNone;  // the next error about the same connection
  IcmpError error;
  uint8_t to = 0;  // whose segment it quotes, and so its receiver: 0 client, 1 server
};

// Whether `end` may have sent the quoted segment: its sequence number is among those the end has
// sent, or slightly ahead of them, because the capture may lack the segment itself. An error about
// an earlier connection on the same ports is rejected.
bool QuotesSegmentOf(const TrackedEnd& end, const TcpSegment& quote);

// An error without a connection yet: the segment it quotes was not captured, or was captured later.
struct WaitingError {
  uint32_t flow = 0;      // ordinal of its pair of ends
  bool reversed = false;  // the quoted segment went from the second end of the pair to the first
  TcpSegment quote = {};  // number, flags and extent only
  IcmpRecord record = {};
};

// Whether an error explains why a SYN was not answered: the path could not deliver it, or a filter
// refused it. Packet Too Big, Redirect and Source Quench do not explain it.
bool ExplainsNoAnswer(const IcmpError& error);

// Errors by connection, in capture order. Linear in their number, up to the limits.
class IcmpErrors {
 public:
  // The arena must outlive the errors.
  explicit IcmpErrors(Arena& arena) : records_(arena) {}

  static constexpr size_t kMaxRecords = size_t{1} << 18;
  static constexpr uint32_t kMaxPerConnection = 1024;
  // This many errors wait for their connection; then the oldest is dropped.
  static constexpr size_t kMaxWaiting = 64;

  // Delay since the newest error about the connection if `record` is a copy of it made by the
  // capture (see Duplicates), else -1.
  int64_t CopyAge(uint32_t connection, const IcmpRecord& record) const;

  // False if a limit excludes the record.
  bool Add(uint32_t connection, const IcmpRecord& record);

  // Ordinal of the first record about a connection, or kNone; the others follow by `next`.
  uint32_t First(uint32_t connection) const;
  const IcmpRecord& operator[](uint32_t i) const { return records_[i]; }
  size_t size() const { return records_.size(); }
  // Bytes allocated, approximately.
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
