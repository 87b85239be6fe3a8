// Writes pcap files in memory, including the unusual variants of the format.
#ifndef TCPLADDER_TESTS_SUPPORT_PCAP_WRITER_H_
#define TCPLADDER_TESTS_SUPPORT_PCAP_WRITER_H_

#include <cstdint>
#include <optional>

#include "tests/support/bytes.h"

namespace tcpladder::test {

struct PcapOptions {
  ByteOrder order = ByteOrder::little;
  uint32_t magic = 0xa1b2c3d4;
  uint16_t major = 2, minor = 4;
  uint32_t snap_length = 262144;
  uint32_t link_type = 1;
  size_t extra_header = 0;         // additional bytes of the file header
  size_t extra_record_header = 0;  // additional bytes of each record header
  bool original_first = false;     // the two lengths are swapped
  bool nanoseconds = false;
};

class PcapWriter {
 public:
  explicit PcapWriter(const PcapOptions& options = {});

  // `time_ns` is since the epoch. The lengths default to that of `frame`.
  PcapWriter& Frame(int64_t time_ns, const Bytes& frame,
                    std::optional<uint32_t> original_length = {},
                    std::optional<uint32_t> captured_length = {});
  PcapWriter& Raw(const Bytes& bytes);

  const Bytes& file() const { return file_; }

 private:
  PcapOptions options_;
  Bytes file_;
};

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_SUPPORT_PCAP_WRITER_H_
