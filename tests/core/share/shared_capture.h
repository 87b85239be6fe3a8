// Shares a connection of a capture in memory, and reads what was written.
#ifndef TCPLADDER_TESTS_CORE_SHARE_SHARED_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_SHARE_SHARED_CAPTURE_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/share/share.h"
#include "tests/core/engine/talk_capture.h"
#include "tests/support/capture_fixture.h"
#include "tests/support/dissect.h"

namespace tcpladder::test {

struct ShareAsk {
  uint32_t connection = 0;
  uint32_t first_row = 0, last_row = UINT32_MAX;
  uint32_t flags = 0;
  size_t chunk = 0;  // bytes pushed at once; 0 for all
};

struct SharedFile {
  std::vector<std::byte> bytes;
  uint32_t missing = 0;
};

inline SharedFile ShareFrom(std::span<const std::byte> file, const ShareAsk& ask = {}) {
  Engine engine;
  RunEngine(engine, file);
  Share share(engine, ask.connection, ask.first_row, ask.last_row, ask.flags);
  SharedFile shared;
  const auto take = [&] {
    const std::vector<std::byte> part = share.Take();
    shared.bytes.insert(shared.bytes.end(), part.begin(), part.end());
  };
  const size_t chunk = ask.chunk == 0 ? file.size() + 1 : ask.chunk;
  bool more = true;
  for (size_t at = 0; at < file.size() && more; at += chunk) {
    more = share.Push(file.subspan(at, std::min(chunk, file.size() - at)));
    take();
  }
  if (more) share.Finish();
  take();
  shared.missing = share.missing();
  return shared;
}

// A pcap of one frame.
inline Bytes FileOf(uint16_t link_type, const Bytes& frame,
                    std::optional<uint32_t> original_length = {}) {
  PcapOptions options;
  options.link_type = link_type;
  return PcapWriter(options).Frame(kStartNs, frame, original_length).file();
}

// The packets of a shared file, without their record headers.
inline std::vector<Bytes> PacketsIn(const SharedFile& shared) {
  std::vector<Bytes> packets;
  for (const ReadFrame& frame : ReadAll(shared.bytes).frames) {
    Bytes packet;
    for (std::byte byte : frame.bytes) packet.U8(std::to_integer<uint8_t>(byte));
    packets.push_back(packet);
  }
  return packets;
}

inline bool Contains(std::span<const std::byte> bytes, const Bytes& pattern) {
  const auto wanted = pattern.span();
  return std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end()) != bytes.end();
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_SHARE_SHARED_CAPTURE_H_
