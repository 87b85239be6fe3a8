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

// Reading the options completely is possible even if it ends at an option with an impossible
// length: below 2, or beyond the end of the header. In the latter case, all bytes of the header
// except the last two must have been captured.
void WiresharkOptions::ReadCut(const TcpSegment& segment) {
  const size_t header_length = size_t{segment.data_offset} * 4;
  const size_t captured = kFixedHeader + segment.options.size();
  TcpOptionWalk walk(segment.options);
  TcpOption option;
  while (walk.Next(option)) {
    const size_t end = size_t{option.offset} + option.length;
    if (option.fault == TcpOptionFault::no_length && captured >= size_t{option.offset} + 2) return;
    if (end > header_length && captured + 2 >= header_length) return;
  }
  sound_ = false;
}

}  // namespace tcpladder
