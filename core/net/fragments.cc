#include "core/net/fragments.h"

#include <algorithm>
#include <cstring>

namespace tcpladder {
namespace {

// Bookkeeping counted per piece in addition to its bytes, so that the number of empty fragments is
// bounded too.
constexpr size_t kPieceCost = 32;

}  // namespace

size_t FragmentTable::Hash::operator()(const FragmentKey& key) const {
  uint64_t hash = uint64_t{key.identification} << 8 | key.protocol;
  hash ^= uint64_t{key.network} << 24 ^ uint64_t { key.port } << 40;
  const auto mix = [&hash](const IpAddress& address) {
    for (const uint8_t byte : address.bytes) hash = (hash ^ byte) * 0x100000001b3;
  };
  mix(key.source);
  mix(key.destination);
  return static_cast<size_t>(hash ^ hash >> 29);
}

FragmentTable::Result FragmentTable::Add(const FragmentKey& key, const Fragment& fragment) {
  Result result;
  const auto [it, begun] = table_.try_emplace(key);
  Datagram& datagram = it->second;
  if (begun) datagram.place = order_.insert(order_.end(), key);
  if (datagram.pieces.size() >= kMaxPieces) {
    Remove(it);
    result.dropped_before = 1;
    return result;
  }
  bytes_ += fragment.bytes.size() + kPieceCost;
  result.overlap = Insert(datagram, fragment);
  if (Complete(datagram)) {
    Assemble(datagram);
    Remove(it);
    result.datagram = assembled_;
    return result;
  }
  result.dropped_before = MakeRoom();
  return result;
}

// Returns whether the fragment overlaps a neighbour.
bool FragmentTable::Insert(Datagram& datagram, const Fragment& fragment) {
  const auto length = static_cast<uint32_t>(fragment.bytes.size());
  const Piece piece{fragment.offset, length, datagram.bytes.size()};
  datagram.bytes.insert(datagram.bytes.end(), fragment.bytes.begin(), fragment.bytes.end());
  datagram.received += length;
  if (!fragment.more && !datagram.end_known) {
    datagram.end = fragment.offset + length;
    datagram.end_known = true;
  }
  const auto next =
      std::upper_bound(datagram.pieces.begin(), datagram.pieces.end(), piece.offset,
                       [](uint32_t offset, const Piece& other) { return offset < other.offset; });
  const bool before = next != datagram.pieces.begin() &&
                      std::prev(next)->offset + std::prev(next)->length > piece.offset;
  const bool behind = next != datagram.pieces.end() && piece.offset + length > next->offset;
  datagram.pieces.insert(next, piece);
  return before || behind;
}

bool FragmentTable::Complete(const Datagram& datagram) {
  if (!datagram.end_known || datagram.received < datagram.end) return false;
  uint32_t reached = 0;
  for (const Piece& piece : datagram.pieces) {
    if (piece.offset > reached) return false;
    reached = std::max(reached, piece.offset + piece.length);
  }
  return reached >= datagram.end;
}

// If fragments overlap, the one that begins first takes precedence; if two begin at the same
// offset, the one that arrived first.
void FragmentTable::Assemble(const Datagram& datagram) {
  assembled_.resize(datagram.end);
  uint32_t reached = 0;
  for (const Piece& piece : datagram.pieces) {
    const uint32_t end = std::min(piece.offset + piece.length, datagram.end);
    if (end <= reached) continue;
    const uint32_t skip = reached - piece.offset;
    std::memcpy(&assembled_[reached], &datagram.bytes[piece.at + skip], end - reached);
    reached = end;
  }
}

void FragmentTable::Remove(Table::iterator it) {
  bytes_ -= it->second.bytes.size() + it->second.pieces.size() * kPieceCost;
  order_.erase(it->second.place);
  table_.erase(it);
}

uint64_t FragmentTable::MakeRoom() {
  uint64_t dropped = 0;
  for (; bytes_ > kMaxBytes || table_.size() > kMaxDatagrams; ++dropped) {
    Remove(table_.find(order_.front()));
  }
  return dropped;
}

}  // namespace tcpladder
