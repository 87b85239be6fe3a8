#include "core/taps/positions.h"

#include <algorithm>

#include "core/base/seq.h"

namespace tcpladder {
namespace {

// Unwraps the numbers of one direction, in capture order.
class Unwrapper {
 public:
  void Begin(uint32_t raw) {
    if (begun_) return;
    begun_ = true;
    newest_ = origin_ = raw;
  }
  bool begun() const { return begun_; }
  // Starts again for another capture of the same numbers.
  void Rewind() {
    newest_ = origin_;
    position_ = 0;
  }
  int64_t Position(uint32_t raw) {
    const int64_t position = position_ + Seq(raw).Since(Seq(newest_));
    // A number beyond any window (RFC 7323 section 2.3), such as that of a forged reset, does not
    // advance the position.
    if (position > position_ && position - position_ < (int64_t{1} << 30)) {
      position_ = position;
      newest_ = raw;
    }
    return position;
  }

 private:
  bool begun_ = false;
  uint32_t origin_ = 0, newest_ = 0;
  int64_t position_ = 0;
};

}  // namespace

Positions::Positions(const std::vector<Packet>& packets)
    : seq(packets.size()), ack(packets.size()) {
  std::array<Unwrapper, 2> streams;
  for (const bool resets : {false, true}) {
    for (const Packet& p : packets) {
      if (((p.flags & kRst) != 0) != resets) continue;
      streams[p.direction].Begin(p.seq);
      if (p.flags & kAck) streams[1 - p.direction].Begin(p.ack);
    }
  }
  uint8_t file = 0;
  for (size_t i = 0; i < packets.size(); ++i) {
    const Packet& p = packets[i];
    if (p.file != file) {
      file = p.file;
      for (Unwrapper& stream : streams) stream.Rewind();
    }
    seq[i] = streams[p.direction].Position(p.seq);
    if (p.flags & kAck) ack[i] = streams[1 - p.direction].Position(p.ack);
    if (!(p.flags & kRst)) end[p.direction] = std::max(end[p.direction], seq[i] + p.span());
  }
}

}  // namespace tcpladder
