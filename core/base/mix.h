// Mixes 64-bit words, for hashes that are never stored.
#ifndef TCPLADDER_CORE_BASE_MIX_H_
#define TCPLADDER_CORE_BASE_MIX_H_

#include <cstdint>

namespace tcpladder {

// Odd numbers without a recognisable pattern.
inline constexpr uint64_t kMixConstant1 = 0x9e3779b97f4a7c15;
inline constexpr uint64_t kMixConstant2 = 0xd6e8feb86659fd93;
inline constexpr uint64_t kMixConstant3 = 0xa0761d6478bd642f;

// Folded multiplication: the high half of the product lets every input bit affect the low bits. On
// targets without a 128-bit product, it is computed from 32-bit halves.
constexpr uint64_t Mix(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__) && !defined(__wasm__)
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a} * b;
  return static_cast<uint64_t>(product >> 64) ^ static_cast<uint64_t>(product);
#else
  const uint64_t a_low = a & 0xffffffff, a_high = a >> 32;
  const uint64_t b_low = b & 0xffffffff, b_high = b >> 32;
  const uint64_t low = a_low * b_low, cross = a_high * b_low + (low >> 32);
  const uint64_t middle = a_low * b_high + (cross & 0xffffffff);
  const uint64_t high = a_high * b_high + (cross >> 32) + (middle >> 32);
  return high ^ (middle << 32 | (low & 0xffffffff));
#endif
}

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_MIX_H_
