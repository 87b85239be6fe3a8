// Which connections of two captures are the same?
#ifndef TCPLADDER_CORE_TAPS_CONNECTION_GROUPS_H_
#define TCPLADDER_CORE_TAPS_CONNECTION_GROUPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// Every connection of both captures, each in one group. Most groups are a pair; one that stands in
// one capture only is alone; where the captures cut what passed into connections differently, more
// stand together.
class ConnectionGroups {
 public:
  // Pairs are found by addresses and ports, then by numbers (address translation leaves them), then
  // by what rewriting leaves; never by comparing each connection with each. n log n in the packets.
  static ConnectionGroups Of(const std::array<TapCapture, 2>& captures);

  size_t size() const { return groups_.size(); }
  ConnectionGroup operator[](size_t group) const;

  // How many groups are in both captures, and how many of those have other addresses or ports in b.
  uint32_t shared() const { return shared_; }
  uint32_t translated() const { return translated_; }

 private:
  friend class GroupBuilder;

  struct Group {
    uint32_t first_member;
    SequenceShift shift;
  };

  std::vector<Group> groups_;
  std::vector<GroupMember> members_;
  uint32_t shared_ = 0, translated_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_CONNECTION_GROUPS_H_
