#include "core/listing/listed_ends.h"

#include "core/listing/line_scanner.h"
#include "core/script/address_text.h"

namespace tcpladder {
namespace {

struct Service {
  std::string_view name;
  uint16_t port;
};

constexpr Service kServices[] = {
#define SERVICE(name, port) {name, port},
#include "core/listing/service_ports.def"
#undef SERVICE
};

constexpr size_t kHosts = 254;  // of each range
constexpr size_t kMaxHost = 255;

}  // namespace

std::optional<IpAddress> ListedEnds::AddressOf(std::string_view host) {
  if (const auto address = ParseAddress(host)) return address;
  if (host.empty() || host.size() > kMaxHost) return std::nullopt;
  const auto [known, added] = index_.try_emplace(std::string(host), names_.size());
  if (!added) return names_[known->second].address;
  constexpr uint8_t kRanges[][3] = {{192, 0, 2}, {198, 51, 100}, {203, 0, 113}};
  const size_t range = names_.size() / kHosts;
  if (range >= std::size(kRanges)) {
    index_.erase(known);
    return std::nullopt;
  }
  IpAddress address;
  for (size_t i = 0; i < 3; ++i) address.bytes[i] = kRanges[range][i];
  address.bytes[3] = static_cast<uint8_t>(names_.size() % kHosts + 1);
  names_.push_back({address, std::string(host)});
  return address;
}

std::optional<uint16_t> ListedEnds::PortOf(std::string_view port) {
  const size_t bracket = port.find('(');
  LineScanner scanner(bracket == std::string_view::npos ? port : port.substr(bracket + 1));
  if (const auto number = scanner.Number()) {
    if (*number > 0xffff || (!scanner.empty() && !scanner.Accept(")"))) return std::nullopt;
    return static_cast<uint16_t>(*number);
  }
  for (const Service& service : kServices) {
    if (service.name == port) return service.port;
  }
  if (port.empty()) return std::nullopt;
  uint32_t mix = 0;
  for (const char c : port) mix = mix * 31 + static_cast<unsigned char>(c);
  return static_cast<uint16_t>(0x4000 | (mix & 0x3fff));
}

}  // namespace tcpladder
