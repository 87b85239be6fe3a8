// What the records do not keep, options and IP headers, is read again from the file, for the few
// segments of a connection whose details need it.
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

// Ordinals in Engine::segments(), ascending: the SYNs; every segment with room for SACK, or
// where they are very many, only those with room for timestamps too; around a reset what its sender
// sent before; the newest segments of the connection before on the same ports.
std::vector<uint32_t> SegmentsToReread(const Engine& engine, const Connection& connection);

// Where the TCP headers of `segments`, ordinals in Engine::segments(), begin in the file.
std::vector<uint64_t> PlacesOf(const Engine& engine, std::span<const uint32_t> segments);

// The same for SegmentsToReread().
std::vector<uint64_t> PlacesToReread(const Engine& engine, const Connection& connection);

// Fields of an IP header that tell one sender from another.
struct IpFingerprint {
  uint8_t version = 4;
  uint8_t ttl = 0;              // or hop limit
  uint16_t identification = 0;  // 0 for IPv6
  bool dont_fragment = false;   // false for IPv6
};

class Rereads {
 public:
  // A place is read from kBefore bytes before the TCP header on; what lies outside the file is
  // zeros.
  static constexpr size_t kBefore = 60;
  static constexpr size_t kLength = 120;

  Rereads() = default;
  // `bytes` holds kLength for each of SegmentsToReread() in their order; it must outlive this. A
  // short one gives the first of them.
  Rereads(std::vector<uint32_t> segments, std::span<const std::byte> bytes)
      : segments_(std::move(segments)), bytes_(bytes) {}

  // The captured bytes behind the fixed TCP header; nothing where the segment was not read again,
  // or where the file no longer holds it there.
  std::optional<std::span<const std::byte>> Options(const Engine& engine, uint32_t segment) const;
  // Of the IP header right before the TCP header.
  std::optional<IpFingerprint> Ip(const Engine& engine, const Connection& connection,
                                  uint32_t segment) const;

 private:
  std::span<const std::byte> At(uint32_t segment) const;

  std::vector<uint32_t> segments_;
  std::span<const std::byte> bytes_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_REREAD_H_
