// The sequence numbers of a script and the initial sequence numbers they are relative to.
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

// Sequence numbers of a SYN are absolute. All others are relative to the initial sequence number of
// their side: that of its first SYN, or 0 if it has not sent one.
class NumberSpace {
 public:
  NumberSpace() = default;
  // `active`: the end under test opens the connection.
  explicit NumberSpace(bool active) : active_(active) {}

  // Notes a SYN with sequence number `seq`. True if it sets the initial sequence number. The first
  // SYN does; if the end under test opens the connection, so does the first SYN ACK, whatever SYN
  // preceded it.
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

  // Added to a number of the script to get the number in the header.
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
