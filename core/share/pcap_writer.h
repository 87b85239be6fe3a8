// Writes the classic pcap format (draft-ietf-opsawg-pcap), little-endian, version 2.4.
#ifndef TCPLADDER_CORE_SHARE_PCAP_WRITER_H_
#define TCPLADDER_CORE_SHARE_PCAP_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tcpladder {

class PcapWriter {
 public:
  // The largest record that readers accept; longer records are truncated.
  static constexpr size_t kSnapLength = 262144;

  enum class Resolution : uint8_t { microseconds, nanoseconds };

  // Starts with the file header.
  PcapWriter(uint16_t link_type, Resolution resolution);

  // `time_ns` is since the Unix epoch; its seconds are clamped to 32 bits. The record contains
  // `head` followed by `zeros` zero bytes, and gives `original_length` as its length on the wire.
  void Record(int64_t time_ns, std::span<const std::byte> head, size_t zeros,
              uint32_t original_length);

  // Returns the bytes written since the last call.
  std::vector<std::byte> Take();

 private:
  void Little(uint32_t value, size_t bytes);

  Resolution resolution_;
  std::vector<std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_PCAP_WRITER_H_
