#include "core/file_set/file_set.h"

#include <algorithm>
#include <numeric>

namespace tcpladder {
namespace {

constexpr int64_t kMillisecond = 1'000'000, kMinute = 60'000 * kMillisecond;
constexpr int64_t kMostDisorder = 10 * kMillisecond;

int64_t LengthOf(const CaptureSpan& file) { return file.last_ns - file.first_ns; }

bool AreCopies(const CaptureSpan& a, const CaptureSpan& b) {
  return a.packets == b.packets && a.digest == b.digest && a.link_type == b.link_type;
}

// Two short captures that overlap whole are no pieces, however short.
bool Overlap(const CaptureSpan& a, const CaptureSpan& b, int64_t gap_ns) {
  constexpr int64_t kLeastShare = 10;
  const int64_t shorter = std::min(LengthOf(a), LengthOf(b));
  return -gap_ns > std::min(kMostDisorder, shorter / kLeastShare);
}

}  // namespace

FileSet FileSetOf(std::span<const CaptureSpan> files) {
  FileSet set;
  set.order.resize(files.size());
  std::iota(set.order.begin(), set.order.end(), 0u);
  const auto empty = std::stable_partition(set.order.begin(), set.order.end(),
                                           [&](uint32_t i) { return files[i].has_time(); });
  std::stable_sort(set.order.begin(), empty,
                   [&](uint32_t a, uint32_t b) { return files[a].first_ns < files[b].first_ns; });
  bool copies = true, overlapping = false, apart = false;
  int64_t longest = kMinute;
  for (auto i = set.order.begin(); i != empty; ++i) {
    longest = std::max(longest, LengthOf(files[*i]));
  }
  int64_t end_ns = 0;  // of the files so far
  for (auto i = set.order.begin(); i != empty; ++i) {
    const CaptureSpan& file = files[*i];
    if (i == set.order.begin()) {
      end_ns = file.last_ns;
      continue;
    }
    const CaptureSpan& before = files[*(i - 1)];
    const int64_t gap_ns = file.first_ns - end_ns;
    set.gaps_ns.push_back(gap_ns);
    copies = copies && AreCopies(before, file);
    overlapping = overlapping || Overlap(before, file, gap_ns);
    apart = apart || file.link_type != before.link_type || gap_ns > longest;
    end_ns = std::max(end_ns, file.last_ns);
  }
  const bool pair = set.gaps_ns.size() == 1;
  const bool taps = pair && AreTwoTaps(files[set.order[0]].sketch, files[set.order[1]].sketch);
  if (set.gaps_ns.empty()) {
    set.relation = FileRelation::pieces;
  } else if (copies) {
    set.relation = FileRelation::copies;
  } else if (taps) {
    set.relation = FileRelation::taps;
  } else if (overlapping) {
    set.relation = FileRelation::overlapping;
  } else {
    set.relation = apart ? FileRelation::apart : FileRelation::pieces;
  }
  return set;
}

void FileSetReader::End() {
  reader_->Finish();
  files_.push_back(reader_->span());
  reader_.reset();
}

}  // namespace tcpladder
