#include "core/net/checksum.h"

#include <gtest/gtest.h>

#include <vector>

namespace tcpladder {
namespace {

class ChecksumTest : public testing::Test {
 protected:
  // A segment of `length` bytes of payload between two addresses of a version, checksum finished.
  void Make(uint8_t version, size_t length) {
    segment_ = {};
    bytes_.assign(20 + length, std::byte{0x5a});
    for (size_t i = 20; i < bytes_.size(); ++i) bytes_[i] = static_cast<std::byte>(i * 7);
    bytes_[12] = std::byte{0x50};
    for (IpAddress* address : {&segment_.source, &segment_.destination}) {
      address->version = version;
      for (size_t i = 0; i < (version == 6 ? 16u : 4u); ++i) {
        address->bytes[i] = static_cast<uint8_t>(0xf0 + 3 * i + (address == &segment_.source));
      }
    }
    Set(0);
    Set(static_cast<uint16_t>(~Slow(Pseudo() + static_cast<uint32_t>(bytes_.size()), bytes_)));
  }

  void Set(uint16_t checksum) {
    bytes_[16] = static_cast<std::byte>(checksum >> 8);
    bytes_[17] = static_cast<std::byte>(checksum & 0xff);
    segment_.checksum = checksum;
    segment_.data_offset = 5;
    segment_.length = static_cast<uint32_t>(bytes_.size() - 20);
    segment_.captured = bytes_;
    segment_.payload = std::span(bytes_).subspan(20);
  }

  // RFC 1071 word by word.
  static uint16_t Slow(uint32_t start, const std::vector<std::byte>& bytes) {
    uint32_t sum = start;
    for (size_t i = 0; i < bytes.size(); ++i) {
      sum += i % 2 ? static_cast<uint32_t>(bytes[i]) : static_cast<uint32_t>(bytes[i]) << 8;
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<uint16_t>(sum);
  }

  uint32_t Pseudo() const {
    std::vector<std::byte> addresses;
    for (const IpAddress* address : {&segment_.source, &segment_.destination}) {
      for (size_t i = 0; i < (address->version == 6 ? 16u : 4u); ++i) {
        addresses.push_back(static_cast<std::byte>(address->bytes[i]));
      }
    }
    return Slow(6, addresses);
  }

  std::vector<std::byte> bytes_;
  TcpSegment segment_;
};

TEST_F(ChecksumTest, GoodForEachVersionAndLength) {
  for (const uint8_t version : {uint8_t{4}, uint8_t{6}}) {
    for (size_t length = 0; length < 140; ++length) {
      Make(version, length);
      EXPECT_EQ(ChecksumOf(segment_), Checksum::good) << int{version} << ' ' << length;
    }
  }
}

TEST_F(ChecksumTest, NothingIsLostWhereEveryBitIsSet) {
  std::vector<std::byte> bytes;
  for (size_t length = 0; length < 1500; ++length) {
    ASSERT_EQ(InternetSum(bytes), Slow(0, bytes)) << length;
    bytes.push_back(std::byte{0xff});
  }
}

TEST_F(ChecksumTest, BadForAnyByteChanged) {
  Make(4, 77);
  for (size_t i = 0; i < bytes_.size(); ++i) {
    if (i == 16 || i == 17) continue;
    bytes_[i] ^= std::byte{0x10};
    EXPECT_EQ(ChecksumOf(segment_), Checksum::bad) << i;
    bytes_[i] ^= std::byte{0x10};
  }
}

TEST_F(ChecksumTest, LeftToTheCardIsUnfinished) {
  Make(4, 100);
  const uint32_t pseudo = Pseudo();
  for (const uint32_t left : {uint32_t{0}, pseudo, pseudo + 120}) {
    Set(static_cast<uint16_t>(left));
    EXPECT_EQ(ChecksumOf(segment_), Checksum::unfinished) << left;
  }
}

TEST_F(ChecksumTest, LongerThanTheWireCarriesIsUnknownUnlessGood) {
  Make(4, 4000);
  EXPECT_EQ(ChecksumOf(segment_), Checksum::good);
  bytes_[30] ^= std::byte{1};
  EXPECT_EQ(ChecksumOf(segment_), Checksum::unknown);
}

TEST_F(ChecksumTest, CutIsUnknown) {
  Make(4, 100);
  segment_.payload = segment_.payload.first(99);
  EXPECT_EQ(ChecksumOf(segment_), Checksum::unknown);
}

}  // namespace
}  // namespace tcpladder
