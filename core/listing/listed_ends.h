// Converts the hosts and ports of a listing to addresses and numbers.
#ifndef TCPLADDER_CORE_LISTING_LISTED_ENDS_H_
#define TCPLADDER_CORE_LISTING_LISTED_ENDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/listing/listing.h"

namespace tcpladder {

// The same name has the same address throughout a listing.
class ListedEnds {
 public:
  // Returns an address as it is; a name gets an address from the documentation ranges (RFC 5737).
  // Nothing if there are more names than addresses.
  std::optional<IpAddress> AddressOf(std::string_view host);
  // A number, the number in "http(80)", that of a known service, or one derived from an unknown
  // name.
  static std::optional<uint16_t> PortOf(std::string_view port);

  const std::vector<ListingName>& names() const { return names_; }

 private:
  std::unordered_map<std::string, size_t> index_;  // in names_
  std::vector<ListingName> names_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_LISTED_ENDS_H_
