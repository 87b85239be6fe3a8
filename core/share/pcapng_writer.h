// Writes pcapng (draft-ietf-opsawg-pcapng): one section, little-endian, with times in nanoseconds.
// Unlike the classic pcap format, it can contain comments and names.
#ifndef TCPLADDER_CORE_SHARE_PCAPNG_WRITER_H_
#define TCPLADDER_CORE_SHARE_PCAPNG_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/ip_address.h"

namespace tcpladder {

// The link type of packets that begin with an IP header.
inline constexpr uint16_t kRawIpLink = 101;

// Texts may be any bytes: they are written as UTF-8 (see WellFormedUtf8()), in at most 65,535
// bytes, the longest option. Empty texts are omitted.
class PcapngWriter {
 public:
  struct Section {
    std::string_view hardware{}, operating_system{}, application{};
    std::span<const std::string> comments{};
  };
  explicit PcapngWriter(const Section& section);

  struct Interface {
    uint16_t link_type = kRawIpLink;
    uint32_t snap_length = 0;  // 0: unlimited
    // Seconds that readers add to every time of the interface, so that times before 1970 can be
    // written.
    int64_t offset_seconds = 0;
    std::string_view name{}, description{};
    std::span<const std::string> comments{};
  };
  // Returns its ordinal, from 0.
  uint32_t AddInterface(const Interface& interface);

  // The name is truncated to 255 bytes.
  void Name(const IpAddress& address, std::string_view name);

  struct PacketInfo {
    uint32_t interface = 0;        // an ordinal that AddInterface() returned
    int64_t time_ns = 0;           // since the Unix epoch and the interface's offset
    uint32_t original_length = 0;  // bytes on the wire
    uint32_t notes = 0;            // FrameNote bits
    std::span<const std::string> comments{};
  };
  // `bytes` begins with the headers of the interface's link type.
  void Packet(const PacketInfo& info, std::span<const std::byte> bytes);

  // What the capturing machine counted at an interface. `time_ns` as in PacketInfo.
  void Statistics(uint32_t interface, int64_t time_ns, uint64_t received, uint64_t dropped);

  // Returns the part of the file written since the last call.
  std::vector<std::byte> Take();

 private:
  size_t Begin(uint32_t type);
  void End(size_t at);
  void Option(uint16_t code, std::string_view value);
  void Number(uint16_t code, uint64_t value);
  void Text(uint16_t code, std::string_view text);
  void Comments(std::span<const std::string> comments);
  void Raw(std::span<const std::byte> bytes);
  void Little(uint64_t value, size_t size);
  void Time(int64_t time_ns);

  uint32_t interfaces_ = 0;
  std::vector<std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_PCAPNG_WRITER_H_
