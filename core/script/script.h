// A packetdrill script after parsing: its events in order, with numbers as written.
//
// The language is that of packetdrill (https://github.com/google/packetdrill), with the extensions
// to packets of the FreeBSD and Multipath TCP forks, and the short forms of settings.def.
#ifndef TCPLADDER_CORE_SCRIPT_SCRIPT_H_
#define TCPLADDER_CORE_SCRIPT_SCRIPT_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/ip_address.h"
#include "core/script/lexer.h"
#include "core/script/problem.h"
#include "core/script/settings.h"

namespace tcpladder {

// The end under test, whose packets begin with `>`, and the end played by packetdrill, whose
// packets begin with `<`.
enum class ScriptEnd : uint8_t { local, remote };

enum class Transport : uint8_t { tcp, udp, icmp };

// A header in front of the packet's own IP header.
struct OuterHeader {
  enum class Kind : uint8_t { ip, gre, mpls };
  Kind kind = Kind::ip;
  IpAddress source, destination;  // of ip
  uint8_t traffic_class = 0, hop_limit = 0;
  std::vector<std::byte> bytes;  // of gre after its protocol type, of mpls all labels
  uint16_t gre_flags = 0;
};

// The header that an ICMP error quotes, as the script describes it.
struct QuotedSegment {
  Transport transport = Transport::tcp;
  bool raw = false;  // no header is quoted; `length` bytes of zeros follow
  uint32_t seq = 0;
  uint32_t length = 0;  // payload bytes of the quoted packet
};

struct ScriptPacket {
  ScriptEnd from = ScriptEnd::local;
  Transport transport = Transport::tcp;
  std::vector<OuterHeader> outer;
  // IP
  uint8_t traffic_class = 0;
  uint8_t hop_limit = 0;  // 0: the default
  uint32_t flow_label = 0;
  // UDP and TCP; a port of 0 means that of the connection
  uint16_t source_port = 0, destination_port = 0;
  uint32_t length = 0;  // payload bytes
  // TCP
  uint16_t flags = 0;  // TcpFlag bits
  uint32_t seq = 0, ack = 0;
  uint16_t urgent = 0;
  std::optional<uint16_t> window;
  std::vector<std::byte> options;  // as written, not padded
  bool any_options = false;        // `<...>`: unknown options
  bool absolute_seq = false;       // `seq:end(len)!`: not relative to the initial sequence number
  // True if the number is omitted (short form), so that earlier packets determine it.
  bool due_seq = false, due_ack = false;
  // ICMP
  uint8_t icmp_type = 0, icmp_code = 0;
  std::optional<uint32_t> mtu;
  uint16_t echo_id = 0;
  QuotedSegment quoted;
};

struct SystemCall {
  std::string_view name;
  std::string_view text;       // from the name to the end of the result
  std::string_view arguments;  // between the parentheses
  int64_t result = 0;          // if it is a number
  bool blocking = false;
};

struct ScriptEvent {
  enum class Kind : uint8_t { packet, call, shell, code };
  Kind kind = Kind::packet;
  TextPlace at;           // of its time
  uint32_t last_line;     // of its last token
  int64_t time_ns = 0;    // since time 0; for `*` and ranges the earliest possible time
  uint32_t packet = 0;    // index in Script::packets, if this is a packet
  SystemCall call;        // if this is a call
  std::string_view text;  // if this is a shell line or a code block
};

// Views point into the text, which must outlive the script.
struct Script {
  ScriptSettings settings;
  std::vector<ScriptEvent> events;
  std::vector<ScriptPacket> packets;
  std::vector<Comment> comments;
  Problems problems;
};

// Longer texts are rejected.
inline constexpr size_t kMaxScript = size_t{8} << 20;

// Linear in the text. After a problem, reading continues at the next line that begins an event.
Script ReadScript(std::string_view text);
// Rejects a temporary string, which would leave dangling views.
template <typename Text>
requires std::same_as<Text, std::string> Script ReadScript(Text&& text)
= delete;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_SCRIPT_H_
