#include "core/analysis/vnc_banner.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tcpladder {
namespace {

struct PortRange {
  uint16_t first, last;
};

constexpr auto kClaimedPorts = std::to_array<PortRange>({
#define DISSECTOR_PORTS(first, last) {first, last},
#include "core/analysis/dissector_ports.def"
#undef DISSECTOR_PORTS
});

bool Claimed(uint16_t port) {
  const auto* const range =
      std::lower_bound(kClaimedPorts.begin(), kClaimedPorts.end(), port,
                       [](const PortRange& r, uint16_t p) { return r.last < p; });
  return range != kClaimedPorts.end() && range->first <= port;
}

constexpr std::string_view kBannerStart = "RFB ";
constexpr size_t kBannerSize = 12, kPointAt = 7, kLineFeedAt = 11;

}  // namespace

bool IsVncBanner(const TcpSegment& segment, std::optional<uint16_t> server_port) {
  if (segment.payload.size() != kBannerSize) return false;
  const auto at = [&](size_t i) { return static_cast<char>(segment.payload[i]); };
  for (size_t i = 0; i < kBannerStart.size(); ++i) {
    if (at(i) != kBannerStart[i]) return false;
  }
  if (at(kPointAt) != '.' || at(kLineFeedAt) != '\n') return false;
  if (server_port) return !Claimed(*server_port);
  return !Claimed(segment.source_port) && !Claimed(segment.destination_port);
}

}  // namespace tcpladder
