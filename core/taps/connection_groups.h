// Finds out which connections of two captures are the same.
#ifndef TCPLADDER_CORE_TAPS_CONNECTION_GROUPS_H_
#define TCPLADDER_CORE_TAPS_CONNECTION_GROUPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/taps/packet.h"

namespace tcpladder {

// Every connection of both captures, each in exactly one group. Most groups are pairs. A connection
// that only one capture contains is a group of its own. A group is larger if the captures divide
// the traffic into connections differently.
class ConnectionGroups {
 public:
  // Pairs are found by addresses and ports, then by sequence numbers, which address translation
  // does not change, then by the fields that a middlebox does not rewrite. Connections are never
  // all compared with each other. O(n log n) in the packets.
  static ConnectionGroups Of(const std::array<TapCapture, 2>& captures);

  size_t size() const { return groups_.size(); }
  ConnectionGroup operator[](size_t group) const;
  // The same, but reuses the memory of `into`.
  void Load(size_t group, ConnectionGroup& into) const;

  // Number of groups that are in both captures, and number of those with other addresses or ports
  // in b.
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
