// Seconds as decimal text, exact to the nanosecond.
#ifndef TCPLADDER_CORE_SCRIPT_TIME_TEXT_H_
#define TCPLADDER_CORE_SCRIPT_TIME_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tcpladder {

inline constexpr int64_t kNsPerSecond = 1'000'000'000;

// "12", "12.5", ".5"; digits after the ninth are ignored. Nothing if the text has another form or
// exceeds 2^31 seconds.
std::optional<int64_t> ParseSeconds(std::string_view text);

// Without trailing zeros: "12.5", "0.000001", "3".
std::string SecondsText(int64_t ns);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SCRIPT_TIME_TEXT_H_
