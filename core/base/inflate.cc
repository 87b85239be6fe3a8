// DEFLATE codes are canonical: the lengths of the code words determine them (RFC 1951 section
// 3.2.2). Therefore counts suffice for decoding: words of one length are consecutive numbers, and
// the first word of the next length follows from the count. This is slower than a table but does
// not need one.
#include "core/base/inflate.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/byte_reader.h"

namespace tcpladder {
namespace {

constexpr size_t kLongestWord = 15;
constexpr size_t kLengthSymbols = 288, kDistanceSymbols = 32, kOrderSymbols = 19;

// Takes bits beginning with the lowest one of each byte.
class BitReader {
 public:
  explicit BitReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  uint32_t Take(unsigned count) {
    uint32_t value = 0;
    for (unsigned i = 0; i < count; ++i) value |= TakeBit() << i;
    return value;
  }
  uint32_t TakeBit() {
    if (at_ / 8 >= bytes_.size()) {
      ended_ = true;
      return 0;
    }
    const uint32_t bit = bytes_.U8(at_ / 8) >> (at_ % 8) & 1u;
    ++at_;
    return bit;
  }
  void SkipToByte() { at_ = (at_ + 7) & ~size_t{7}; }
  // Whether more bits were requested than there are.
  bool ended() const { return ended_; }

 private:
  ByteReader bytes_;
  size_t at_ = 0;
  bool ended_ = false;
};

class Code {
 public:
  // `lengths` contains the length of each symbol's word; 0 if it has none. False if there are more
  // words than possible.
  bool Build(std::span<const uint8_t> lengths) {
    counts_.fill(0);
    for (const uint8_t length : lengths) ++counts_[length];
    counts_[0] = 0;
    int32_t room = 1;
    std::array<uint16_t, kLongestWord + 2> first{};
    for (size_t length = 1; length <= kLongestWord; ++length) {
      room = room * 2 - counts_[length];
      if (room < 0) return false;
      first[length + 1] = static_cast<uint16_t>(first[length] + counts_[length]);
    }
    for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      if (lengths[symbol] != 0) symbols_[first[lengths[symbol]]++] = static_cast<uint16_t>(symbol);
    }
    return true;
  }

  // Decodes the next symbol; -1 if no word matches.
  int Decode(BitReader& bits) const {
    uint32_t word = 0, first = 0, index = 0;
    for (size_t length = 1; length <= kLongestWord; ++length) {
      word |= bits.TakeBit();
      const uint32_t count = counts_[length];
      if (word < first + count) return symbols_[index + word - first];
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    return -1;
  }

 private:
  std::array<uint16_t, kLongestWord + 1> counts_{};  // number of words of each length
  std::array<uint16_t, kLengthSymbols> symbols_{};   // ordered by their words
};

struct Base {
  uint16_t least;
  uint8_t bits;
};
constexpr std::array<Base, 29> kLengths = {
    {{3, 0},  {4, 0},  {5, 0},  {6, 0},   {7, 0},   {8, 0},   {9, 0},   {10, 0},  {11, 1}, {13, 1},
     {15, 1}, {17, 1}, {19, 2}, {23, 2},  {27, 2},  {31, 2},  {35, 3},  {43, 3},  {51, 3}, {59, 3},
     {67, 4}, {83, 4}, {99, 4}, {115, 4}, {131, 5}, {163, 5}, {195, 5}, {227, 5}, {258, 0}}};
constexpr std::array<Base, 30> kDistances = {
    {{1, 0},     {2, 0},     {3, 0},     {4, 0},      {5, 1},      {7, 1},
     {9, 2},     {13, 2},    {17, 3},    {25, 3},     {33, 4},     {49, 4},
     {65, 5},    {97, 5},    {129, 6},   {193, 6},    {257, 7},    {385, 7},
     {513, 8},   {769, 8},   {1025, 9},  {1537, 9},   {2049, 10},  {3073, 10},
     {4097, 11}, {6145, 11}, {8193, 12}, {12289, 12}, {16385, 13}, {24577, 13}}};

class Inflater {
 public:
  Inflater(std::span<const std::byte> packed, size_t limit, std::vector<std::byte>& unpacked)
      : bits_(packed), limit_(limit), unpacked_(unpacked), begin_(unpacked.size()) {}

  bool Run() {
    for (bool last = false; !last;) {
      last = bits_.TakeBit() != 0;
      if (!ReadBlock(bits_.Take(2))) return false;
    }
    return !bits_.ended();
  }

 private:
  bool ReadBlock(uint32_t type) {
    constexpr uint32_t kStored = 0, kFixed = 1, kDynamic = 2;
    switch (type) {
      case kStored:
        return ReadStored();
      case kFixed:
        return BuildFixed() && ReadSymbols();
      case kDynamic:
        return BuildDynamic() && ReadSymbols();
      default:
        return false;
    }
  }

  bool Put(std::byte byte) {
    if (unpacked_.size() >= limit_) return false;
    unpacked_.push_back(byte);
    return true;
  }

  bool ReadStored() {
    bits_.SkipToByte();
    const uint32_t length = bits_.Take(16);
    if (bits_.Take(16) != (~length & 0xffff)) return false;
    for (uint32_t i = 0; i < length; ++i) {
      const auto byte = static_cast<std::byte>(bits_.Take(8));
      if (bits_.ended() || !Put(byte)) return false;
    }
    return true;
  }

  bool BuildFixed() {
    std::array<uint8_t, kLengthSymbols> lengths;
    for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
    }
    std::array<uint8_t, kDistanceSymbols> distances;
    distances.fill(5);
    return lengths_.Build(lengths) && distances_.Build(distances);
  }

  // The lengths of the words are compressed too (RFC 1951 section 3.2.7).
  bool BuildDynamic() {
    constexpr std::array<uint8_t, kOrderSymbols> kOrder = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                           11, 4,  12, 3, 13, 2, 14, 1, 15};
    constexpr size_t kMostLengths = 286, kMostDistances = 30;
    const size_t length_count = bits_.Take(5) + 257, distance_count = bits_.Take(5) + 1;
    const size_t order_count = bits_.Take(4) + 4;
    if (length_count > kMostLengths || distance_count > kMostDistances) return false;
    std::array<uint8_t, kOrderSymbols> order{};
    for (size_t i = 0; i < order_count; ++i) order[kOrder[i]] = static_cast<uint8_t>(bits_.Take(3));
    if (!lengths_.Build(order)) return false;
    std::array<uint8_t, kLengthSymbols + kDistanceSymbols> words{};
    if (!ReadWordLengths(std::span(words).first(length_count + distance_count))) return false;
    return lengths_.Build(std::span(words).first(length_count)) &&
           distances_.Build(std::span(words).subspan(length_count, distance_count));
  }

  bool ReadWordLengths(std::span<uint8_t> words) {
    for (size_t i = 0; i < words.size();) {
      const int symbol = lengths_.Decode(bits_);
      if (symbol < 0 || bits_.ended()) return false;
      if (symbol < 16) {
        words[i++] = static_cast<uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && i == 0) return false;
      const uint8_t repeated = symbol == 16 ? words[i - 1] : uint8_t{0};
      const uint32_t times = symbol == 16   ? 3 + bits_.Take(2)
                             : symbol == 17 ? 3 + bits_.Take(3)
                                            : 11 + bits_.Take(7);
      if (times > words.size() - i) return false;
      for (uint32_t k = 0; k < times; ++k) words[i++] = repeated;
    }
    return true;
  }

  bool ReadSymbols() {
    constexpr int kEndOfBlock = 256;
    for (;;) {
      const int symbol = lengths_.Decode(bits_);
      if (symbol < 0 || bits_.ended()) return false;
      if (symbol == kEndOfBlock) return true;
      if (symbol < kEndOfBlock) {
        if (!Put(static_cast<std::byte>(symbol))) return false;
      } else if (!Repeat(static_cast<size_t>(symbol - kEndOfBlock - 1))) {
        return false;
      }
    }
  }

  bool Repeat(size_t length_symbol) {
    if (length_symbol >= kLengths.size()) return false;
    const Base& length = kLengths[length_symbol];
    const size_t count = length.least + bits_.Take(length.bits);
    const int symbol = distances_.Decode(bits_);
    if (symbol < 0 || static_cast<size_t>(symbol) >= kDistances.size()) return false;
    const Base& distance = kDistances[static_cast<size_t>(symbol)];
    const size_t back = distance.least + bits_.Take(distance.bits);
    if (bits_.ended() || back > unpacked_.size() - begin_) return false;
    for (size_t i = 0; i < count; ++i) {
      if (!Put(unpacked_[unpacked_.size() - back])) return false;
    }
    return true;
  }

  BitReader bits_;
  size_t limit_;
  std::vector<std::byte>& unpacked_;
  size_t begin_;  // where the output of this stream begins
  Code lengths_, distances_;
};

}  // namespace

bool Inflate(std::span<const std::byte> packed, size_t limit, std::vector<std::byte>& unpacked) {
  return Inflater(packed, limit, unpacked).Run();
}

}  // namespace tcpladder
