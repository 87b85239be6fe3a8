// The sequence numbers of a script, and the initial sequence numbers from which they count.
#ifndef TCPLADDER_CORE_SCRIPT_NUMBER_SPACE_H_
#define TCPLADDER_CORE_SCRIPT_NUMBER_SPACE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/net/tcp_flags.h"
#include "core/script/script.h"

namespace tcpladder {

constexpr size_t Index(ScriptEnd end) { return static_cast<size_t>(end); }
constexpr ScriptEnd Other(ScriptEnd end) {
  return end == ScriptEnd::local ? ScriptEnd::remote : ScriptEnd::local;
}

// Numbers of a SYN are absolute. All others count from the initial sequence number of their side,
// which is that of its first SYN, or 0 as long as it has sent none.
class NumberSpace {
 public:
  NumberSpace() = default;
  // `active`: the end under test opens the connection.
  explicit NumberSpace(bool active) : active_(active) {}

  // A SYN with sequence number `seq`. True if it sets the initial sequence number: the first one
  // does, and for an end that opens, the first SYN ACK, whatever SYN came before it.
  bool NoteSyn(ScriptEnd from, uint16_t flags, uint32_t seq) {
    const bool answers =
        active_ && from == ScriptEnd::remote && (flags & kAck) != 0 && !syn_ack_received_;
    if (syn_sent_[Index(from)] && !answers) return false;
    initial_[Index(from)] = seq;
    syn_sent_[Index(from)] = true;
    syn_ack_received_ = syn_ack_received_ || answers;
    return true;
  }

  uint32_t initial(ScriptEnd end) const { return initial_[Index(end)]; }

  // To be added to the script's number for the number in the header.
  uint32_t SeqBase(ScriptEnd from, uint16_t flags) const {
    return flags & kSyn ? 0 : initial(from);
  }
  uint32_t AckBase(ScriptEnd from, uint16_t flags) const {
    return (flags & kSyn) != 0 || (flags & kAck) == 0 ? 0 : initial(Other(from));
  }

 private:
  std::array<uint32_t, 2> initial_{};  // by ScriptEnd
  std::array<bool, 2> syn_sent_{};
  bool active_ = false;
  bool syn_ack_received_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_NUMBER_SPACE_H_
