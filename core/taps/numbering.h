// Determines whether two connections of two captures are the same one, and how their sequence
// numbers differ.
#ifndef TCPLADDER_CORE_TAPS_NUMBERING_H_
#define TCPLADDER_CORE_TAPS_NUMBERING_H_

#include <array>
#include <cstdint>
#include <optional>

#include "core/taps/packet.h"

namespace tcpladder {

// Whether both contain packets with the same sequence and acknowledgment numbers, length and flags.
// This is the case if no middlebox rewrites the numbers and both taps saw some of the same packets.
// `flipped`: the client of `b` is the server of `a`. Linear in the packets of both.
bool ShareNumbers(const std::array<TapCapture, 2>& captures, uint32_t a, uint32_t b, bool flipped);

// The shift under which packets of both agree, for a middlebox that rewrites sequence numbers. It
// is derived from the SYNs, otherwise from packets whose other fields agree. Nothing if no packets
// prove it. `same_ends`: the addresses and ports agree too, so that less proof is required. O(n log
// n) in the packets of both.
std::optional<SequenceShift> FindShift(const std::array<TapCapture, 2>& captures, uint32_t a,
                                       uint32_t b, bool flipped, bool same_ends);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_NUMBERING_H_
