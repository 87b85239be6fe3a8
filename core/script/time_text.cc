#include "core/script/time_text.h"

#include "core/script/characters.h"

namespace tcpladder {

std::optional<int64_t> ParseSeconds(std::string_view text) {
  constexpr int64_t kMostSeconds = int64_t{1} << 31;
  int64_t seconds = 0;
  size_t at = 0;
  for (; at < text.size() && IsDigit(text[at]); ++at) {
    seconds = seconds * 10 + (text[at] - '0');
    if (seconds > kMostSeconds) return std::nullopt;
  }
  const bool whole = at > 0;
  if (at == text.size()) return whole ? std::optional(seconds * kNsPerSecond) : std::nullopt;
  if (text[at++] != '.' || (!whole && at == text.size())) return std::nullopt;
  int64_t ns = 0;
  int64_t unit = kNsPerSecond / 10;
  for (; at < text.size(); ++at, unit /= 10) {
    if (!IsDigit(text[at])) return std::nullopt;
    ns += (text[at] - '0') * unit;
  }
  return seconds * kNsPerSecond + ns;
}

std::string SecondsText(int64_t ns) {
  std::string text = ns < 0 ? "-" : "";
  const uint64_t magnitude = ns < 0 ? -static_cast<uint64_t>(ns) : static_cast<uint64_t>(ns);
  text += std::to_string(magnitude / kNsPerSecond);
  std::string fraction = std::to_string(magnitude % kNsPerSecond);
  fraction.insert(0, 9 - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + '.' + fraction;
}

}  // namespace tcpladder
