// The TCP options that Wireshark reads.
#ifndef TCPLADDER_CORE_ANALYSIS_WIRESHARK_OPTIONS_H_
#define TCPLADDER_CORE_ANALYSIS_WIRESHARK_OPTIONS_H_

#include <optional>

#include "core/net/tcp_options.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// A SACK option too short for one block ends the reading of the header. An option that is cut by
// the capture counts as far as it was captured.
class WiresharkOptions {
 public:
  // `parsed` are the options of `segment`. Both must outlive this object.
  WiresharkOptions(const TcpSegment& segment, const TcpOptions& parsed) : read_(&parsed) {
    const bool plain = parsed.fault == TcpOptionFault::none;
    has_sack_ = parsed.sack_blocks != 0;
    if (!plain || segment.extent == HeaderExtent::cut_options) ReadOdd(segment);
    if (segment.extent == HeaderExtent::cut_options) ReadCut(segment);
  }
  WiresharkOptions(const WiresharkOptions&) = delete;
  WiresharkOptions& operator=(const WiresharkOptions&) = delete;

  const TcpOptions& operator*() const { return *read_; }
  const TcpOptions* operator->() const { return read_; }
  // Whether there is a SACK option, with or without a complete block.
  bool has_sack() const { return has_sack_; }
  // False if a SACK option is too short, or if an option that would be read is cut by the capture.
  // Then no analysis is shown.
  bool sound() const { return sound_; }

 private:
  void ReadOdd(const TcpSegment& segment);
  void ReadCut(const TcpSegment& segment);

  const TcpOptions* read_;
  std::optional<TcpOptions> own_;
  bool has_sack_ = false;
  bool sound_ = true;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ANALYSIS_WIRESHARK_OPTIONS_H_
