// Reads one line of text from left to right.
#ifndef TCPLADDER_CORE_LISTING_LINE_SCANNER_H_
#define TCPLADDER_CORE_LISTING_LINE_SCANNER_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/script/characters.h"

namespace tcpladder {

class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : rest_(line) {}

  std::string_view rest() const { return rest_; }
  bool empty() const { return rest_.empty(); }

  void SkipBlanks() {
    while (!rest_.empty() && IsBlank(rest_.front())) rest_.remove_prefix(1);
  }
  // Consumes `text` if the rest begins with it.
  bool Accept(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // Continues after the first `text`. False, without moving, if there is none.
  bool SkipPast(std::string_view text) {
    const size_t at = rest_.find(text);
    if (at == std::string_view::npos) return false;
    rest_.remove_prefix(at + text.size());
    return true;
  }
  // Consumes and returns everything up to one of `stops`.
  std::string_view Until(std::string_view stops) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(stops));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // Reads at most ten decimal digits. Nothing if there are none or the number does not fit.
  std::optional<uint32_t> Number() {
    uint64_t value = 0;
    size_t digits = 0;
    for (; digits < rest_.size() && IsDigit(rest_[digits]); ++digits) {
      value = value * 10 + static_cast<uint64_t>(rest_[digits] - '0');
      if (value > UINT32_MAX) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    rest_.remove_prefix(digits);
    return static_cast<uint32_t>(value);
  }

 private:
  std::string_view rest_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LINE_SCANNER_H_
