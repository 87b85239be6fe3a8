#include "core/tcp/state.h"

namespace tcpladder {

void StatePath::Append(State state) {
  const bool outside = state == State::closed || state == State::listen || state == State::unknown;
  if (size() == 0 && outside) return;
  if (back() == state) return;
  const int at = size() < kMax ? size() : kMax - 1;
  Set(at, state);
  Resize(at + 1);
}

void StatePath::Withdraw() {
  if (size() == 0) return;
  Set(size() - 1, State::unknown);
  Resize(size() - 1);
}

void StatePath::Remove(State state) {
  StatePath kept;
  for (int i = 0; i < size(); ++i) {
    if ((*this)[i] != state) kept.Append((*this)[i]);
  }
  *this = kept;
}

void StatePath::Prepend(State state) {
  StatePath longer;
  longer.Append(state);
  for (int i = 0; i < size(); ++i) longer.Append((*this)[i]);
  *this = longer;
}

void StatePath::Set(int i, State state) {
  bits_ &= ~(uint64_t{0xf} << (4 * i));
  bits_ |= static_cast<uint64_t>(state) << (4 * i);
}

void StatePath::Resize(int size) {
  bits_ &= ~(uint64_t{0xf} << kCountShift);
  bits_ |= static_cast<uint64_t>(size) << kCountShift;
}

}  // namespace tcpladder
