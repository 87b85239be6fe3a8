// One captured frame, as every container format hands it on.
#ifndef TCPLADDER_CORE_CAPTURE_FRAME_H_
#define TCPLADDER_CORE_CAPTURE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace tcpladder {

// Frame::link_type of what no LINKTYPE_ describes; not a registered value.
inline constexpr uint16_t kNoLinkType = 0xffff;

// Times lie between these, in 1933 and 2116, so that the distance of any two fits into 64 bits and
// leaves room to add the longest timer to it, or the time a shared file begins at.
inline constexpr int64_t kEarliestTime = -(int64_t{1} << 60);
inline constexpr int64_t kTimeLimit = int64_t{1} << 62;

struct Frame {
  uint32_t number = 0;  // counts every packet record of the file from 1
  int64_t time_ns =
      0;  // nanoseconds since the Unix epoch; 0 where the file has no time, or a wild one
  uint64_t file_offset = 0;      // of bytes[0] in the (unpacked) file
  uint32_t original_length = 0;  // bytes on the wire; may be less than bytes.size() in odd files
  uint16_t link_type = 0;        // LINKTYPE_ value, as registered by tcpdump.org, or kNoLinkType
  uint32_t notes = 0;            // FrameNote bits
  uint16_t interface = 0;        // ordinal over all sections; saturates at 65535
  // The file gives a time that cannot be: `time_ns` is that of a neighbour, and the record perhaps
  // no packet.
  bool doubtful = false;
  std::span<const std::byte> bytes;  // what was captured; valid during the call only
  // Bytes that begin where those of the next frame probably do, as far as they have been pushed:
  // to fetch early what they lead to, never to tell anything by them. The same validity.
  std::span<const std::byte> ahead{};
};

// Receives frames in file order.
class FrameSink {
 public:
  virtual void OnFrame(const Frame& frame) = 0;

 protected:
  ~FrameSink() = default;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FRAME_H_
