// The payload of one end of a connection, in sequence order.
#ifndef TCPLADDER_CORE_PAYLOAD_PAYLOAD_STREAM_H_
#define TCPLADDER_CORE_PAYLOAD_PAYLOAD_STREAM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"

namespace tcpladder {

enum class PayloadPieceKind : uint8_t {
#define PAYLOAD_PIECE(id) id,
#include "core/payload/payload_pieces.def"
#undef PAYLOAD_PIECE
};

inline constexpr std::array kPayloadPieceNames = {
#define PAYLOAD_PIECE(id) std::string_view(#id),
#include "core/payload/payload_pieces.def"
#undef PAYLOAD_PIECE
};

// The stream as the receiving application gets it: if two segments carry the same bytes, those that
// came first count. Only the places of the payload are kept; the bytes are read again from the
// file, one page at a time. The engine must outlive this object.
class PayloadStream {
 public:
  struct Piece {
    uint64_t from = 0, to = 0;  // offsets in the stream; the first byte has offset 0
    uint64_t place = 0;         // file offset of captured and repeated pieces
    uint32_t row = kNone;       // row of the segment in its connection; kNone for missing bytes
    PayloadPieceKind kind = PayloadPieceKind::captured;
  };
  // Maximum number of bytes of one page.
  static constexpr uint64_t kMostPage = 1 << 20;

  // Empty if the connection or the end does not exist. O(n log n) in the connection's segments.
  PayloadStream(const Engine& engine, uint32_t connection, uint8_t end);

  // In ascending order. A repeated piece follows the piece that contains its first byte; all others
  // are contiguous and do not overlap.
  const std::vector<Piece>& pieces() const { return pieces_; }
  // Length of the stream, including missing bytes.
  uint64_t length() const { return length_; }
  // Offset up to which the receiver has acknowledged.
  uint64_t acknowledged() const { return acknowledged_; }
  // Whether offsets count from a captured SYN.
  bool from_beginning() const { return from_beginning_; }

  // Offset of the first byte that the segment of this row carries, or length() if it carries none.
  // Linear in pieces().
  uint64_t FirstOf(uint32_t row) const;

  // The places that Page() needs, in ascending order: for each, its first byte and its length.
  std::vector<double> Places(uint64_t from, uint64_t to) const;
  // `reread` contains those places one after the other. Returns no pieces if it is shorter.
  PayloadTable Page(uint64_t from, uint64_t to, std::span<const std::byte> reread) const;

 private:
  std::vector<Piece> Within(uint64_t from, uint64_t to) const;
  static std::vector<size_t> InFile(const std::vector<Piece>& pieces);

  std::vector<Piece> pieces_;
  // For each piece, the highest end of it and all pieces before it, to find where a page begins.
  std::vector<uint64_t> reach_;
  uint64_t length_ = 0, acknowledged_ = 0;
  bool from_beginning_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_STREAM_H_
