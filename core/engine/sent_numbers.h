// How many numbers a sender has used, by the highest one in each segment: captured or not.
#ifndef TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_
#define TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_

#include <cstdint>

#include "core/base/seq.h"
#include "core/tcp/tracker.h"

namespace tcpladder {

class SentNumbers {
 public:
  // `sender`: what is known of it at the end of the connection.
  explicit SentNumbers(const TrackedEnd& sender)
      : limit_(sender.snd_nxt), limited_(!sender.wrapped) {}

  // A segment of [first, end): the numbers by which it goes beyond all earlier ones; 0 for the
  // first segment if it carries nothing. Numbers that cannot be the sender's are ignored: those
  // beyond the highest one that it is known to have used, as long as that can be compared with
  // them, and those further away than any window reaches.
  int64_t Take(Seq first, Seq end) {
    if (limited_ && end > limit_) return 0;
    if (!begun_) highest_ = first;
    begun_ = true;
    const int64_t beyond = end.Since(highest_);
    if (beyond <= 0 || beyond > kLargestWindow) return 0;
    highest_ = end;
    return beyond;
  }

 private:
  static constexpr int64_t kLargestWindow = int64_t{1} << 30;  // RFC 7323 section 2.3

  Seq highest_, limit_;
  bool limited_, begun_ = false;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_SENT_NUMBERS_H_
