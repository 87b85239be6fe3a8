// Reads one packet of a script, from `<` or `>` on.
#ifndef TCPLADDER_CORE_SCRIPT_PACKET_READER_H_
#define TCPLADDER_CORE_SCRIPT_PACKET_READER_H_

#include "core/script/cursor.h"
#include "core/script/script.h"

namespace tcpladder {

// Direction, outer headers, IP fields, then TCP, UDP or ICMP:
//
//   < ipv4 192.0.2.1 > 192.0.2.2: [ect0] encap psp spi 7 5000 > 80 P. 1:11(10) ack 1 win 257 <nop>
//
// Everything after the direction may be omitted: `>` acknowledges all data received, `> (100)`
// sends 100 bytes of data, `> F.` sends a FIN with the next sequence number.
class PacketReader {
 public:
  PacketReader(Cursor& cursor, ScriptSettings& settings) : cursor_(cursor), settings_(settings) {}

  // The current token is `<` or `>`. False if a problem was reported.
  bool Read(ScriptPacket& packet);

 private:
  bool ReadOuterHeaders();
  bool ReadOuterIp(uint8_t version);
  bool ReadGre();
  bool ReadMpls();
  bool ReadIpFields(uint8_t& traffic_class, uint8_t& hop_limit, uint32_t& flow_label);
  bool ReadIpField(uint8_t& traffic_class, uint8_t& hop_limit, uint32_t& flow_label);
  bool ReadPsp();
  bool ReadPorts();
  bool ReadUdp();
  // packet_reader_icmp.cc
  bool ReadIcmp();
  bool ReadIcmpType();
  bool ReadIcmpCode();
  bool ReadQuoted();
  bool ReadTcp();
  bool ReadFlags();
  bool AddFlags(const Token& token, std::string_view letters, bool& ecn, bool& ace);
  bool ReadNumbers();
  bool ReadLength();
  bool ReadFields();
  bool ReadOptions();
  bool ReadUdpEncapsulation();
  void FillIn(bool flags_written);
  bool IsSameLine(const Token& token) const { return token.at.line == line_; }

  Cursor& cursor_;
  ScriptSettings& settings_;
  ScriptPacket* packet_ = nullptr;
  uint32_t line_ = 0;   // of the direction
  bool short_ = false;  // the numbers are omitted
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_PACKET_READER_H_
