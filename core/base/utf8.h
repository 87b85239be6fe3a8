// Text from outside as UTF-8 (RFC 3629).
#ifndef TCPLADDER_CORE_BASE_UTF8_H_
#define TCPLADDER_CORE_BASE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace tcpladder {

// The text as well-formed UTF-8 of at most `most` bytes, cut between two characters. Each sequence
// of bytes that is not UTF-8 becomes one U+FFFD, divided as browsers do it (Unicode 15, section
// 3.9, "maximal subparts"). So does a zero byte, at which many programs end a text.
std::string WellFormedUtf8(std::string_view text, size_t most);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_UTF8_H_
