// Reassembly of IP fragments (RFC 791, RFC 8200 section 4.5), bounded in memory.
#ifndef TCPLADDER_CORE_NET_FRAGMENTS_H_
#define TCPLADDER_CORE_NET_FRAGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/net/ip_address.h"
#include "core/net/layers.h"

namespace tcpladder {

// The fields that the fragments of one datagram share.
struct FragmentKey {
  IpAddress source, destination;
  uint32_t identification = 0;
  uint32_t network = 0;  // see TcpSegment
  uint8_t protocol = 0;
  LayerId layer = LayerId::none;  // the fragmented layer
  uint16_t port = 0;              // source port, if the layer is carried by UDP

  bool operator==(const FragmentKey&) const = default;
};

struct Fragment {
  uint32_t offset = 0;  // in bytes
  bool more = false;
  std::span<const std::byte> bytes;
};

// Datagrams with missing fragments. They do not expire; if the table is full, the oldest is
// dropped.
class FragmentTable {
 public:
  static constexpr size_t kMaxBytes = 32 << 20;
  static constexpr size_t kMaxDatagrams = 65536;
  static constexpr size_t kMaxPieces = 8192;  // of one datagram

  struct Result {
    // The complete datagram if this fragment completed it, otherwise empty. Valid until the next
    // Add().
    std::span<const std::byte> datagram;
    bool overlap = false;         // some of its bytes had already been received
    uint64_t dropped_before = 0;  // number of datagrams dropped by this call to make room
  };

  Result Add(const FragmentKey& key, const Fragment& fragment);

 private:
  struct Piece {
    uint32_t offset, length;
    size_t at;  // position in Datagram::bytes
  };
  struct Datagram {
    std::list<FragmentKey>::iterator place;  // position in order_
    std::vector<Piece> pieces;               // by offset, then in order of arrival
    std::vector<std::byte> bytes;
    uint32_t end = 0;  // set by the last fragment
    bool end_known = false;
    uint64_t received = 0;  // sum of the lengths of all pieces
  };
  struct Hash {
    size_t operator()(const FragmentKey& key) const;
  };
  using Table = std::unordered_map<FragmentKey, Datagram, Hash>;

  static bool Insert(Datagram& datagram, const Fragment& fragment);
  static bool Complete(const Datagram& datagram);
  void Assemble(const Datagram& datagram);
  void Remove(Table::iterator it);
  uint64_t MakeRoom();

  Table table_;
  std::list<FragmentKey> order_;  // keys of table_, oldest first
  std::vector<std::byte> assembled_;
  size_t bytes_ = 0;  // size of all pieces, including bookkeeping
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_FRAGMENTS_H_
