#include "core/listing/listed_time.h"

#include <optional>

#include "core/listing/line_scanner.h"
#include "core/script/time_text.h"

namespace tcpladder {
namespace {

constexpr int64_t kMinute = 60 * kNsPerSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
// A number of at least this many seconds (2001) is a date, not an interval.
constexpr int64_t kEarliestEpoch = 1'000'000'000 * kNsPerSecond;

// Days from 1970-01-01 in the Gregorian calendar.
int64_t DaysOf(int64_t year, int64_t month, int64_t day) {
  // The year begins in March, so that a leap day is its last day.
  year -= month <= 2 ? 1 : 0;
  const int64_t era = year / 400, year_of_era = year % 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

// "12:34:56.789"
std::optional<int64_t> ReadClock(std::string_view text) {
  LineScanner scanner(text);
  const auto hour = scanner.Number();
  if (!hour || *hour > 99 || !scanner.Accept(":")) return std::nullopt;
  const auto minute = scanner.Number();
  if (!minute || *minute > 59 || !scanner.Accept(":")) return std::nullopt;
  const auto seconds = ParseSeconds(scanner.rest());
  if (!seconds || *seconds >= 61 * kNsPerSecond) return std::nullopt;
  return *hour * kHour + *minute * kMinute + *seconds;
}

// "2024-01-31"
std::optional<int64_t> ReadDate(std::string_view text) {
  LineScanner scanner(text);
  const auto year = scanner.Number();
  if (!year || *year < 1970 || *year > 2100 || !scanner.Accept("-")) return std::nullopt;
  const auto month = scanner.Number();
  if (!month || *month < 1 || *month > 12 || !scanner.Accept("-")) return std::nullopt;
  const auto day = scanner.Number();
  if (!day || *day < 1 || *day > 31 || !scanner.empty()) return std::nullopt;
  return DaysOf(*year, *month, *day) * kDay;
}

}  // namespace

void ReadListedTime(std::string_view text, ListedSegment& segment) {
  LineScanner scanner(text);
  std::optional<int64_t> date;
  while (!scanner.empty()) {
    constexpr std::string_view kBetween = " \t\r\n\",;T";
    const std::string_view word = scanner.Until(kBetween);
    if (const auto day = ReadDate(word)) {
      date = day;
    } else if (const auto clock = ReadClock(word)) {
      segment.time = date ? ListedTime::epoch : ListedTime::clock;
      segment.time_ns = date.value_or(0) + *clock;
      return;
    } else if (word.find('.') != std::string_view::npos) {
      if (const auto seconds = ParseSeconds(word)) {
        segment.time = *seconds >= kEarliestEpoch ? ListedTime::epoch : ListedTime::elapsed;
        segment.time_ns = *seconds;
        return;
      }
    }
    if (!scanner.empty()) scanner.Accept(scanner.rest().substr(0, 1));
  }
}

}  // namespace tcpladder
