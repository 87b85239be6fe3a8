#include "core/payload/payload_stream.h"

#include <algorithm>
#include <map>

#include "core/base/sort.h"
#include "core/net/tcp_flags.h"
#include "core/payload/payload_numbers.h"

namespace tcpladder {
namespace {

using Piece = PayloadStream::Piece;
using Kind = PayloadPieceKind;

constexpr uint16_t kUnplaced = 0xffff;

std::vector<std::byte>::iterator At(std::vector<std::byte>& bytes, uint64_t number) {
  return bytes.begin() + static_cast<std::ptrdiff_t>(number);
}

// Payload carried by a segment, in offsets that may be negative.
struct Brought {
  int64_t from, to;
  uint64_t place;
  uint32_t row;
  Kind kind;
};

// A set of half-open ranges that do not touch.
class Covered {
 public:
  // Calls `fresh` for each part of [from, to) that was not covered before, and `again` for the
  // rest.
  template <typename Fresh, typename Again>
  void Add(int64_t from, int64_t to, Fresh fresh, Again again) {
    auto next = ranges_.upper_bound(from);
    if (next != ranges_.begin() && std::prev(next)->second >= from) --next;
    int64_t at = from, first = from, last = to;
    while (next != ranges_.end() && next->first <= to) {
      if (next->first > at) fresh(at, next->first);
      const int64_t begin = std::max(at, next->first), end = std::min(to, next->second);
      if (end > begin) again(begin, end);
      at = std::max(at, end);
      first = std::min(first, next->first);
      last = std::max(last, next->second);
      next = ranges_.erase(next);
    }
    if (to > at) fresh(at, to);
    ranges_.emplace(first, last);
  }

  // Calls `hole` for each gap between `from` and `to`.
  template <typename Hole>
  void Holes(int64_t from, int64_t to, Hole hole) const {
    for (const auto& [first, last] : ranges_) {
      if (first > from) hole(from, std::min(first, to));
      from = std::max(from, last);
    }
    if (to > from) hole(from, to);
  }

 private:
  std::map<int64_t, int64_t> ranges_;
};

class Assembler {
 public:
  Assembler(const Connection& connection, uint8_t end) : end_(end), numbers_(connection, end) {}

  void Read(const Engine& engine, const Connection& connection) {
    uint32_t row = 0;
    for (uint32_t i = connection.first_segment; i != kNone; i = engine.segments()[i].next, ++row) {
      const SegmentRecord& record = engine.segments()[i];
      if (record.from() == end_) {
        Sent(engine, i, row);
      } else if (numbers_.begun() && (record.flags & kAck) && !(record.flags & kRst)) {
        const int64_t ack = numbers_.OfAck(record.ack);
        if (ack <= numbers_.highest() + PayloadNumbers::kMostAhead) acked_ = std::max(acked_, ack);
      }
    }
    // Ranges that a segment carried but the capture lacks. Another segment may have provided them.
    for (const Brought& lacking : lacking_) Add(lacking, false);
    Close();
  }

  int64_t beginning() const { return numbers_.known() ? 0 : std::min<int64_t>(lowest_, 0); }
  int64_t length() const { return last_; }
  int64_t acknowledged() const { return std::min(acked_, last_); }
  bool from_beginning() const { return numbers_.known(); }
  std::vector<Piece> Take() { return std::move(pieces_); }

 private:
  void Sent(const Engine& engine, uint32_t segment, uint32_t row) {
    const SegmentRecord& record = engine.segments()[segment];
    const auto from = numbers_.Of(record);
    const bool fin = (record.flags & kFin) && record.length != kNoLength;
    if (fin && !fin_known_ && (from || record.length == 0)) {
      fin_known_ = true;
      fin_ = from ? *from + record.length : numbers_.OfAck(record.seq);
    }
    if (!from) return;
    lowest_ = std::min(lowest_, *from);
    const int64_t to = *from + record.length;
    const uint64_t place =
        record.offset() + record.header_offset + uint64_t{record.data_offset} * 4;
    if (record.header_offset == kUnplaced) {
      lacking_.push_back({*from, to, 0, row, Kind::scattered});
      return;
    }
    const int64_t held = *from + engine.CapturedPayloadOf(segment);
    if (held > *from) Add({*from, held, place, row, Kind::captured}, true);
    if (held < to) lacking_.push_back({held, to, 0, row, Kind::cut});
  }

  void Add(const Brought& brought, bool tell_repeated) {
    const int64_t from = numbers_.known() ? std::max<int64_t>(brought.from, 0) : brought.from;
    if (from >= brought.to) return;
    const auto piece = [&](int64_t begin, int64_t end, Kind kind) {
      pieces_.push_back({static_cast<uint64_t>(begin), static_cast<uint64_t>(end),
                         brought.place + static_cast<uint64_t>(begin - brought.from), brought.row,
                         kind});
    };
    covered_.Add(
        from, brought.to, [&](int64_t begin, int64_t end) { piece(begin, end, brought.kind); },
        [&](int64_t begin, int64_t end) {
          if (tell_repeated) piece(begin, end, Kind::repeated);
        });
  }

  void Close() {
    last_ = numbers_.highest();
    if (fin_known_ && fin_ <= last_ + PayloadNumbers::kMostAhead) {
      last_ = std::max(last_, fin_);
    } else if (acked_ > last_ + 1) {
      // The additional number may be that of a FIN that was not captured.
      last_ = acked_;
    }
    covered_.Holes(beginning(), last_, [&](int64_t begin, int64_t end) {
      if (end > begin) {
        pieces_.push_back(
            {static_cast<uint64_t>(begin), static_cast<uint64_t>(end), 0, kNone, Kind::missing});
      }
    });
  }

  uint8_t end_;
  PayloadNumbers numbers_;
  Covered covered_;
  std::vector<Piece> pieces_;
  std::vector<Brought> lacking_;
  int64_t lowest_ = INT64_MAX, acked_ = INT64_MIN, fin_ = 0, last_ = 0;
  bool fin_known_ = false;
};

}  // namespace

PayloadStream::PayloadStream(const Engine& engine, uint32_t connection, uint8_t end) {
  if (connection >= engine.connections().size() || end > 1) return;
  Assembler assembler(engine.connections()[connection], end);
  assembler.Read(engine, engine.connections()[connection]);
  from_beginning_ = assembler.from_beginning();
  const auto first = static_cast<uint64_t>(assembler.beginning());
  length_ = static_cast<uint64_t>(assembler.length()) - first;
  acknowledged_ = static_cast<uint64_t>(std::max(assembler.acknowledged(), assembler.beginning()));
  acknowledged_ -= first;
  pieces_ = assembler.Take();
  for (Piece& piece : pieces_) {
    piece.from -= first;
    piece.to -= first;
  }
  const auto before = [](const Piece& a, const Piece& b) {
    const bool again_a = a.kind == Kind::repeated, again_b = b.kind == Kind::repeated;
    if (a.from != b.from) return a.from < b.from;
    return again_a != again_b ? again_b : a.row < b.row;
  };
  SortStably(pieces_, before);
  uint64_t reach = 0;
  for (const Piece& piece : pieces_) reach_.push_back(reach = std::max(reach, piece.to));
}

std::vector<Piece> PayloadStream::Within(uint64_t from, uint64_t to) const {
  std::vector<Piece> within;
  if (from >= std::min(to, length_)) return within;
  to = std::min({to, from + kMostPage, length_});
  const auto begin = std::upper_bound(reach_.begin(), reach_.end(), from);
  for (auto i = static_cast<size_t>(begin - reach_.begin()); i < pieces_.size(); ++i) {
    Piece piece = pieces_[i];
    if (piece.from >= to) break;
    if (piece.to <= from) continue;
    const uint64_t cut = std::max(piece.from, from) - piece.from;
    piece.from += cut;
    piece.place += cut;
    piece.to = std::min(piece.to, to);
    within.push_back(piece);
  }
  return within;
}

uint64_t PayloadStream::FirstOf(uint32_t row) const {
  for (const Piece& piece : pieces_) {
    if (piece.row == row) return piece.from;
  }
  return length_;
}

// Indices of the pieces to read, in file order.
std::vector<size_t> PayloadStream::InFile(const std::vector<Piece>& pieces) {
  std::vector<size_t> order;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind == Kind::captured || pieces[i].kind == Kind::repeated) order.push_back(i);
  }
  const auto before = [&](size_t a, size_t b) { return pieces[a].place < pieces[b].place; };
  SortStably(order, before);
  return order;
}

std::vector<double> PayloadStream::Places(uint64_t from, uint64_t to) const {
  std::vector<double> places;
  const std::vector<Piece> pieces = Within(from, to);
  for (const size_t i : InFile(pieces)) {
    places.push_back(static_cast<double>(pieces[i].place));
    places.push_back(static_cast<double>(pieces[i].to - pieces[i].from));
  }
  return places;
}

PayloadTable PayloadStream::Page(uint64_t from, uint64_t to,
                                 std::span<const std::byte> reread) const {
  PayloadTable table;
  table.length = static_cast<double>(length_);
  table.acknowledged = static_cast<double>(acknowledged_);
  table.from_beginning = from_beginning_ ? 1 : 0;
  const std::vector<Piece> pieces = Within(from, to);
  std::vector<std::span<const std::byte>> bytes_of(pieces.size());
  for (const size_t i : InFile(pieces)) {
    const auto size = static_cast<size_t>(pieces[i].to - pieces[i].from);
    if (reread.size() < size) return table;
    bytes_of[i] = reread.first(size);
    reread = reread.subspan(size);
  }
  // The bytes of the page, with which repeated pieces are compared.
  std::vector<std::byte> held(
      pieces.empty() ? 0 : static_cast<size_t>(std::min(to, from + kMostPage) - from));
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].kind != Kind::captured) continue;
    std::copy(bytes_of[i].begin(), bytes_of[i].end(), At(held, pieces[i].from - from));
    for (const std::byte byte : bytes_of[i]) table.bytes.push_back(std::to_integer<uint8_t>(byte));
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const auto& bytes = bytes_of[i];
    const bool same = std::equal(bytes.begin(), bytes.end(), At(held, piece.from - from));
    table.kind.push_back(static_cast<uint8_t>(piece.kind));
    table.from.push_back(static_cast<double>(piece.from));
    table.size.push_back(static_cast<double>(piece.to - piece.from));
    table.row.push_back(piece.row);
    table.differs.push_back(same ? 0 : 1);
  }
  table.count = static_cast<uint32_t>(pieces.size());
  return table;
}

}  // namespace tcpladder
