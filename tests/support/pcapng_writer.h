// Writes pcapng files in memory, block by block.
#ifndef TCPLADDER_TESTS_SUPPORT_PCAPNG_WRITER_H_
#define TCPLADDER_TESTS_SUPPORT_PCAPNG_WRITER_H_

#include <cstdint>
#include <optional>

#include "tests/support/bytes.h"

namespace tcpladder::test {

// A list of options; End() adds opt_endofopt.
class PcapngOptions {
 public:
  explicit PcapngOptions(ByteOrder order) : bytes_(order) {}

  PcapngOptions& Add(uint16_t code, const Bytes& value);
  PcapngOptions& U8(uint16_t code, uint64_t value);
  PcapngOptions& U64(uint16_t code, uint64_t value);
  Bytes End() const;
  // Does not end with opt_endofopt, which some writers omit.
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

class PcapngWriter {
 public:
  // Begins with a section header in this byte order.
  explicit PcapngWriter(ByteOrder order = ByteOrder::little);

  // Adds a section of unspecified length in its own byte order.
  PcapngWriter& Section(ByteOrder order, uint16_t major = 1, uint16_t minor = 0,
                        const Bytes& options = {});
  PcapngWriter& Interface(uint16_t link_type, uint32_t snap_length = 0, const Bytes& options = {});
  PcapngWriter& EnhancedPacket(uint32_t interface, uint64_t stamp, const Bytes& frame,
                               std::optional<uint32_t> original_length = {},
                               const Bytes& options = {});
  PcapngWriter& SimplePacket(const Bytes& frame, std::optional<uint32_t> original_length = {});
  // Adds the obsolete Packet Block.
  PcapngWriter& Packet(uint16_t interface, uint64_t stamp, const Bytes& frame);
  PcapngWriter& Statistics(uint32_t interface, const Bytes& options);
  PcapngWriter& Block(uint32_t type, const Bytes& body);
  PcapngWriter& Raw(const Bytes& bytes);

  // These begin empty, in the byte order of the current section.
  Bytes New() const { return Bytes(order_); }
  PcapngOptions Options() const { return PcapngOptions(order_); }

  const Bytes& file() const { return file_; }

 private:
  ByteOrder order_;
  Bytes file_;
};

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_PCAPNG_WRITER_H_
