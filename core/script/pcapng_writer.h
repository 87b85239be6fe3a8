// Writes pcapng (draft-ietf-opsawg-pcapng): one section and one raw IP interface, with times in
// nanoseconds. Unlike the classic pcap format, it can contain comments and names.
#ifndef TCPLADDER_CORE_SCRIPT_PCAPNG_WRITER_H_
#define TCPLADDER_CORE_SCRIPT_PCAPNG_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/ip_address.h"

namespace tcpladder {

// The time of the first packet if only time differences are known. It is not 0, because Wireshark
// measures no round-trip time from a SYN captured exactly at the epoch.
inline constexpr int64_t kUnknownStartNs = 1'000'000'000;

// The section's comment, for whoever receives the file.
inline constexpr std::string_view kWrittenComment = "written, not captured";

class PcapngWriter {
 public:
  // `application` and `comment` describe the section; an empty comment is omitted.
  PcapngWriter(std::string_view application, std::string_view comment);

  void Name(const IpAddress& address, std::string_view name);
  struct PacketInfo {
    int64_t time_ns = 0;           // since the Unix epoch
    uint32_t original_length = 0;  // bytes on the wire
    uint32_t notes = 0;            // FrameNote bits
    std::span<const std::string> comments{};
  };
  // `bytes` begins with the IP header.
  void Packet(const PacketInfo& info, std::span<const std::byte> bytes);

  const std::vector<std::byte>& bytes() const { return bytes_; }
  std::vector<std::byte> Take() { return std::move(bytes_); }

 private:
  size_t Begin(uint32_t type);
  void End(size_t at);
  void Option(uint16_t code, std::string_view value);
  void Raw(std::span<const std::byte> bytes);
  void Little(uint64_t value, size_t size);

  std::vector<std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_PCAPNG_WRITER_H_
