// Which two interfaces of one capture saw the same traffic at two places?
#ifndef TCPLADDER_CORE_FILE_SET_INTERFACE_TAPS_H_
#define TCPLADDER_CORE_FILE_SET_INTERFACE_TAPS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/capture/frame.h"
#include "core/file_set/traffic_sketch.h"
#include "core/findings/findings.h"

namespace tcpladder {

// Takes a file, or its beginning, in chunks of any size.
class InterfaceTapsReader final : private FrameSink {
 public:
  // What comes from further interfaces is not looked at.
  static constexpr size_t kMostInterfaces = 16;

  InterfaceTapsReader() : reader_(*this, findings_) {}
  InterfaceTapsReader(const InterfaceTapsReader&) = delete;
  InterfaceTapsReader& operator=(const InterfaceTapsReader&) = delete;

  void Push(std::span<const std::byte> chunk) { reader_.Push(chunk); }

  // Ordinals of the interfaces, ascending (Frame::interface): of all pairs the one with most
  // packets; none where no two saw the same traffic. Quadratic in the interfaces.
  std::optional<std::array<uint16_t, 2>> Result() const;

 private:
  struct Interface {
    uint16_t ordinal = 0;
    uint64_t packets = 0;
    TrafficSketcher sketcher;
  };

  void OnFrame(const Frame& frame) override;
  Interface* InterfaceOf(uint16_t ordinal);

  Findings findings_;
  CaptureReader reader_;
  std::vector<std::unique_ptr<Interface>> interfaces_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_FILE_SET_INTERFACE_TAPS_H_
