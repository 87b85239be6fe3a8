// The link types of a capture as small ordinals, so that a segment can store its own in five bits.
#ifndef TCPLADDER_CORE_ENGINE_LINK_TYPES_H_
#define TCPLADDER_CORE_ENGINE_LINK_TYPES_H_

#include <array>
#include <cstdint>

#include "core/capture/frame.h"

namespace tcpladder {

class LinkTypes {
 public:
  // The last ordinal represents all link types beyond the limit; captures have one or two.
  static constexpr uint8_t kOrdinals = 32;

  uint8_t OrdinalOf(uint16_t link_type) {
    if (count_ > 0 && types_[latest_] == link_type) return latest_;
    for (latest_ = 0; latest_ < count_; ++latest_) {
      if (types_[latest_] == link_type) return latest_;
    }
    if (count_ < kOrdinals - 1) {
      types_[count_++] = link_type;
    } else {
      types_[latest_] = kNoLinkType;
    }
    return latest_;
  }

  // LINKTYPE_ value, or kNoLinkType.
  uint16_t operator[](uint8_t ordinal) const { return types_[ordinal % kOrdinals]; }

 private:
  std::array<uint16_t, kOrdinals> types_{};
  uint8_t count_ = 0, latest_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_LINK_TYPES_H_
