#include "core/tcp/state.h"

namespace tcpladder {

void StatePath::Append(State state) {
  const bool outside = state == State::closed || state == State::listen || state == State::unknown;
  if (size_ == 0 && outside) return;
  if (back() == state) return;
  const int at = size_ < kMax ? size_ : kMax - 1;
  bits_ &= ~(uint64_t{0xf} << (4 * at));
  bits_ |= static_cast<uint64_t>(state) << (4 * at);
  size_ = static_cast<uint8_t>(at + 1);
}

void StatePath::Withdraw() {
  if (size_ == 0) return;
  --size_;
  bits_ &= ~(uint64_t{0xf} << (4 * size_));
}

}  // namespace tcpladder
