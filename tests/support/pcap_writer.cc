#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

PcapWriter::PcapWriter(const PcapOptions& options) : options_(options), file_(options.order) {
  file_.U32(options.magic).U16(options.major).U16(options.minor).U32(0).U32(0);
  file_.U32(options.snap_length).U32(options.link_type);
  file_.Add(Bytes::Zeros(options.extra_header));
}

PcapWriter& PcapWriter::Frame(int64_t time_ns, const Bytes& frame,
                              std::optional<uint32_t> original_length,
                              std::optional<uint32_t> captured_length) {
  const auto size = static_cast<uint32_t>(frame.size());
  const int64_t fraction = time_ns % 1000000000;
  const uint32_t captured = captured_length.value_or(size);
  const uint32_t original = original_length.value_or(size);
  file_.U32(static_cast<uint64_t>(time_ns / 1000000000));
  file_.U32(static_cast<uint64_t>(options_.nanoseconds ? fraction : fraction / 1000));
  file_.U32(options_.original_first ? original : captured);
  file_.U32(options_.original_first ? captured : original);
  file_.Add(Bytes::Zeros(options_.extra_record_header)).Add(frame);
  return *this;
}

PcapWriter& PcapWriter::Raw(const Bytes& bytes) {
  file_.Add(bytes);
  return *this;
}

}  // namespace tcpladder::test
