// The payload of one end of a connection, in the order of its numbers.
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

// As the receiver's application gets it: what came first counts where two segments carry the same
// numbers. Only where the payload lies is kept; its bytes are read again from the file, a page at a
// time. The engine must outlive this.
class PayloadStream {
 public:
  struct Piece {
    uint64_t from = 0, to = 0;  // numbers; the first byte is 0
    uint64_t place = 0;         // offset in the file, of captured and repeated pieces
    uint32_t row = kNone;       // segment, counted in its connection; kNone of what is missing
    PayloadPieceKind kind = PayloadPieceKind::captured;
  };
  // Numbers of one page at most.
  static constexpr uint64_t kMostPage = 1 << 20;

  // Empty where there is no such connection or end. n log n in the connection's segments.
  PayloadStream(const Engine& engine, uint32_t connection, uint8_t end);

  // Ascending by number; repeated pieces follow the piece with their first number. Others do not
  // overlap and have no room between them.
  const std::vector<Piece>& pieces() const { return pieces_; }
  // Behind the last number, missing ones included.
  uint64_t length() const { return length_; }
  // Behind the last number that the receiver acknowledged.
  uint64_t acknowledged() const { return acknowledged_; }
  // The numbers count from a captured SYN.
  bool from_beginning() const { return from_beginning_; }

  // Number of the first byte that the segment of this row brings, or length() where it brings none.
  // Linear in pieces().
  uint64_t FirstOf(uint32_t row) const;

  // What to read again for Page(): first byte and how many, of each place in turn;
  // places ascend.
  std::vector<double> Places(uint64_t from, uint64_t to) const;
  // `reread` holds those places one after the other. Without pieces where it falls
  // short of them.
  PayloadTable Page(uint64_t from, uint64_t to, std::span<const std::byte> reread) const;

 private:
  std::vector<Piece> Within(uint64_t from, uint64_t to) const;
  static std::vector<size_t> InFile(const std::vector<Piece>& pieces);

  std::vector<Piece> pieces_;
  // Of each piece, the highest end of it and those before it: where a page begins.
  std::vector<uint64_t> reach_;
  uint64_t length_ = 0, acknowledged_ = 0;
  bool from_beginning_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_PAYLOAD_PAYLOAD_STREAM_H_
