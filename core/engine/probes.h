// Which segments are keep-alive probes or zero window probes.
#ifndef TCPLADDER_CORE_ENGINE_PROBES_H_
#define TCPLADDER_CORE_ENGINE_PROBES_H_

#include <array>
#include <cstdint>

#include "core/base/seq.h"
#include "core/engine/segment_record.h"
#include "core/tcp/verdict.h"

namespace tcpladder {

enum class Probe : uint8_t {
#define PROBE(id) id,
#include "core/engine/probes.def"
#undef PROBE
};

// Wireshark's test, except what only looks like a probe: an ACK that an end sends after its own
// FIN, or before the handshake is complete. And except a name: what is sent against a zero window
// probes the window, also where Wireshark calls it a keep-alive or a retransmission.
class ProbeFinder {
 public:
  // The verdict is that on the whole connection.
  explicit ProbeFinder(const Verdict& verdict) : verdict_(verdict) {}

  // Call in capture order; rows count from 0.
  Probe Take(const SegmentRecord& record, uint32_t row);

 private:
  struct End {
    Seq acked;  // newest acknowledgment that it sent
    bool acked_known = false;
    bool closed = false;  // its newest window is 0
  };

  Probe KindOf(const SegmentRecord& record, uint32_t row) const;

  Verdict verdict_;
  std::array<End, 2> ends_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_PROBES_H_
