#include "core/analysis/wireshark_options.h"

namespace tcpladder {
namespace {

constexpr size_t kFixedHeader = 20;
constexpr uint8_t kLeastSack = 10;  // RFC 2018 section 3: kind, length, one block

}  // namespace

void WiresharkOptions::ReadOdd(const TcpSegment& segment) {
  const size_t header_length = size_t{segment.data_offset} * 4;
  own_ = ParseCutTcpOptions(segment.options, header_length);
  read_ = &*own_;
  TcpOptionWalk walk(segment.options);
  TcpOption option;
  while (walk.Next(option)) {
    if (option.kind != kOption_sack || option.fault == TcpOptionFault::no_length) continue;
    if (size_t{option.offset} + option.length > header_length) continue;
    has_sack_ = true;
    if (option.length >= kLeastSack) continue;
    own_ = ParseTcpOptions(segment.options.first(option.offset - kFixedHeader));
    own_->sack_blocks = 0;
    sound_ = false;
    return;
  }
}

}  // namespace tcpladder
