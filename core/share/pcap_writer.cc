#include "core/share/pcap_writer.h"

#include <algorithm>
#include <utility>

namespace tcpladder {
namespace {

constexpr int64_t kSecond = 1'000'000'000;
constexpr uint32_t kMagicMicroseconds = 0xa1b2c3d4, kMagicNanoseconds = 0xa1b23c4d;

}  // namespace

PcapWriter::PcapWriter(uint16_t link_type, Resolution resolution) : resolution_(resolution) {
  Little(resolution == Resolution::nanoseconds ? kMagicNanoseconds : kMagicMicroseconds, 4);
  Little(2, 2);  // format version
  Little(4, 2);
  Little(0, 4);  // reserved, formerly the time zone
  Little(0, 4);  // reserved, formerly the accuracy
  Little(kSnapLength, 4);
  Little(link_type, 4);
}

void PcapWriter::Record(int64_t time_ns, std::span<const std::byte> head, size_t zeros,
                        uint32_t original_length) {
  const int64_t time = std::clamp(time_ns, int64_t{0}, (int64_t{1} << 32) * kSecond - 1);
  const auto fraction = static_cast<uint32_t>(time % kSecond);
  head = head.first(std::min(head.size(), kSnapLength));
  zeros = std::min(zeros, kSnapLength - head.size());
  const size_t captured = head.size() + zeros;
  Little(static_cast<uint32_t>(time / kSecond), 4);
  Little(resolution_ == Resolution::nanoseconds ? fraction : fraction / 1000, 4);
  Little(static_cast<uint32_t>(captured), 4);
  Little(std::max(original_length, static_cast<uint32_t>(captured)), 4);
  bytes_.insert(bytes_.end(), head.begin(), head.end());
  bytes_.resize(bytes_.size() + zeros);
}

std::vector<std::byte> PcapWriter::Take() { return std::exchange(bytes_, {}); }

void PcapWriter::Little(uint32_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    bytes_.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
  }
}

}  // namespace tcpladder
