// Are two connections of two captures the same one, and how do their sequence numbers differ?
#ifndef TCPLADDER_CORE_TAPS_NUMBERING_H_
#define TCPLADDER_CORE_TAPS_NUMBERING_H_

#include <array>
#include <cstdint>
#include <optional>

#include "core/taps/packet.h"

namespace tcpladder {

// Whether packets with the same sequence and acknowledgment number, length and flags stand in both:
// true wherever neither was rewritten between the taps and both taps saw some of the same packets.
// `flipped`: the client of `b` is the server of `a`. Linear in the packets of both.
bool ShareNumbers(const std::array<TapCapture, 2>& captures, uint32_t a, uint32_t b, bool flipped);

// The shift under which packets of both agree, for a middlebox that rewrites numbers: from the
// SYNs, else from packets whose other fields agree. Nothing where no packets prove it. `same_ends`:
// the addresses and ports agree too, so that less proof is needed. n log n in the packets of both.
std::optional<SequenceShift> FindShift(const std::array<TapCapture, 2>& captures, uint32_t a,
                                       uint32_t b, bool flipped, bool same_ends);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TAPS_NUMBERING_H_
