// The headers of a connection as a capture of its own, which is read as any other: for what the
// index of a capture does not keep, and for what two captures hold together.
#ifndef TCPLADDER_CORE_TAPS_HEADER_CAPTURE_H_
#define TCPLADDER_CORE_TAPS_HEADER_CAPTURE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

class HeaderCapture {
 public:
  // A segment, and the capture of two that its header is read from.
  struct Row {
    uint32_t segment = kNone;
    uint8_t file = 0;
    int64_t time_ns = 0;  // that it gets, since 1970
  };

  // All must outlive this.
  HeaderCapture(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group,
                std::vector<Row> rows);

  // Where the headers of the rows stand in capture `file`: first byte and how many of each, first
  // bytes ascend.
  std::vector<double> Places(uint8_t file) const;
  // A pcap, frame n + 1 for row n: IP and TCP headers as captured, without payload, in the
  // addresses, ports and numbers of the first capture. `reread` holds the places of each capture,
  // one after the other; a header that is not there is made from what the index keeps, without
  // options.
  std::vector<std::byte> Make(const std::array<std::span<const std::byte>, 2>& reread) const;

 private:
  std::vector<uint32_t> RowsReadFrom(uint8_t file) const;
  const SegmentRecord& RecordOf(const Row& row) const;

  const std::array<TapCapture, 2>& captures_;
  const ConnectionGroup& group_;
  std::vector<Row> rows_;
};

// The same of a connection of one capture, frame n + 1 for its row n.
class ConnectionHeaders {
 public:
  // `engine` must outlive this. Empty where there is no such connection.
  ConnectionHeaders(const Engine& engine, uint32_t connection);
  ConnectionHeaders(const ConnectionHeaders&) = delete;
  ConnectionHeaders& operator=(const ConnectionHeaders&) = delete;

  std::vector<double> Places() const { return capture_.Places(0); }
  std::vector<std::byte> Make(std::span<const std::byte> reread) const {
    return capture_.Make({reread, {}});
  }

 private:
  static std::vector<HeaderCapture::Row> RowsOf(const TapCapture& capture, uint32_t connection);

  PacketTraits no_traits_;
  std::array<TapCapture, 2> captures_;
  ConnectionGroup group_;
  HeaderCapture capture_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_HEADER_CAPTURE_H_
