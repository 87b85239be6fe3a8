// What follows a damaged record in the formats without markers between records.
#pragma once

#include <cstdint>
#include <optional>

#include "core/capture/container.h"

namespace tcpladder {

// Skips everything after a damaged record, because no later record can be recognised, and reports
// bad_record_length once at the end of the file.
class DamagedRest {
 public:
  explicit DamagedRest(CaptureOutput& output) : output_(output) {}

  bool begun() const { return lost_.has_value(); }

  // `record` begins with the damaged record; `length` is what it states, `limit` what is allowed.
  Progress Begin(ByteReader record, bool last, int64_t length, int64_t limit) {
    lost_ = Lost{record.offset(), length, limit, 0};
    return Skip(record, last);
  }

  // Consumes all of `input`.
  Progress Skip(ByteReader input, bool last) {
    lost_->skipped += static_cast<int64_t>(input.size());
    if (last) {
      output_.Add(FindingId::k_bad_record_length, 0, lost_->offset,
                  {lost_->length, lost_->limit, lost_->skipped});
    }
    return {input.size(), 1, false};
  }

 private:
  struct Lost {
    uint64_t offset;
    int64_t length, limit, skipped;
  };

  CaptureOutput& output_;
  std::optional<Lost> lost_;
};

}  // namespace tcpladder
