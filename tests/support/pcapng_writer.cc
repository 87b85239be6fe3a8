#include "tests/support/pcapng_writer.h"

namespace tcpladder::test {

PcapngOptions& PcapngOptions::Add(uint16_t code, const Bytes& value) {
  bytes_.U16(code).U16(value.size()).Add(value).PadTo(4);
  return *this;
}

PcapngOptions& PcapngOptions::U8(uint16_t code, uint64_t value) {
  bytes_.U16(code).U16(1).U8(value).PadTo(4);
  return *this;
}

PcapngOptions& PcapngOptions::U64(uint16_t code, uint64_t value) {
  bytes_.U16(code).U16(8).U64(value);
  return *this;
}

Bytes PcapngOptions::End() const {
  Bytes bytes = bytes_;
  return bytes.U32(0);
}

PcapngWriter::PcapngWriter(ByteOrder order) : order_(order) { Section(order); }

PcapngWriter& PcapngWriter::Section(ByteOrder order, uint16_t major, uint16_t minor,
                                    const Bytes& options) {
  order_ = order;
  Bytes body = New();
  body.U32(0x1a2b3c4d).U16(major).U16(minor).U64(UINT64_MAX).Add(options);
  return Block(0x0a0d0d0a, body);
}

PcapngWriter& PcapngWriter::Interface(uint16_t link_type, uint32_t snap_length,
                                      const Bytes& options) {
  return Block(1, New().U16(link_type).U16(0).U32(snap_length).Add(options));
}

PcapngWriter& PcapngWriter::EnhancedPacket(uint32_t interface, uint64_t stamp, const Bytes& frame,
                                           std::optional<uint32_t> original_length,
                                           const Bytes& options) {
  Bytes body = New();
  body.U32(interface).U32(stamp >> 32).U32(stamp & 0xffffffff).U32(frame.size());
  body.U32(original_length.value_or(static_cast<uint32_t>(frame.size())));
  return Block(6, body.Add(frame).PadTo(4).Add(options));
}

PcapngWriter& PcapngWriter::SimplePacket(const Bytes& frame,
                                         std::optional<uint32_t> original_length) {
  const auto size = static_cast<uint32_t>(frame.size());
  return Block(3, New().U32(original_length.value_or(size)).Add(frame));
}

PcapngWriter& PcapngWriter::Packet(uint16_t interface, uint64_t stamp, const Bytes& frame) {
  Bytes body = New();
  body.U16(interface).U16(0).U32(stamp >> 32).U32(stamp & 0xffffffff);
  return Block(2, body.U32(frame.size()).U32(frame.size()).Add(frame));
}

PcapngWriter& PcapngWriter::Statistics(uint32_t interface, const Bytes& options) {
  return Block(5, New().U32(interface).U64(0).Add(options));
}

PcapngWriter& PcapngWriter::Block(uint32_t type, const Bytes& body) {
  Bytes padded = body;
  padded.PadTo(4);
  const size_t length = padded.size() + 12;
  return Raw(New().U32(type).U32(length).Add(padded).U32(length));
}

PcapngWriter& PcapngWriter::Raw(const Bytes& bytes) {
  file_.Add(bytes);
  return *this;
}

}  // namespace tcpladder::test
