#include "core/net/ip_address.h"

#include <charconv>

namespace tcpladder {
namespace {

void AppendNumber(std::string& text, unsigned value, int base) {
  char digits[8];
  const auto result = std::to_chars(std::begin(digits), std::end(digits), value, base);
  text.append(digits, result.ptr);
}

std::string Dotted(const uint8_t* bytes) {
  std::string text;
  for (size_t i = 0; i < 4; ++i) {
    if (i != 0) text += '.';
    AppendNumber(text, bytes[i], 10);
  }
  return text;
}

struct Run {
  size_t first = 0, length = 0;
};

// The longest run of zero groups, and the first of several. A single group is not shortened (RFC
// 5952 section 4.2).
Run LongestZeroRun(const std::array<unsigned, 8>& groups) {
  Run best, run;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] != 0) {
      run = {};
      continue;
    }
    if (run.length == 0) run.first = i;
    ++run.length;
    if (run.length > best.length) best = run;
  }
  return best.length > 1 ? best : Run{};
}

}  // namespace

std::string IpAddress::ToString() const {
  if (version == 4) return Dotted(bytes.data());
  std::array<unsigned, 8> groups{};
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i] = static_cast<unsigned>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
  }
  // The last part of an IPv4-mapped address is dotted decimal (RFC 5952 section 5).
  const bool mapped = groups[0] == 0 && groups[1] == 0 && groups[2] == 0 && groups[3] == 0 &&
                      groups[4] == 0 && groups[5] == 0xffff;
  if (mapped) return "::ffff:" + Dotted(&bytes[12]);
  const Run zeros = LongestZeroRun(groups);
  std::string text;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (zeros.length != 0 && i == zeros.first) {
      text += "::";
      i += zeros.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    AppendNumber(text, groups[i], 16);
  }
  return text;
}

}  // namespace tcpladder
