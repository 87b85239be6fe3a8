// Options and IP headers, which the records do not keep, are read again from the file, for the few
// segments of a connection whose details need them.
#ifndef TCPLADDER_CORE_ENGINE_REREAD_H_
#define TCPLADDER_CORE_ENGINE_REREAD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/engine/engine.h"
#include "core/net/tcp_options.h"

namespace tcpladder {

// Ordinals in Engine::segments(), ascending: the SYNs; every segment with room for SACK or, if
// there are very many, only those with room for timestamps too; before a reset, what its sender
// sent; the newest segments of the previous connection on the same ports.
std::vector<uint32_t> SegmentsToReread(const Engine& engine, const Connection& connection);

// File offsets of the TCP headers of `segments`, ordinals in Engine::segments().
std::vector<uint64_t> PlacesOf(const Engine& engine, std::span<const uint32_t> segments);

// The same for SegmentsToReread().
std::vector<uint64_t> PlacesToReread(const Engine& engine, const Connection& connection);

// Fields of an IP header that distinguish one sender from another.
struct IpFingerprint {
  uint8_t version = 4;
  uint8_t ttl = 0;              // or hop limit
  uint16_t identification = 0;  // 0 for IPv6
  bool dont_fragment = false;   // false for IPv6
};

class Rereads {
 public:
  // Each place is read from kBefore bytes before the TCP header. Bytes outside the file count as
  // zeros.
  static constexpr size_t kBefore = 60;
  static constexpr size_t kLength = 120;

  Rereads() = default;
  // `bytes` contains kLength bytes for each of SegmentsToReread(), in their order, and must outlive
  // this. If it is shorter, only the first ones are available.
  Rereads(std::vector<uint32_t> segments, std::span<const std::byte> bytes)
      : segments_(std::move(segments)), bytes_(bytes) {}

  // The captured bytes after the fixed TCP header; nothing if the segment was not read again, or if
  // the file no longer has it there.
  std::optional<std::span<const std::byte>> Options(const Engine& engine, uint32_t segment) const;
  // Fields of the IP header directly before the TCP header; nothing as in Options().
  std::optional<IpFingerprint> Ip(const Engine& engine, const Connection& connection,
                                  uint32_t segment) const;

 private:
  std::span<const std::byte> At(uint32_t segment) const;

  std::vector<uint32_t> segments_;
  std::span<const std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_REREAD_H_
