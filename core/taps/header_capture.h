// Builds a capture from the headers of a connection, which can then be read like any other. It
// provides what the index of a capture does not keep, and what two captures contain together.
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
  // A segment, and which of the two captures its header is read from.
  struct Row {
    uint32_t segment = kNone;
    uint8_t file = 0;
    int64_t time_ns = 0;  // time of the record, since 1970
  };

  // All arguments must outlive this object.
  HeaderCapture(const std::array<TapCapture, 2>& captures, const ConnectionGroup& group,
                std::vector<Row> rows);

  // The places of the headers in capture `file`: first byte and length of each, in ascending order.
  std::vector<double> Places(uint8_t file) const;
  // A pcap file in which frame n + 1 is row n: IP and TCP headers as captured, without payload,
  // with the addresses, ports and sequence numbers of the first capture. `reread` contains the
  // places of each capture, one after the other. A header that is missing there is made from the
  // index, without options.
  std::vector<std::byte> Make(const std::array<std::span<const std::byte>, 2>& reread) const;

 private:
  std::vector<uint32_t> RowsReadFrom(uint8_t file) const;
  const SegmentRecord& RecordOf(const Row& row) const;

  const std::array<TapCapture, 2>& captures_;
  const ConnectionGroup& group_;
  std::vector<Row> rows_;
};

// The same for a connection of one capture: frame n + 1 is its row n.
class ConnectionHeaders {
 public:
  // `engine` must outlive this object. Empty if the connection does not exist.
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
