// Sequence numbers of one end as positions that do not wrap.
#ifndef TCPLADDER_CORE_BASE_UNWRAPPED_H_
#define TCPLADDER_CORE_BASE_UNWRAPPED_H_

#include <cstdint>

namespace tcpladder {

// Each number is placed next to the one before it, at most 2^31 away.
class Unwrapped {
 public:
  // The position of `number`, which becomes the one that the next is placed next to.
  int64_t Take(uint32_t number) {
    position_ = Of(number);
    newest_ = number;
    begun_ = true;
    return position_;
  }
  // The position of `number` only; the first number has its own value.
  int64_t Of(uint32_t number) const {
    return begun_ ? position_ + static_cast<int32_t>(number - newest_) : int64_t{number};
  }

 private:
  bool begun_ = false;
  uint32_t newest_ = 0;
  int64_t position_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_UNWRAPPED_H_
