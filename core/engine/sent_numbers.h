// How many numbers a sender has used, by the highest one in each segment: captured or not.
#ifndef TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_
#define TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_

#include <cstdint>

#include "core/base/seq.h"

namespace tcpladder {

class SentNumbers {
 public:
  // A segment of [first, end): the numbers by which it goes beyond all earlier ones; 0 for the
  // first segment if it carries nothing. A segment beyond `limit`, the highest number that the
  // connection knows, cannot be its own.
  int64_t Take(Seq first, Seq end, Seq limit) {
    if (end > limit) return 0;
    if (!begun_) highest_ = first;
    begun_ = true;
    if (end <= highest_) return 0;
    const int64_t beyond = end.Since(highest_);
    highest_ = end;
    return beyond;
  }

 private:
  Seq highest_;
  bool begun_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_
