#include "core/script/packet_reader.h"

#include <algorithm>
#include <array>

#include "core/net/tcp_flags.h"
#include "core/script/address_text.h"
#include "core/script/characters.h"
#include "core/script/tcp_option_reader.h"

namespace tcpladder {
namespace {

constexpr size_t kMaxOuterHeaders = 4;
constexpr size_t kMaxMplsLabels = 16;
constexpr size_t kTcpFixedHeader = 20;
// Maximum size of an IPv4 datagram minus its header.
constexpr size_t kMaxSegment = 0xffff - 20;

// Letters of the flags. `.` is ACK; A is AE (RFC 9768).
uint16_t FlagOf(char letter) {
  switch (letter) {
    case 'F':
      return kFin;
    case 'S':
      return kSyn;
    case 'R':
      return kRst;
    case 'P':
      return kPsh;
    case '.':
      return kAck;
    case 'U':
      return kUrg;
    case 'E':
      return kEce;
    case 'W':
      return kCwr;
    case 'A':
      return kAe;
    default:
      return 0;
  }
}

bool IsFlags(const Token& token) {
  if (token.kind != TokenKind::word) return false;
  return std::all_of(token.text.begin(), token.text.end(),
                     [](char c) { return (FlagOf(c) != 0 && c != '.') || (c >= '0' && c <= '7'); });
}

struct DscpName {
  std::string_view name;
  uint8_t value;
};
// RFC 2474, RFC 2597, RFC 3246, RFC 5865, RFC 8622.
constexpr std::array<DscpName, 23> kDscpNames = {
    {{"cs0", 0},   {"cs1", 8},   {"cs2", 16},  {"cs3", 24},  {"cs4", 32},  {"cs5", 40},
     {"cs6", 48},  {"cs7", 56},  {"af11", 10}, {"af12", 12}, {"af13", 14}, {"af21", 18},
     {"af22", 20}, {"af23", 22}, {"af31", 26}, {"af32", 28}, {"af33", 30}, {"af41", 34},
     {"af42", 36}, {"af43", 38}, {"ef", 46},   {"va", 44},   {"le", 1}}};

}  // namespace

bool PacketReader::Read(ScriptPacket& packet) {
  packet_ = &packet;
  short_ = false;
  const Token direction = cursor_.Take();
  line_ = direction.at.line;
  packet.from = direction.Is('<') ? ScriptEnd::remote : ScriptEnd::local;
  if (!ReadOuterHeaders()) return false;
  if (!ReadIpFields(packet.traffic_class, packet.hop_limit, packet.flow_label)) return false;
  if (cursor_.Accept("icmp")) {
    packet.transport = Transport::icmp;
    return ReadIcmp();
  }
  if (cursor_.Accept("udp")) {
    packet.transport = Transport::udp;
    return ReadUdp();
  }
  return ReadPsp() && ReadTcp();
}

bool PacketReader::ReadOuterHeaders() {
  for (;;) {
    const Token& token = cursor_.Peek();
    if (packet_->outer.size() > kMaxOuterHeaders) return cursor_.Fail(ProblemId::too_many_headers);
    if (token.Is("ipv4")) {
      cursor_.Take();
      if (!ReadOuterIp(4)) return false;
    } else if (token.Is("ipv6")) {
      cursor_.Take();
      if (!ReadOuterIp(6)) return false;
    } else if (token.Is("gre") || token.Is("GREv0")) {
      cursor_.Take();
      if (!ReadGre()) return false;
    } else if (token.Is("mpls")) {
      cursor_.Take();
      if (!ReadMpls()) return false;
    } else {
      return true;
    }
  }
}

bool PacketReader::ReadOuterIp(uint8_t version) {
  OuterHeader header;
  uint32_t flow_label = 0;
  if (!ReadIpFields(header.traffic_class, header.hop_limit, flow_label)) return false;
  const TokenKind kind = version == 4 ? TokenKind::ipv4 : TokenKind::ipv6;
  for (IpAddress* address : {&header.source, &header.destination}) {
    if (address == &header.destination &&
        !cursor_.Expect('>', ProblemId::expected_greater_than_sign)) {
      return false;
    }
    // For IPv6, the lexer includes the colon after the second address in the token.
    const Token& token = cursor_.Peek();
    const auto parsed = ParseAddress(token.text);
    if (token.kind != kind || !parsed) return cursor_.Fail(ProblemId::expected_address);
    *address = *parsed;
    cursor_.Take();
  }
  packet_->outer.push_back(std::move(header));
  return cursor_.Expect(':', ProblemId::expected_colon);
}

// Reads flags, sum, off, key and seq, each optional, in this order (RFC 2784, RFC 2890).
bool PacketReader::ReadGre() {
  OuterHeader header;
  header.kind = OuterHeader::Kind::gre;
  cursor_.Accept(',');
  const auto put = [&](uint32_t value, size_t size) {
    for (size_t i = size; i-- > 0;) {
      header.bytes.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
    }
  };
  if (cursor_.Accept("flags") || cursor_.Accept("Flags")) {
    if (cursor_.Accept('[')) {
      do {
        if (cursor_.Accept("none")) continue;
        const std::string_view field = cursor_.Peek().text;
        const uint16_t bit = field == "checksum"   ? 0x8000
                             : field == "key"      ? 0x2000
                             : field == "sequence" ? 0x1000
                                                   : 0;
        if (bit == 0) return cursor_.Fail(ProblemId::unknown_gre_field);
        cursor_.Take();
        cursor_.Accept('#');
        if (!cursor_.Accept("present")) return cursor_.Fail(ProblemId::unknown_gre_field);
        header.gre_flags = static_cast<uint16_t>(header.gre_flags | bit);
      } while (cursor_.Accept(','));
      if (!cursor_.Expect(']', ProblemId::expected_closing_bracket)) return false;
    } else {
      const auto flags = cursor_.Number(kU16);
      if (!flags) return false;
      header.gre_flags = static_cast<uint16_t>(*flags);
    }
    std::array<uint32_t, 4> values{};
    constexpr std::array<std::string_view, 4> kFields = {"sum", "off", "key", "seq"};
    for (size_t i = 0; i < kFields.size(); ++i) {
      cursor_.Accept(',');
      if (!cursor_.Accept(kFields[i])) return cursor_.Fail(ProblemId::unknown_gre_field);
      if (i == 2) cursor_.Accept('=');
      const auto value = cursor_.Number(i < 2 ? kU16 : kU32);
      if (!value) return false;
      values[i] = *value;
    }
    if (header.gre_flags & 0x8000) {
      put(values[0], 2);
      put(values[1], 2);
    }
    if (header.gre_flags & 0x2000) put(values[2], 4);
    if (header.gre_flags & 0x1000) put(values[3], 4);
  }
  packet_->outer.push_back(std::move(header));
  return cursor_.Expect(':', ProblemId::expected_colon);
}

// Reads (label N, tc N, [S], ttl N) for each label (RFC 3032).
bool PacketReader::ReadMpls() {
  OuterHeader header;
  header.kind = OuterHeader::Kind::mpls;
  while (cursor_.Accept('(')) {
    uint32_t entry = 0;
    const auto field = [&](std::string_view name, uint32_t most, int shift) {
      if (!cursor_.Accept(name)) return cursor_.Fail(ProblemId::unknown_mpls_field);
      const auto value = cursor_.Number(most);
      if (value) entry |= *value << shift;
      return value.has_value();
    };
    if (!field("label", kU20, 12) || !cursor_.Expect(',', ProblemId::expected_comma)) return false;
    if (!field("tc", 7, 9) || !cursor_.Expect(',', ProblemId::expected_comma)) return false;
    if (cursor_.Accept('[')) {
      if (!cursor_.Accept("S")) return cursor_.Fail(ProblemId::unknown_mpls_field);
      if (!cursor_.Expect(']', ProblemId::expected_closing_bracket)) return false;
      if (!cursor_.Expect(',', ProblemId::expected_comma)) return false;
      entry |= 0x100;
    }
    if (!field("ttl", kU8, 0)) return false;
    if (!cursor_.Expect(')', ProblemId::expected_closing_parenthesis)) return false;
    if (header.bytes.size() / 4 >= kMaxMplsLabels) {
      return cursor_.Fail(ProblemId::too_many_headers);
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      header.bytes.push_back(static_cast<std::byte>(entry >> shift & 0xff));
    }
  }
  packet_->outer.push_back(std::move(header));
  return cursor_.Expect(':', ProblemId::expected_colon);
}

// Reads `(...)` or `[...]`. A `(` before a number is the length of a short form instead.
bool PacketReader::ReadIpFields(uint8_t& traffic_class, uint8_t& hop_limit, uint32_t& flow_label) {
  const bool round = cursor_.Peek().Is('(') && cursor_.Peek(1).kind == TokenKind::word;
  if (!round && !cursor_.Peek().Is('[')) return true;
  cursor_.Take();
  do {
    if (!ReadIpField(traffic_class, hop_limit, flow_label)) return false;
  } while (cursor_.Accept(','));
  return round ? cursor_.Expect(')', ProblemId::expected_closing_parenthesis)
               : cursor_.Expect(']', ProblemId::expected_closing_bracket);
}

bool PacketReader::ReadIpField(uint8_t& traffic_class, uint8_t& hop_limit, uint32_t& flow_label) {
  constexpr uint8_t kEcnMask = 3;
  cursor_.Accept("ecn");
  const Token name = cursor_.Peek();
  const auto set_ecn = [&](uint8_t codepoint) {
    cursor_.Take();
    traffic_class = static_cast<uint8_t>((traffic_class & ~kEcnMask) | codepoint);
    return true;
  };
  if (name.Is("noecn")) return set_ecn(0);
  if (name.Is("ect1")) return set_ecn(1);
  if (name.Is("ect0") || name.Is("ect01")) return set_ecn(2);  // either is correct, 0 is usual
  if (name.Is("ce")) return set_ecn(3);
  if (name.kind != TokenKind::word) return cursor_.Fail(ProblemId::unknown_ip_field);
  cursor_.Take();
  if (name.Is("dscp")) {
    const auto known = std::find_if(kDscpNames.begin(), kDscpNames.end(), [&](const DscpName& one) {
      return cursor_.Peek().Is(one.name);
    });
    uint32_t value = 0;
    if (known != kDscpNames.end()) {
      value = known->value;
      cursor_.Take();
    } else if (cursor_.Accept("voice")) {  // voice-admit
      value = 44;
      cursor_.Accept('-');
      cursor_.Accept("admit");
    } else {
      const auto number = cursor_.Number(63);
      if (!number) return false;
      value = *number;
    }
    traffic_class = static_cast<uint8_t>((traffic_class & kEcnMask) | value << 2);
    return true;
  }
  if (name.Is("tos") || name.Is("class")) {
    const auto value = cursor_.Number(kU8);
    if (value) traffic_class = static_cast<uint8_t>(*value);
    return value.has_value();
  }
  if (name.Is("ttl") || name.Is("hlim")) {
    const auto value = cursor_.Number(kU8);
    if (value) hop_limit = static_cast<uint8_t>(*value);
    return value.has_value();
  }
  if (name.Is("flowlabel")) {
    const auto value = cursor_.Number(kU20);
    if (value) flow_label = *value;
    return value.has_value();
  }
  return cursor_.Fail(ProblemId::unknown_ip_field, name);
}

// The segment is read as if it were not encrypted.
bool PacketReader::ReadPsp() {
  if (!cursor_.Accept("encap")) return true;
  if (!cursor_.Accept("psp") || !cursor_.Accept("spi")) {
    return cursor_.Fail(ProblemId::expected_psp_spi);
  }
  return cursor_.Number(kU32, ProblemId::expected_psp_spi, 0).has_value();
}

// Reads `5000 > 80`, or named or numbered ends as in Multipath TCP's packetdrill.
bool PacketReader::ReadPorts() {
  const auto endpoint = [&](uint16_t& port) {
    if (cursor_.Accept("addr")) {
      if (!cursor_.Expect('[', ProblemId::expected_address)) return false;
      uint32_t mix = 0;  // equal names give equal ports
      for (const char c : cursor_.Peek().text) mix = mix * 31 + static_cast<unsigned char>(c);
      port = static_cast<uint16_t>(0xc000 | (mix & 0x3fff));
      cursor_.Take();
      return cursor_.Expect(']', ProblemId::expected_closing_bracket);
    }
    if (cursor_.Peek().kind == TokenKind::ipv4 || cursor_.Peek().kind == TokenKind::ipv6) {
      cursor_.Take();
      if (!cursor_.Expect(':', ProblemId::expected_colon)) return false;
    }
    const auto number = cursor_.Number(kU16);
    if (number) port = static_cast<uint16_t>(*number);
    return number.has_value();
  };
  const Token& first = cursor_.Peek();
  const bool numbers = first.kind == TokenKind::integer && IsSameLine(first) &&
                       cursor_.Peek(1).Is('>') && IsSameLine(cursor_.Peek(1));
  const bool named = first.Is("addr") || first.kind == TokenKind::ipv4 ||
                     first.kind == TokenKind::ipv6 ||
                     (first.Is('>') && IsSameLine(first) && cursor_.Peek(1).Is("addr"));
  if (!numbers && !named) return true;
  if (!first.Is('>') && !endpoint(packet_->source_port)) return false;
  if (!cursor_.Expect('>', ProblemId::expected_greater_than_sign)) return false;
  return endpoint(packet_->destination_port);
}

bool PacketReader::ReadUdp() {
  if (!ReadPorts()) return false;
  if (!cursor_.Expect('(', ProblemId::expected_opening_parenthesis)) return false;
  const auto length = cursor_.Number(kU16);
  if (!length) return false;
  packet_->length = *length;
  return cursor_.Expect(')', ProblemId::expected_closing_parenthesis);
}

bool PacketReader::ReadTcp() {
  if (!ReadPorts()) return false;
  const Token& first = cursor_.Peek();
  const bool flags_written = IsFlags(first) || first.Is('.') || first.Is('-') ||
                             (first.kind == TokenKind::decimal && first.text.front() == '.') ||
                             (first.kind == TokenKind::word && IsSameLine(first) &&
                              !first.Is("ack") && !first.Is("win") && !first.Is("urg"));
  const bool time_follows = first.kind == TokenKind::decimal && !IsSameLine(first);
  if (flags_written && !time_follows && !ReadFlags()) return false;
  if (!ReadNumbers() || !ReadFields() || !ReadOptions() || !ReadUdpEncapsulation()) return false;
  FillIn(flags_written && !time_follows);
  const size_t options = (packet_->options.size() + 3) / 4 * 4;
  if (kTcpFixedHeader + options + packet_->length > kMaxSegment) {
    return cursor_.Fail(ProblemId::packet_too_large, cursor_.lexer().last());
  }
  return true;
}

// Reads `S`, `S.`, `.`, `-` for none, or `P.5` with the ACE field of AccECN as a number.
bool PacketReader::ReadFlags() {
  bool ecn = false, ace = false;
  if (cursor_.Accept('-')) return true;
  if (cursor_.Peek().kind == TokenKind::word) {
    const Token word = cursor_.Take();
    if (!AddFlags(word, word.text, ecn, ace)) return false;
  }
  const Token token = cursor_.Peek();
  const Token& before = cursor_.lexer().last();
  const bool first = before.Is('<') || before.Is('>');
  const bool adjacent = token.offset == before.offset + before.length;
  if (token.kind == TokenKind::decimal && token.text.front() == '.' && (first || adjacent)) {
    cursor_.Take();
    return AddFlags(token, token.text, ecn, ace);
  }
  if (!cursor_.Accept('.')) return true;
  packet_->flags = static_cast<uint16_t>(packet_->flags | kAck);
  // FreeBSD's packetdrill also accepts letters after the period.
  const Token behind = cursor_.Peek();
  if (!IsFlags(behind) || behind.offset != token.offset + 1) return true;
  cursor_.Take();
  return AddFlags(behind, behind.text, ecn, ace);
}

bool PacketReader::AddFlags(const Token& token, std::string_view letters, bool& ecn, bool& ace) {
  for (const char letter : letters) {
    const uint16_t flag = FlagOf(letter);
    if (flag != 0) {
      packet_->flags = static_cast<uint16_t>(packet_->flags | flag);
      ecn = ecn || (flag & (kEce | kCwr | kAe)) != 0;
      if (ecn && ace) return cursor_.Fail(ProblemId::conflicting_flags, token);
      continue;
    }
    if (letter < '0' || letter > '7') return cursor_.Fail(ProblemId::unknown_flag, token);
    if (ecn || ace) return cursor_.Fail(ProblemId::conflicting_flags, token);
    ace = true;
    const int field = letter - '0';
    packet_->flags = static_cast<uint16_t>(packet_->flags | (field & 1 ? kEce : 0) |
                                           (field & 2 ? kCwr : 0) | (field & 4 ? kAe : 0));
  }
  return true;
}

// Reads `seq:end(len)`, FreeBSD's `seq:end(len)!` and `...(len)`, or `(len)` of the short forms.
bool PacketReader::ReadNumbers() {
  const Token first = cursor_.Peek();
  if (first.kind == TokenKind::ellipsis && cursor_.Peek(1).Is('(')) {
    cursor_.Take();
    packet_->due_seq = true;
    return ReadLength();
  }
  if (!first.IsNumber() || !cursor_.Peek(1).Is(':')) {
    packet_->due_seq = packet_->due_ack = short_ = true;
    return !first.Is('(') || ReadLength();
  }
  const auto seq = cursor_.Number(kU32);
  if (!seq) return false;
  cursor_.Take();
  const Token end = cursor_.Peek();
  const auto end_seq = cursor_.Number(kU32);
  if (!end_seq || !ReadLength()) return false;
  packet_->seq = *seq;
  if (*end_seq != *seq + packet_->length) {
    return cursor_.Fail(ProblemId::numbers_do_not_match_length, end);
  }
  packet_->absolute_seq = cursor_.Accept('!');
  return true;
}

bool PacketReader::ReadLength() {
  if (!cursor_.Expect('(', ProblemId::expected_opening_parenthesis)) return false;
  const auto length = cursor_.Number(kU16);
  if (!length) return false;
  packet_->length = *length;
  return cursor_.Expect(')', ProblemId::expected_closing_parenthesis);
}

bool PacketReader::ReadFields() {
  if (cursor_.Accept("ack")) {
    const auto ack = cursor_.Number(kU32);
    if (!ack) return false;
    packet_->ack = *ack;
    packet_->due_ack = false;
  }
  if (cursor_.Accept("win")) {
    const auto window = cursor_.Number(kU16);
    if (!window) return false;
    packet_->window = static_cast<uint16_t>(*window);
  }
  if (cursor_.Accept("urg")) {
    const auto urgent = cursor_.Number(kU16);
    if (!urgent) return false;
    packet_->urgent = static_cast<uint16_t>(*urgent);
  }
  return true;
}

bool PacketReader::ReadOptions() {
  if (!cursor_.Peek().Is('<') || !BeginsTcpOption(cursor_.Peek(1))) {
    // On the line of a packet, `<` can only begin options.
    const bool wrong = cursor_.Peek().Is('<') && IsSameLine(cursor_.Peek());
    if (!wrong) return true;
    cursor_.Take();
    return cursor_.Fail(cursor_.Peek().kind == TokenKind::word ? ProblemId::unknown_tcp_option
                                                               : ProblemId::expected_tcp_option);
  }
  const Token opening = cursor_.Take();
  if (cursor_.Peek().kind == TokenKind::ellipsis) {
    cursor_.Take();
    if (packet_->from == ScriptEnd::remote) {
      return cursor_.Fail(ProblemId::any_options_of_injected_packet, opening);
    }
    packet_->any_options = true;
  } else if (!ReadTcpOptions(cursor_, packet_->options)) {
    return false;
  }
  return cursor_.Expect('>', ProblemId::expected_greater_than_sign);
}

// Reads `/udp(1 > 9811)` of FreeBSD's packetdrill. The segment is read as if it were not
// encapsulated.
bool PacketReader::ReadUdpEncapsulation() {
  if (!cursor_.Accept('/')) return true;
  if (!cursor_.Accept("udp")) return cursor_.Fail(ProblemId::unexpected_word_after_packet);
  if (!cursor_.Expect('(', ProblemId::expected_opening_parenthesis)) return false;
  if (!cursor_.Number(kU16)) return false;
  if (!cursor_.Expect('>', ProblemId::expected_greater_than_sign)) return false;
  return cursor_.Number(kU16) && cursor_.Expect(')', ProblemId::expected_closing_parenthesis);
}

// Sets the defaults of the short forms: flags according to the payload, and the options of a SYN.
void PacketReader::FillIn(bool flags_written) {
  if (!flags_written) packet_->flags = packet_->length > 0 ? kPsh | kAck : kAck;
  if (!short_) return;
  const bool syn = (packet_->flags & kSyn) != 0;
  if (syn && packet_->options.empty() && !packet_->any_options) packet_->options = settings_.syn;
}

}  // namespace tcpladder
