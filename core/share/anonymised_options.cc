#include "core/share/anonymised_options.h"

#include <algorithm>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

// How many bytes of an option's value are kept.
size_t KeptOf(const TcpOption& option) {
  if (option.fault != TcpOptionFault::none) return 0;
  switch (option.kind) {
    case kOption_mss:
    case kOption_window_scale:
    case kOption_sack:
    case kOption_partial_order_profile:
    case kOption_alternate_checksum_request:
    case kOption_selective_nack:
    case kOption_user_timeout:
    case kOption_accurate_ecn_0:
    case kOption_accurate_ecn_1:
      return option.value.size();
    case kOption_mptcp:
      return 2;
    case kOption_experiment_1:
    case kOption_experiment_2:
      return 2;
    default:
      return 0;
  }
}

}  // namespace

void AnonymiseOptions(std::span<std::byte> options, size_t from, TimestampShift& shift) {
  constexpr size_t kFixedHeader = 20;
  TcpOptionWalk walk(options);
  TcpOption option;
  while (walk.Next(option)) {
    const size_t at = option.offset - kFixedHeader;
    if (option.kind == kOption_no_operation) continue;
    if (option.kind == kOption_end_of_options) {
      std::fill(options.begin() + static_cast<ptrdiff_t>(at), options.end(), std::byte{0});
      continue;
    }
    if (at + 2 > options.size()) continue;
    const auto value = options.subspan(at + 2, option.value.size());
    if (option.kind == kOption_timestamps && option.fault == TcpOptionFault::none) {
      const ByteReader times(value);
      ByteWriter writer(value);
      writer.U32(0, shift.Value(from, times.U32(0)));
      writer.U32(4, shift.Echo(1 - from, times.U32(4)));
      continue;
    }
    const size_t kept = std::min(KeptOf(option), value.size());
    std::fill(value.begin() + static_cast<ptrdiff_t>(kept), value.end(), std::byte{0});
  }
}

}  // namespace tcpladder
