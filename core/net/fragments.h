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

// What the fragments of one datagram have in common.
struct FragmentKey {
  IpAddress source, destination;
  uint32_t identification = 0;
  uint32_t network = 0;  // see TcpSegment
  uint8_t protocol = 0;
  LayerId layer = LayerId::none;  // whose fragments they are
  uint16_t port = 0;              // of the sender, where the layer stands on UDP

  bool operator==(const FragmentKey&) const = default;
};

struct Fragment {
  uint32_t offset = 0;  // bytes
  bool more = false;
  std::span<const std::byte> bytes;
};

// Datagrams whose fragments have not all been seen. There is no expiry; when the table is full the
// datagram that was begun first makes room.
class FragmentTable {
 public:
  static constexpr size_t kMaxBytes = 32 << 20;
  static constexpr size_t kMaxDatagrams = 65536;
  static constexpr size_t kMaxPieces = 8192;  // of one datagram

  struct Result {
    // The whole datagram when this fragment completed it, else empty. Valid until the next Add.
    std::span<const std::byte> datagram;
    bool overlap = false;         // some of its bytes had been there already
    uint64_t dropped_before = 0;  // datagrams given up for room in this call
  };

  Result Add(const FragmentKey& key, const Fragment& fragment);

 private:
  struct Piece {
    uint32_t offset, length;
    size_t at;  // in Datagram::bytes
  };
  struct Datagram {
    std::list<FragmentKey>::iterator place;  // in order_
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
  std::list<FragmentKey> order_;  // the keys of table_, the one begun first at the front
  std::vector<std::byte> assembled_;
  size_t bytes_ = 0;  // held by all pieces, bookkeeping included
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_FRAGMENTS_H_
