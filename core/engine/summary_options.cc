// The options that the two SYNs agree on, and what the IP header of a reset reveals about its
// sender. All of this is read again from the file.
#include <algorithm>
#include <optional>

#include "core/engine/summary.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

struct Offer {
  uint8_t kind;
  bool there;
  int64_t value;
};

std::array<Offer, 3> OffersIn(const TcpOptions& options) {
  return {{{kOption_window_scale, options.window_shift >= 0,
            std::max<int64_t>(options.window_shift, 0)},
           {kOption_sack_permitted, options.sack_permitted, 0},
           {kOption_timestamps, options.timestamps, 0}}};
}

std::optional<TcpOptions> OptionsAt(const SummarySources& sources, uint32_t row) {
  if (row == kNoRow) return std::nullopt;
  const auto bytes = sources.rereads.Options(sources.engine, sources.rows[row]);
  if (!bytes) return std::nullopt;
  return ParseTcpOptions(*bytes);
}

struct Handshake {
  TcpOptions syn, syn_ack;
  uint32_t syn_row, syn_ack_row;
};

void AddFastOpen(const SummarySources& sources, const Handshake& opening,
                 std::vector<SummaryItem>& items) {
  const int64_t syn_row = opening.syn_row, syn_ack_row = opening.syn_ack_row;
  if (opening.syn.fast_open_request) {
    items.push_back({SummaryItemId::fast_open_cookie,
                     1,
                     {syn_row, syn_ack_row, opening.syn_ack.fast_open_cookie ? 1 : 0}});
  }
  const SegmentRecord& syn = sources.At(opening.syn_row);
  if (!opening.syn.fast_open_cookie || syn.length == 0 || syn.length == kNoLength) return;
  const uint32_t acked = sources.At(opening.syn_ack_row).ack - (syn.seq + 1);
  const uint32_t taken = acked <= syn.length ? acked : 0;
  items.push_back({SummaryItemId::fast_open_data, 1, {syn_row, syn_ack_row, syn.length, taken}});
}

// Whether the SYN of `end` has options that were not captured.
bool IsCutOff(const SummarySources& sources, size_t end) {
  const uint32_t row = sources.verdict.syn_rows[end];
  constexpr uint8_t kWordsWithoutOptions = 5;
  return row != kNoRow && sources.At(row).data_offset > kWordsWithoutOptions &&
         sources.At(row).captured_extent() == CapturedExtent::cut_header;
}

std::optional<TcpOptions> SynOptions(const SummarySources& sources, size_t end) {
  if (IsCutOff(sources, end)) return std::nullopt;
  return OptionsAt(sources, sources.verdict.syn_rows[end]);
}

void AddMss(const SummarySources& sources, uint8_t end, const std::optional<TcpOptions>& options,
            std::vector<SummaryItem>& items) {
  if (!options || options->mss == 0) return;
  items.push_back(
      {SummaryItemId::mss_announced, end, {options->mss, sources.verdict.syn_rows[end]}});
}

// Returns nothing if the options of the third segment are unknown.
std::optional<bool> ThirdHasMultipath(const SummarySources& sources) {
  const uint32_t row = sources.verdict.third_row;
  if (row == kNoRow) return std::nullopt;
  constexpr uint8_t kWordsWithoutOptions = 5;
  if (sources.At(row).data_offset == kWordsWithoutOptions) return false;
  const auto options = OptionsAt(sources, row);
  if (!options) return std::nullopt;
  return options->mptcp_subtypes != 0;
}

void AddMultipath(const SummarySources& sources, const Handshake& opening,
                  std::vector<SummaryItem>& items) {
  constexpr uint16_t kCapable = 1 << 0, kJoin = 1 << 1;
  const auto asked = static_cast<uint16_t>(opening.syn.mptcp_subtypes & (kCapable | kJoin));
  if (asked == 0) return;
  const int64_t joins = (asked & kJoin) != 0 ? 1 : 0;
  const int64_t syn_row = opening.syn_row;
  if ((opening.syn_ack.mptcp_subtypes & asked) == 0) {
    items.push_back({SummaryItemId::multipath_refused, 1, {syn_row, opening.syn_ack_row, joins}});
    return;
  }
  const std::optional<bool> third = ThirdHasMultipath(sources);
  if (!third) return;
  const SummaryItemId id =
      *third ? SummaryItemId::multipath_agreed : SummaryItemId::multipath_refused;
  items.push_back({id, 0, {syn_row, sources.verdict.third_row, joins}});
}

// Rows that the sender of the reset sent before it, newest last.
std::vector<IpFingerprint> Before(const SummarySources& sources, uint32_t reset_row) {
  std::vector<IpFingerprint> seen;
  for (uint32_t row = 0; row < reset_row; ++row) {
    if (sources.At(row).from() != sources.At(reset_row).from()) continue;
    const auto ip = sources.rereads.Ip(sources.engine, sources.connection, sources.rows[row]);
    if (ip) seen.push_back(*ip);
  }
  constexpr size_t kEnough = 8;
  if (seen.size() > kEnough) seen.erase(seen.begin(), seen.end() - kEnough);
  return seen;
}

// Whether identifications count up in small steps, so that the next one can be predicted.
bool Counts(const std::vector<IpFingerprint>& seen) {
  constexpr uint16_t kSmallStep = 1000;
  for (size_t i = 1; i < seen.size(); ++i) {
    const auto step = static_cast<uint16_t>(seen[i].identification - seen[i - 1].identification);
    if (step == 0 || step > kSmallStep) return false;
  }
  return true;
}

// Whether the other end's SYN was sent, although the capture lacks it: an opener that has no answer
// sends nothing but its SYN.
bool MissesSyn(const SummarySources& sources) {
  const auto& rows = sources.verdict.syn_rows;
  if (rows[0] != kNoRow && rows[1] != kNoRow) return false;
  for (uint32_t row = 0; row < sources.count(); ++row) {
    if (!(sources.At(row).flags & (kSyn | kRst))) return true;
  }
  return false;
}

}  // namespace

void AddOptions(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const auto client = SynOptions(sources, 0);
  const auto server = SynOptions(sources, 1);
  AddMss(sources, 0, client, items);
  AddMss(sources, 1, server, items);
  // A missing or cut option list is not an answer.
  if (!client && !server) return;
  if (IsCutOff(sources, 0) || IsCutOff(sources, 1) || MissesSyn(sources)) return;
  const auto asked = OffersIn(client.value_or(TcpOptions{}));
  const auto answered = OffersIn(server.value_or(TcpOptions{}));
  for (size_t i = 0; i < asked.size(); ++i) {
    const int64_t kind = asked[i].kind;
    if (asked[i].there && answered[i].there) {
      items.push_back({SummaryItemId::option_agreed, 0, {kind, asked[i].value, answered[i].value}});
    } else if (asked[i].there && server) {
      items.push_back(
          {SummaryItemId::option_refused, 1, {kind, asked[i].value, sources.verdict.syn_rows[1]}});
    } else if (asked[i].there || answered[i].there) {
      const uint8_t end = asked[i].there ? 0 : 1;
      items.push_back(
          {SummaryItemId::option_unanswered,
           end,
           {kind, end == 0 ? asked[i].value : answered[i].value, sources.verdict.syn_rows[end]}});
    }
  }
}

void AddExtensions(const SummarySources& sources, std::vector<SummaryItem>& items) {
  const auto [syn_row, syn_ack_row] = sources.verdict.syn_rows;
  const auto syn = OptionsAt(sources, syn_row);
  const auto syn_ack = OptionsAt(sources, syn_ack_row);
  if (!syn || !syn_ack || sources.verdict.opening == Opening::simultaneous) return;
  const Handshake opening{*syn, *syn_ack, syn_row, syn_ack_row};
  AddFastOpen(sources, opening, items);
  AddMultipath(sources, opening, items);
}

void AddResetForensics(const SummarySources& sources, std::vector<SummaryItem>& items) {
  uint32_t row = 0;
  while (row < sources.count() && !(sources.At(row).flags & kRst)) ++row;
  if (row == sources.count()) return;
  const auto reset = sources.rereads.Ip(sources.engine, sources.connection, sources.rows[row]);
  const std::vector<IpFingerprint> seen = Before(sources, row);
  constexpr size_t kLeastToCompare = 3;
  if (!reset || seen.size() < kLeastToCompare) return;
  const uint8_t end = sources.At(row).from();
  int64_t least = seen[0].ttl, most = seen[0].ttl;
  for (const IpFingerprint& each : seen) {
    least = std::min<int64_t>(least, each.ttl);
    most = std::max<int64_t>(most, each.ttl);
  }
  // The length of a route may change by a hop.
  if (reset->ttl + 1 < least || reset->ttl > most + 1) {
    items.push_back({SummaryItemId::reset_ttl, end, {row, reset->ttl, least, most}});
  }
  constexpr uint16_t kFar = 10000;
  const auto distance = static_cast<uint16_t>(reset->identification - seen.back().identification);
  const bool far = distance > kFar && distance < 0x10000 - kFar;
  // Linux answers for a connection it does not know with identification 0.
  if (reset->version == 4 && reset->identification != 0 && far && Counts(seen)) {
    items.push_back({SummaryItemId::reset_identification,
                     end,
                     {row, reset->identification, seen.back().identification}});
  }
}

}  // namespace tcpladder
