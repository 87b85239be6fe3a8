#include "core/script/player.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/base/seq.h"
#include "core/capture/frame_notes.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

// A SACK option has room for only a few blocks; further gaps are ignored.
constexpr size_t kMaxBeyond = 16;
// The first of the dynamic ports, which are assigned to no service (RFC 6335 section 6).
constexpr uint16_t kFirstEphemeral = 49152;
constexpr uint16_t kEphemeralMask = 0x3fff;
constexpr uint16_t kLastPort = 0xffff;
constexpr uint8_t kUsualHopLimit = 64;
constexpr uint8_t kProtocolTcp = 6, kProtocolUdp = 17, kProtocolIcmp = 1, kProtocolIcmpV6 = 58,
                  kProtocolIpv4 = 4, kProtocolIpv6 = 41, kProtocolGre = 47, kProtocolMpls = 137;
constexpr size_t kMaxPacket = 0xffff;

IpAddress Address(std::initializer_list<uint8_t> bytes, uint8_t version) {
  IpAddress address;
  std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
  address.version = version;
  return address;
}

// Addresses from the documentation ranges (RFC 5737, RFC 3849).
IpAddress DefaultAddress(ScriptEnd end, uint8_t version) {
  if (version == 4) {
    return end == ScriptEnd::local ? Address({198, 51, 100, 1}, 4) : Address({192, 0, 2, 1}, 4);
  }
  IpAddress address = Address({0x20, 0x01, 0x0d, 0xb8}, 6);
  address.bytes[5] = end == ScriptEnd::local ? 1 : 0;
  address.bytes[15] = 1;
  return address;
}

bool IsLater(uint32_t a, uint32_t b) { return Seq(a) > Seq(b); }

// Whether the ICMP message quotes a packet.
bool IsIcmpError(uint8_t version, uint8_t type) {
  if (version == 6) return type < 128;
  return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

}  // namespace

Player::Player(const Script& script) : script_(script) {
  const ScriptSettings& settings = script.settings;
  const auto address = [&](const std::optional<IpAddress>& written, ScriptEnd end) {
    const bool fits = written && written->version == settings.ip_version();
    return fits ? *written : DefaultAddress(end, settings.ip_version());
  };
  addresses_ = {address(settings.local_ip, ScriptEnd::local),
                address(settings.remote_ip, ScriptEnd::remote)};
}

bool Player::Next(PlayedPacket& played) {
  for (; next_event_ < script_.events.size(); ++next_event_) {
    const ScriptEvent& event = script_.events[next_event_];
    if (event.kind == ScriptEvent::Kind::call) TakeCall(event.call);
    if (event.kind != ScriptEvent::Kind::packet) continue;
    const ScriptPacket& packet = script_.packets[event.packet];
    uint32_t notes = 0;
    Conversation& conversation = ConversationOf(packet, notes);
    const Side& me = conversation.sides[Index(packet.from)];
    const bool syn = (packet.flags & kSyn) != 0;
    played = {};
    played.event = next_event_++;
    played.seq = packet.seq;
    played.ack = packet.ack;
    // Short forms have a default window; in other forms an omitted window means any window.
    if (!packet.window && !packet.due_ack) notes |= kWindowUnknown;
    if (packet.any_options) notes |= kOptionsUnknown;
    played.notes = packet.transport == Transport::tcp ? notes : 0;
    const NumberSpace& numbers = conversation.numbers;
    if (packet.due_seq) played.seq = syn ? numbers.initial(packet.from) : me.next;
    if (packet.due_ack && (packet.flags & kAck)) {
      played.ack = me.received + (syn ? numbers.initial(Other(packet.from)) : 0);
    }
    if (packet.transport == Transport::tcp) {
      if (syn) NoteSyn(conversation, packet, played.seq);
      Advance(conversation, packet, played.seq);
    }
    played.bytes = Bytes(packet, played, conversation);
    return true;
  }
  return false;
}

// Takes a call that determines which end opens the next connection.
void Player::TakeCall(const SystemCall& call) {
  if (call.result < 0 && call.name != "connect" && call.name != "sendto") return;
  if (call.name == "socket") {
    socket_ = Socket::created;
  } else if (call.name == "listen") {
    socket_ = Socket::listening;
  } else if (call.name == "connect" ||
             call.arguments.find("MSG_FASTOPEN") != std::string_view::npos) {
    socket_ = Socket::connecting;
  }
}

bool Player::BeginsConversation(const ScriptPacket& packet) const {
  if (conversations_.empty()) return true;
  const bool received = packet.from == ScriptEnd::remote;
  const bool opens = packet.transport == Transport::tcp && (packet.flags & (kSyn | kAck)) == kSyn;
  switch (socket_) {
    case Socket::none:
      return false;
    case Socket::created:
      return received || opens;
    case Socket::listening:
      return received;
    case Socket::connecting:
      return opens && !received;
  }
  return false;
}

Player::Conversation& Player::ConversationOf(const ScriptPacket& packet, uint32_t& notes) {
  if (BeginsConversation(packet)) notes = Begin(packet);
  if (packet.source_port == 0 && packet.destination_port == 0) return conversations_[current_];
  // Ports in the script distinguish its connections.
  const bool sent = packet.from == ScriptEnd::local;
  const Conversation& current = conversations_[current_];
  const auto port = [](uint16_t written, uint16_t usual) { return written ? written : usual; };
  const uint16_t local =
      port(sent ? packet.source_port : packet.destination_port, current.sides[0].port);
  const uint16_t remote =
      port(sent ? packet.destination_port : packet.source_port, current.sides[1].port);
  const auto [known, added] =
      by_ports_.try_emplace(uint32_t{local} << 16 | remote, conversations_.size());
  if (!added) return conversations_[known->second];
  Conversation other;
  if (!current.sides[0].spoken && !current.sides[1].spoken) {
    known->second = current_;  // the first packet defines the ports of its connection
  } else {
    other.numbers = current.numbers;
    conversations_.push_back(other);
  }
  Conversation& named = conversations_[known->second];
  named.sides[0].port = local;
  named.sides[1].port = remote;
  return named;
}

// Begins a connection. Returns the notes about the receiver that follow from earlier calls.
uint32_t Player::Begin(const ScriptPacket& packet) {
  Conversation conversation;
  const bool active = BeginsActive(packet);
  conversation.numbers = NumberSpace(active);
  const uint16_t server = active ? script_.settings.connect_port : script_.settings.bind_port;
  const int offset = next_port_++ & kEphemeralMask;
  // The client's port is larger than the server's, as usual.
  const auto client = static_cast<uint16_t>(server < kFirstEphemeral ? kFirstEphemeral + offset
                                                                     : kLastPort - offset);
  conversation.sides[0].port = active ? client : server;
  conversation.sides[1].port = active ? server : client;
  current_ = conversations_.size();
  conversations_.push_back(conversation);
  const Socket socket = std::exchange(socket_, Socket::none);
  if (packet.from == ScriptEnd::local) return 0;
  if (socket == Socket::listening) return kReceiverListens;
  if (socket == Socket::created) return kReceiverClosed;
  return 0;
}

// Whether the end under test is the client. Without calls, the port option decides.
bool Player::BeginsActive(const ScriptPacket& packet) const {
  if (socket_ == Socket::connecting) return true;
  if (socket_ == Socket::listening) return false;
  const ScriptSettings& settings = script_.settings;
  if (settings.connect_port != settings.bind_port) {
    return settings.bind_port == ScriptSettings().bind_port;
  }
  return packet.from == ScriptEnd::local;
}

void Player::NoteSyn(Conversation& conversation, const ScriptPacket& packet, uint32_t seq) {
  if (!conversation.numbers.NoteSyn(packet.from, packet.flags, seq)) return;
  Side& me = conversation.sides[Index(packet.from)];
  Side& peer = conversation.sides[Index(Other(packet.from))];
  me.next = peer.received = 0;
  me.spoken = true;
  peer.beyond.clear();
}

// Advances the numbers that the short forms omit.
void Player::Advance(Conversation& conversation, const ScriptPacket& packet, uint32_t seq) {
  if (packet.flags & kRst) return;
  Side& me = conversation.sides[Index(packet.from)];
  Side& peer = conversation.sides[Index(Other(packet.from))];
  const bool syn = (packet.flags & kSyn) != 0;
  const uint32_t initial = conversation.numbers.initial(packet.from);
  if (syn && seq != initial) return;  // belongs to another connection
  const uint32_t first = syn ? 0 : seq;
  const uint32_t end = first + packet.length + (syn ? 1 : 0) + (packet.flags & kFin ? 1 : 0);
  if (!me.spoken) {
    me.spoken = true;
    me.next = peer.received = first;
  }
  if (IsLater(end, me.next)) me.next = end;
  if (end != first) Receive(peer, first, end);
}

void Player::Receive(Side& side, uint32_t first, uint32_t end) {
  if (IsLater(first, side.received)) {
    if (side.beyond.size() == kMaxBeyond) return;
    const auto place =
        std::find_if(side.beyond.begin(), side.beyond.end(),
                     [&](const NumberRange& range) { return IsLater(range.first, first); });
    side.beyond.insert(place, {first, end});
    return;
  }
  if (IsLater(end, side.received)) side.received = end;
  while (!side.beyond.empty() && !IsLater(side.beyond.front().first, side.received)) {
    if (IsLater(side.beyond.front().end, side.received)) side.received = side.beyond.front().end;
    side.beyond.erase(side.beyond.begin());
  }
}

std::vector<std::byte> Player::Bytes(const ScriptPacket& packet, const PlayedPacket& played,
                                     const Conversation& conversation) {
  const uint8_t version = script_.settings.ip_version();
  IpFields ip;
  ip.source = addresses_[Index(packet.from)];
  ip.destination = addresses_[Index(Other(packet.from))];
  ip.traffic_class = packet.traffic_class;
  ip.flow_label = packet.flow_label;
  ip.hop_limit = packet.hop_limit ? packet.hop_limit : kUsualHopLimit;
  ip.identification = ++identification_;
  std::vector<std::byte> inside;
  switch (packet.transport) {
    case Transport::tcp:
      ip.protocol = kProtocolTcp;
      inside = TcpOf(packet, played, conversation, ip);
      break;
    case Transport::udp: {
      ip.protocol = kProtocolUdp;
      const auto port = [&](uint16_t written, ScriptEnd end) {
        return written ? written : conversation.sides[Index(end)].port;
      };
      inside = UdpBytes(ip, port(packet.source_port, packet.from),
                        port(packet.destination_port, Other(packet.from)),
                        std::min<size_t>(packet.length, kMaxPacket - 60));
      break;
    }
    case Transport::icmp:
      ip.protocol = version == 4 ? kProtocolIcmp : kProtocolIcmpV6;
      inside = IcmpOf(packet, conversation, ip);
      break;
  }
  return Encapsulated(packet, IpPacket(ip, inside), version);
}

std::vector<std::byte> Player::TcpOf(const ScriptPacket& packet, const PlayedPacket& played,
                                     const Conversation& conversation, const IpFields& ip) const {
  std::vector<std::byte> options = packet.options;
  // SACK blocks are also relative to the peer's initial sequence number.
  const NumberSpace& numbers = conversation.numbers;
  const uint32_t base = numbers.AckBase(packet.from, packet.flags);
  for (size_t at = 0; at < options.size();) {
    const auto kind = std::to_integer<uint8_t>(options[at]);
    if (kind == kOption_end_of_options) break;
    const size_t length = kind == kOption_no_operation || at + 1 >= options.size()
                              ? 1
                              : std::max<size_t>(1, std::to_integer<uint8_t>(options[at + 1]));
    if (kind == kOption_sack && (packet.flags & kAck)) {
      for (size_t edge = at + 2; edge + 4 <= std::min(at + length, options.size()); edge += 4) {
        const uint32_t number = ByteReader(options).U32(edge);
        ByteWriter(options).U32(edge, number + base);
      }
    }
    at += length;
  }
  TcpFields tcp;
  tcp.source_port = conversation.sides[Index(packet.from)].port;
  tcp.destination_port = conversation.sides[Index(Other(packet.from))].port;
  tcp.seq = played.seq + (packet.absolute_seq ? 0 : numbers.SeqBase(packet.from, packet.flags));
  tcp.ack = played.ack + base;
  tcp.flags = packet.flags;
  const uint16_t usual = packet.flags & kRst ? uint16_t{0} : script_.settings.win;
  tcp.window = packet.window.value_or(usual);
  tcp.urgent = packet.urgent;
  tcp.options = options;
  return TcpBytes(ip, tcp, packet.length);
}

std::vector<std::byte> Player::IcmpOf(const ScriptPacket& packet, const Conversation& conversation,
                                      const IpFields& ip) const {
  const bool v4 = ip.source.version == 4;
  const uint32_t rest =
      packet.mtu ? (v4 ? *packet.mtu & 0xffff : *packet.mtu) : uint32_t{packet.echo_id} << 16;
  std::vector<std::byte> body;
  if (packet.quoted.raw) {
    constexpr size_t kIcmpHeader = 8;
    body.resize(packet.quoted.length > kIcmpHeader ? packet.quoted.length - kIcmpHeader : 0);
    body.resize(std::min<size_t>(body.size(), kMaxPacket - 60));
  } else if (IsIcmpError(ip.source.version, packet.icmp_type)) {
    body = Quoted(packet, conversation, ip);
  }
  return IcmpBytes(ip, packet.icmp_type, packet.icmp_code, rest, body);
}

// The IP header and the first eight bytes of a packet sent by the receiver of the error (RFC 792).
std::vector<std::byte> Player::Quoted(const ScriptPacket& packet, const Conversation& conversation,
                                      const IpFields& outer) const {
  constexpr size_t kQuotedBytes = 8;
  const ScriptEnd sender = Other(packet.from);
  IpFields ip;
  ip.source = outer.destination;
  ip.destination = outer.source;
  const uint16_t source = conversation.sides[Index(sender)].port;
  const uint16_t destination = conversation.sides[Index(packet.from)].port;
  const size_t length = std::min<size_t>(packet.quoted.length, kMaxPacket - 80);
  std::vector<std::byte> inside;
  if (packet.quoted.transport == Transport::udp) {
    ip.protocol = kProtocolUdp;
    inside = UdpBytes(ip, source, destination, length);
  } else {
    TcpFields tcp;
    tcp.source_port = source;
    tcp.destination_port = destination;
    tcp.seq = packet.quoted.seq + conversation.numbers.initial(sender);
    inside = TcpBytes(ip, tcp, length);
  }
  std::vector<std::byte> bytes = IpPacket(ip, inside);
  bytes.resize(bytes.size() - inside.size() + kQuotedBytes);
  return bytes;
}

// Adds the outer headers of the script, innermost first. They are omitted if the outermost is not
// an IP header, because the capture has no link layer.
std::vector<std::byte> Player::Encapsulated(const ScriptPacket& packet,
                                            std::vector<std::byte> bytes, uint8_t version) const {
  if (packet.outer.empty() || packet.outer.front().kind != OuterHeader::Kind::ip) return bytes;
  uint8_t protocol = version == 4 ? kProtocolIpv4 : kProtocolIpv6;
  uint16_t ether_type = version == 4 ? 0x0800 : 0x86dd;
  for (size_t i = packet.outer.size(); i-- > 0;) {
    const OuterHeader& header = packet.outer[i];
    if (bytes.size() + header.bytes.size() + 40 > kMaxPacket) return bytes;
    if (header.kind == OuterHeader::Kind::ip) {
      IpFields ip;
      ip.source = header.source;
      ip.destination = header.destination;
      ip.protocol = protocol;
      ip.traffic_class = header.traffic_class;
      ip.hop_limit = header.hop_limit ? header.hop_limit : kUsualHopLimit;
      bytes = IpPacket(ip, bytes);
      protocol = header.source.version == 4 ? kProtocolIpv4 : kProtocolIpv6;
      ether_type = header.source.version == 4 ? 0x0800 : 0x86dd;
      continue;
    }
    std::vector<std::byte> front;
    if (header.kind == OuterHeader::Kind::gre) {
      front.resize(4);
      ByteWriter write(front);
      write.U16(0, header.gre_flags);
      write.U16(2, ether_type);
      protocol = kProtocolGre;
    } else {
      protocol = kProtocolMpls;
      ether_type = 0x8847;
    }
    front.insert(front.end(), header.bytes.begin(), header.bytes.end());
    bytes.insert(bytes.begin(), front.begin(), front.end());
  }
  return bytes;
}

}  // namespace tcpladder
