// Reads ICMP messages: `icmp TYPE CODE mtu N id N [quoted]`.
#include "core/script/icmp_names.h"
#include "core/script/packet_reader.h"

namespace tcpladder {

bool PacketReader::ReadIcmp() {
  if (!ReadIcmpType()) return false;
  const Token& next = cursor_.Peek();
  if (next.kind == TokenKind::word && !next.Is("mtu") && !next.Is("id")) {
    if (!ReadIcmpCode()) return false;
  }
  if (cursor_.Accept("mtu")) {
    packet_->mtu = cursor_.Number(0xffffffff);
    if (!packet_->mtu) return false;
  }
  if (cursor_.Accept("id")) {
    const auto id = cursor_.Number(0xffff);
    if (!id) return false;
    packet_->echo_id = static_cast<uint16_t>(*id);
  }
  return !cursor_.Accept('[') || ReadQuoted();
}

bool PacketReader::ReadIcmpType() {
  const Token& token = cursor_.Peek();
  auto type = IcmpTypeOf(settings_.ip_version(), token.text);
  if (!type && !settings_.written_ip_version) {
    type = IcmpTypeOf(6, token.text);
    settings_.names_ipv6 = type.has_value();
  }
  if (token.kind != TokenKind::word || !type) return cursor_.Fail(ProblemId::unknown_icmp_type);
  packet_->icmp_type = *type;
  cursor_.Take();
  return true;
}

bool PacketReader::ReadIcmpCode() {
  const Token& token = cursor_.Peek();
  const auto code = IcmpCodeOf(settings_.ip_version(), packet_->icmp_type, token.text);
  if (!code && !Cursor::IsSymbol(token)) return cursor_.Fail(ProblemId::unknown_icmp_code);
  packet_->icmp_code = code.value_or(0);
  cursor_.Take();
  return true;
}

// Reads `seq:end(len)]`, `udp (len)]` or `raw (len)]`; the opening bracket has been consumed.
bool PacketReader::ReadQuoted() {
  QuotedSegment& quoted = packet_->quoted;
  if (cursor_.Accept("udp")) {
    quoted.transport = Transport::udp;
  } else if (cursor_.Accept("raw")) {
    quoted.raw = true;
  } else {
    const auto seq = cursor_.Number(0xffffffff);
    if (!seq || !cursor_.Expect(':', ProblemId::expected_colon)) return false;
    if (!cursor_.Number(0xffffffff)) return false;
    quoted.seq = *seq;
  }
  if (!cursor_.Expect('(', ProblemId::expected_opening_parenthesis)) return false;
  const auto length = cursor_.Number(0xffff);
  if (!length) return false;
  quoted.length = *length;
  return cursor_.Expect(')', ProblemId::expected_closing_parenthesis) && ReadUdpEncapsulation() &&
         cursor_.Expect(']', ProblemId::expected_closing_bracket);
}

}  // namespace tcpladder
