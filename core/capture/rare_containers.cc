#include "core/capture/rare_containers.h"

namespace tcpladder {
namespace {

Recognised Recognise(ByteReader input, bool last, CaptureOutput& output) {
  switch (input.U32(0)) {
    case 0x736e6f6f:  // "snoo"
      return {MakeSnoop(output)};
    case 0x52545353:  // "RTSS"
    case 0x474d4255:  // "GMBU"
      return {MakeNetmon(output)};
    case 0x58435000:  // "XCP"
      return {MakeNetxray(output)};
    case 0x7f766572:  // "\x7fver"
      return {MakePeekTagged(output)};
    default:
      break;
  }
  const Likeness erf = LooksLikeErf(input, last);
  if (erf.need != 0 || !erf.likely) return {nullptr, erf.need};
  return {MakeErf(output)};
}

}  // namespace

const RareContainers kRareContainers = &Recognise;

}  // namespace tcpladder
