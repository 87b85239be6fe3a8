// One captured frame, as emitted by every capture format.
#ifndef TCPLADDER_CORE_CAPTURE_FRAME_H_
#define TCPLADDER_CORE_CAPTURE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace tcpladder {

// Frame::link_type of frames that no LINKTYPE_ describes; not a registered value.
inline constexpr uint16_t kNoLinkType = 0xffff;

// All times are between these limits, in 1933 and 2116, so that the difference of any two fits into
// 64 bits, even after adding the longest timer or the start time of a shared file.
inline constexpr int64_t kEarliestTime = -(int64_t{1} << 60);
inline constexpr int64_t kTimeLimit = int64_t{1} << 62;

struct Frame {
  uint32_t number = 0;  // number of the packet record in the file, from 1
  int64_t time_ns =
      0;  // nanoseconds since the Unix epoch; 0 if the file has none, or an impossible one
  uint64_t file_offset = 0;      // of bytes[0] in the (unpacked) file
  uint32_t original_length = 0;  // bytes on the wire; less than bytes.size() in some faulty files
  uint16_t link_type = 0;        // LINKTYPE_ value, as registered by tcpdump.org, or kNoLinkType
  uint32_t notes = 0;            // FrameNote bits
  uint16_t interface = 0;        // ordinal over all sections; saturates at 65535
  // The file states an impossible time: `time_ns` is that of a neighbouring frame, and the record
  // may not be a packet.
  bool doubtful = false;
  std::span<const std::byte> bytes;  // the captured bytes; valid only during the call
  // The pushed bytes that probably begin with the next frame. Use them only for prefetching, never
  // for decisions. Valid only during the call.
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
