// The time of comparing pairs of captures that were made to take long.
//
//   tcpladder-hostile-taps PACKETS   makes each pair in memory with this number of packets in each
//                                    capture, compares it, prints processor time in seconds

#include <sys/resource.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <vector>

#include "core/taps/packet_traits.h"
#include "core/taps/two_taps.h"

namespace {

using namespace tcpladder;

constexpr uint32_t kConnections = 60'000;

struct HostilePacket {
  uint32_t seq = 0;
  uint16_t length = 0, source_port = 40000, destination_port = 80;
  uint8_t flags = kAck;
};

// HostilePacket number `i` of the first capture or the second.
using PacketAt = HostilePacket (*)(uint32_t i, bool second);

struct Pair {
  const char* name;
  PacketAt packet_at;
  uint32_t share = 1;  // the second capture has one packet where the first has this number
};

HostilePacket Numbered(uint32_t seq, uint32_t length) {
  return {seq, static_cast<uint16_t>(length)};
}

HostilePacket OfConnection(uint32_t i, uint32_t seq, uint8_t flags) {
  return {seq, 0, static_cast<uint16_t>(1000 + i % kConnections), 80, flags};
}

const Pair kPairs[] = {
    {"all packets equal", [](uint32_t, bool) { return Numbered(1, 0); }},
    {"all packets equal, with payload", [](uint32_t, bool) { return Numbered(1, 10); }},
    {"all packets equal, half as many in one", [](uint32_t, bool) { return Numbered(1, 10); }, 2},
    {"one connection, no packet in both",
     [](uint32_t i, bool second) { return Numbered(i * 10 + (second ? 5 : 0), second ? 7 : 10); }},
    {"all packets overlap",
     [](uint32_t i, bool second) {
       if (i < 10) return Numbered(1, i);
       return second ? Numbered(2, 100 + i % 40) : Numbered(1, 1 + i % 100);
     }},
    {"60,000 connections, none in both",
     [](uint32_t i, bool second) {
       return OfConnection(i, i * (second ? 2246822519U : 2654435761U), kAck);
     }},
    {"60,000 connections, all alike",
     [](uint32_t i, bool second) {
       HostilePacket fields = OfConnection(i, 1, i < kConnections ? kSyn : kAck);
       if (second) fields.destination_port = 81;
       return fields;
     }},
    {"one port pair opened again with each packet",
     [](uint32_t i, bool second) {
       HostilePacket fields = Numbered(i * 100'000 + (second ? i * 7919 % 50'000 : 0), 0);
       fields.flags = kSyn;
       return fields;
     }},
};

class Capture {
 public:
  Capture(const Pair& pair, uint32_t packets, bool second) {
    for (const uint32_t word : {0xa1b2c3d4U, 0x40002U, 0U, 0U, 65535U, 101U}) Little(word);
    for (uint32_t i = 0; i < packets; ++i) Write(i, pair.packet_at(i, second));
  }

  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  void Write(uint32_t i, const HostilePacket& packet) {
    const uint32_t size = 40U + packet.length;
    for (const uint32_t word : {1'700'000'000 + i / 1'000'000, i % 1'000'000, size, size}) {
      Little(word);
    }
    // IPv4 with a TTL of 64, from 10.0.0.1 to 10.0.0.2, then TCP.
    for (const uint32_t word :
         {0x45000000U | size, 0x00010000U, 0x40060000U, 0x0a000001U, 0x0a000002U,
          uint32_t{packet.source_port} << 16 | packet.destination_port, packet.seq, 2000U,
          0x50000200U | uint32_t{packet.flags} << 16, 0U}) {
      Big(word);
    }
    bytes_.resize(bytes_.size() + packet.length);
  }
  void Little(uint32_t word) {
    for (int shift = 0; shift < 32; shift += 8) bytes_.push_back(std::byte(word >> shift & 0xff));
  }
  void Big(uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes_.push_back(std::byte(word >> shift & 0xff));
  }

  std::vector<std::byte> bytes_;
};

double Now() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

struct Tap {
  explicit Tap(std::span<const std::byte> file) : engine({.observer = &traits}) {
    engine.Push(file);
    engine.Finish();
  }

  PacketTraits traits;
  Engine engine;
};

void Measure(const Pair& pair, uint32_t packets) {
  const Capture first(pair, packets, false), second(pair, packets / pair.share, true);
  const double start = Now();
  const Tap a(first.bytes()), b(second.bytes());
  const double read = Now();
  const TapComparison comparison = CompareTaps({a.engine, a.traits}, {b.engine, b.traits});
  std::printf("%-44s read %.2f s, compared %.2f s, %u connections in both\n", pair.name,
              read - start, Now() - read, comparison.connections);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long packets = argc == 2 ? std::strtoul(argv[1], nullptr, 10) : 0;
  if (packets == 0 || packets > 10'000'000) {
    std::fputs("usage: tcpladder-hostile-taps PACKETS\n", stderr);
    return 2;
  }
  for (const Pair& pair : kPairs) Measure(pair, static_cast<uint32_t>(packets));
  return 0;
}
