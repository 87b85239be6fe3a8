#include "tests/support/packets.h"

namespace tcpladder::test {

Bytes Tcp(const TcpFields& fields) {
  Bytes options = fields.options;
  options.PadTo(4);
  const auto words = static_cast<uint16_t>(5 + options.size() / 4);
  const uint16_t data_offset = fields.data_offset.value_or(static_cast<uint8_t>(words));
  Bytes header;
  header.U16(fields.source_port).U16(fields.destination_port).U32(fields.seq).U32(fields.ack);
  header.U16(static_cast<uint16_t>(data_offset << 12 | fields.flags)).U16(fields.window);
  return header.U16(0).U16(0).Add(options).Add(fields.payload);
}

Bytes Ipv4(const Ipv4Fields& fields, const Bytes& payload) {
  Bytes options = fields.options;
  options.PadTo(4);
  const size_t length = 20 + options.size() + payload.size();
  Bytes header;
  header.U8(static_cast<uint8_t>(
      fields.version << 4 |
      fields.header_length.value_or(static_cast<uint8_t>(5 + options.size() / 4))));
  header.U8(0).U16(fields.total_length.value_or(static_cast<uint16_t>(length)));
  header.U16(fields.identification).U16(fields.fragment).U8(64).U8(fields.protocol).U16(0);
  return header.Add(fields.source).Add(fields.destination).Add(options).Add(payload);
}

Bytes Ipv6(const Ipv6Fields& fields, const Bytes& payload) {
  Bytes header;
  header.U8(static_cast<uint8_t>(fields.version << 4)).U24(0);
  header.U16(fields.payload_length.value_or(static_cast<uint16_t>(payload.size())));
  header.U8(fields.next).U8(64).Add(fields.source).Add(fields.destination);
  return header.Add(payload);
}

Bytes Ipv6Extension(uint8_t next, const Bytes& body, const Bytes& payload) {
  Bytes header;
  header.U8(next).U8(0).Add(body).PadTo(8);
  header.Set8(1, static_cast<uint8_t>(header.size() / 8 - 1));
  return header.Add(payload);
}

Bytes Ipv6Fragment(uint8_t next, uint32_t identification, uint16_t offset, bool more,
                   const Bytes& payload) {
  Bytes header;
  header.U8(next).U8(0).U16(static_cast<uint16_t>(offset | (more ? 1 : 0))).U32(identification);
  return header.Add(payload);
}

Bytes Ethernet(uint16_t type, const Bytes& payload) {
  return Bytes::Of({2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1}).U16(type).Add(payload);
}

Bytes Ethernet8023(const Bytes& llc) { return Ethernet(static_cast<uint16_t>(llc.size()), llc); }

Bytes Llc(uint8_t dsap, uint8_t ssap, uint8_t control, const Bytes& payload) {
  return Bytes::Of({dsap, ssap, control}).Add(payload);
}

Bytes Snap(uint32_t organization, uint16_t type, const Bytes& payload) {
  return Llc(0xaa, 0xaa, 3, Bytes().U24(organization).U16(type).Add(payload));
}

Bytes Vlan(uint16_t tag, uint16_t type, const Bytes& payload) {
  return Bytes().U16(tag).U16(type).Add(payload);
}

Bytes LinuxSll(uint16_t protocol, const Bytes& payload, uint16_t hardware) {
  return Bytes().U16(0).U16(hardware).U16(6).U64(0).U16(protocol).Add(payload);
}

Bytes LinuxSll2(uint16_t protocol, const Bytes& payload, uint16_t hardware) {
  return Bytes().U16(protocol).U16(0).U32(1).U16(hardware).U8(0).U8(6).U64(0).Add(payload);
}

Bytes Loopback(ByteOrder order, uint32_t family, const Bytes& payload) {
  return Bytes(order).U32(family).Add(payload);
}

Bytes Udp(uint16_t source_port, uint16_t destination_port, const Bytes& payload) {
  return Bytes().U16(source_port).U16(destination_port).U16(payload.size() + 8).U16(0).Add(payload);
}

Bytes TcpFrame(const TcpFields& fields) { return Ethernet(0x0800, Ipv4({}, Tcp(fields))); }

}  // namespace tcpladder::test
