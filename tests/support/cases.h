// How many cases of a long loop a test tries.
#pragma once

#include <cstdint>

namespace tcpladder::test {

#if defined(__SANITIZE_ADDRESS__)
#define TCPLADDER_TESTS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TCPLADDER_TESTS_SANITIZED 1
#endif
#endif

// `all` of them, or a fifth under AddressSanitizer, where each takes several times as long. The
// build for WebAssembly, which every run tests too, tries all.
constexpr uint32_t Cases(uint32_t all) {
#if defined(TCPLADDER_TESTS_SANITIZED)
  return all / 5;
#else
  return all;
#endif
}

}  // namespace tcpladder::test
