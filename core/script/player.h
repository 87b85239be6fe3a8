// Executes a script: determines the sender, the ports and the header fields of each packet.
//
// The rules are those of packetdrill. One connection is under test at a time. It begins with the
// first packet to a listening socket, with the SYN of a connecting one, or with the first packet of
// a script without calls. Sequence numbers of a SYN are absolute. All others are relative to the
// initial sequence number of their side, which is that of its first SYN.
#ifndef TCPLADDER_CORE_SCRIPT_PLAYER_H_
#define TCPLADDER_CORE_SCRIPT_PLAYER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/script/number_space.h"
#include "core/script/packet_bytes.h"
#include "core/script/script.h"

namespace tcpladder {

struct PlayedPacket {
  size_t event = 0;              // in Script::events
  uint32_t seq = 0, ack = 0;     // as written, or the expected ones if omitted
  std::vector<std::byte> bytes;  // from the IP header on
  uint32_t notes = 0;            // FrameNote bits
};

class Player {
 public:
  // The script must outlive this object.
  explicit Player(const Script& script);

  // Creates the next packet; false after the last.
  bool Next(PlayedPacket& packet);

  const IpAddress& local() const { return addresses_[0]; }
  const IpAddress& remote() const { return addresses_[1]; }

 private:
  struct NumberRange {
    uint32_t first, end;
  };
  // One side of a connection.
  struct Side {
    uint16_t port = 0;
    uint32_t next = 0;      // default number to send next, relative to its initial sequence number
    uint32_t received = 0;  // end of the data received in order, relative to the peer's
    bool spoken = false;
    std::vector<NumberRange> beyond;  // ranges received after a gap, ascending
  };
  struct Conversation {
    std::array<Side, 2> sides;  // by ScriptEnd
    NumberSpace numbers;
  };
  enum class Socket : uint8_t { none, created, listening, connecting };

  void TakeCall(const SystemCall& call);
  Conversation& ConversationOf(const ScriptPacket& packet, uint32_t& notes);
  bool BeginsConversation(const ScriptPacket& packet) const;
  bool BeginsActive(const ScriptPacket& packet) const;
  uint32_t Begin(const ScriptPacket& packet);
  void NoteSyn(Conversation& conversation, const ScriptPacket& packet, uint32_t seq);
  void Advance(Conversation& conversation, const ScriptPacket& packet, uint32_t seq);
  static void Receive(Side& side, uint32_t first, uint32_t end);
  std::vector<std::byte> Bytes(const ScriptPacket& packet, const PlayedPacket& played,
                               const Conversation& conversation);
  std::vector<std::byte> TcpOf(const ScriptPacket& packet, const PlayedPacket& played,
                               const Conversation& conversation, const IpFields& ip) const;
  std::vector<std::byte> IcmpOf(const ScriptPacket& packet, const Conversation& conversation,
                                const IpFields& ip) const;
  std::vector<std::byte> Quoted(const ScriptPacket& packet, const Conversation& conversation,
                                const IpFields& outer) const;
  std::vector<std::byte> Encapsulated(const ScriptPacket& packet, std::vector<std::byte> bytes,
                                      uint8_t version) const;

  const Script& script_;
  std::array<IpAddress, 2> addresses_;  // by ScriptEnd
  std::vector<Conversation> conversations_;
  size_t current_ = 0;                             // the one under test
  std::unordered_map<uint32_t, size_t> by_ports_;  // of ports that the script states explicitly
  Socket socket_ = Socket::none;
  size_t next_event_ = 0;
  uint16_t next_port_ = 0;
  uint16_t identification_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_PLAYER_H_
