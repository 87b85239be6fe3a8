#include "core/file_set/file_set.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "core/base/sort.h"

namespace tcpladder {
namespace {

constexpr int64_t kMillisecond = 1'000'000, kMinute = 60'000 * kMillisecond;
constexpr int64_t kMostDisorder = 10 * kMillisecond;

int64_t LengthOf(const CaptureSpan& file) { return file.last_ns - file.first_ns; }

bool AreCopies(const CaptureSpan& a, const CaptureSpan& b) {
  return a.packets == b.packets && a.digest == b.digest && a.link_type == b.link_type;
}

// The permitted overlap is also relative to the shorter file, so that two short captures of the
// same time are not taken for pieces.
bool Overlap(const CaptureSpan& a, const CaptureSpan& b, int64_t gap_ns) {
  constexpr int64_t kLeastShare = 10;
  const int64_t shorter = std::min(LengthOf(a), LengthOf(b));
  return -gap_ns > std::min(kMostDisorder, shorter / kLeastShare);
}

// Of files with packets, in the order of time.
struct Sequence {
  std::vector<int64_t> gaps_ns;
  bool copies = true, overlapping = false, apart = false;

  bool are_pieces() const { return !overlapping && !apart; }
};

Sequence SequenceOf(std::span<const CaptureSpan> files, std::span<const uint32_t> order) {
  Sequence sequence;
  if (order.empty()) return sequence;
  int64_t longest = kMinute;
  for (const uint32_t i : order) longest = std::max(longest, LengthOf(files[i]));
  int64_t end_ns = files[order[0]].last_ns;  // of the files so far
  for (size_t i = 1; i < order.size(); ++i) {
    const CaptureSpan &file = files[order[i]], &before = files[order[i - 1]];
    const int64_t gap_ns = file.first_ns - end_ns;
    sequence.gaps_ns.push_back(gap_ns);
    sequence.copies = sequence.copies && AreCopies(before, file);
    sequence.overlapping = sequence.overlapping || Overlap(before, file, gap_ns);
    sequence.apart = sequence.apart || file.link_type != before.link_type || gap_ns > longest;
    end_ns = std::max(end_ns, file.last_ns);
  }
  return sequence;
}

// How files may be two captures in pieces: which one each is of, 0 or 1, in the order of time.
using Split = std::vector<uint8_t>;

// Two different names.
Split SplitByName(std::span<const CaptureSpan> files, std::span<const uint32_t> order) {
  const uint32_t first = files[order[0]].name;
  uint32_t second = first;
  Split split;
  for (const uint32_t i : order) {
    const uint32_t name = files[i].name;
    if (name == CaptureSpan::kNoName) return {};
    if (name != first && second == first) second = name;
    if (name != first && name != second) return {};
    split.push_back(name == first ? 0 : 1);
  }
  return split;
}

// Each file behind one that ends before it. Pieces of one capture share hardly a segment, those of
// the other capture many: of two such the one whose newest files share fewer, else the one that
// ended last.
Split SplitByTime(std::span<const CaptureSpan> files, std::span<const uint32_t> order) {
  constexpr size_t kNewest = 3;
  std::array<std::vector<const CaptureSpan*>, 2> pieces;
  Split split;
  for (const uint32_t i : order) {
    const CaptureSpan& file = files[i];
    std::array<bool, 2> fits{};
    std::array<size_t, 2> shared{};
    for (size_t tap = 0; tap < 2; ++tap) {
      const auto& own = pieces[tap];
      fits[tap] = own.empty() || (own.back()->link_type == file.link_type &&
                                  !Overlap(*own.back(), file, file.first_ns - own.back()->last_ns));
      for (size_t n = own.size() - std::min(own.size(), kNewest); n < own.size(); ++n) {
        shared[tap] += SharedSegments(own[n]->sketch, file.sketch);
      }
    }
    uint8_t chosen = fits[0] ? 0 : 1;
    if (fits[0] && fits[1]) {
      if (shared[0] != shared[1]) {
        chosen = shared[0] < shared[1] ? 0 : 1;
      } else if (!pieces[0].empty() && !pieces[1].empty()) {
        chosen = pieces[0].back()->last_ns >= pieces[1].back()->last_ns ? 0 : 1;
      }
    }
    pieces[chosen].push_back(&file);
    split.push_back(chosen);
  }
  return split;
}

// Where the clocks differ by more than the captures last.
Split SplitByLongestGap(const Sequence& sequence) {
  const auto& gaps = sequence.gaps_ns;
  const auto longest = std::max_element(gaps.begin(), gaps.end()) - gaps.begin();
  Split split(gaps.size() + 1, 1);
  std::fill(split.begin(), split.begin() + longest + 1, uint8_t{0});
  return split;
}

bool AreTwoTapsInPieces(std::span<const CaptureSpan> files, std::span<const uint32_t> order,
                        const Split& split) {
  if (split.size() != order.size()) return false;
  std::array<std::vector<uint32_t>, 2> pieces;
  std::array<TrafficSketch, 2> sketches;
  for (size_t i = 0; i < order.size(); ++i) {
    pieces[split[i]].push_back(order[i]);
    sketches[split[i]].Merge(files[order[i]].sketch);
  }
  if (pieces[0].empty() || pieces[1].empty()) return false;
  return SequenceOf(files, pieces[0]).are_pieces() && SequenceOf(files, pieces[1]).are_pieces() &&
         AreTwoTaps(sketches[0], sketches[1]);
}

// Empty where they are not two taps.
Split TapsOf(std::span<const CaptureSpan> files, std::span<const uint32_t> order,
             const Sequence& sequence) {
  if (order.size() < 2) return {};
  for (Split split :
       {SplitByName(files, order), SplitByTime(files, order), SplitByLongestGap(sequence)}) {
    if (!AreTwoTapsInPieces(files, order, split)) continue;
    const auto first = std::min_element(order.begin(), order.end()) - order.begin();
    const uint8_t of_first = split[static_cast<size_t>(first)];
    for (uint8_t& tap : split) tap ^= of_first;
    return split;
  }
  return {};
}

}  // namespace

FileSet FileSetOf(std::span<const CaptureSpan> files) {
  FileSet set;
  set.order.resize(files.size());
  std::iota(set.order.begin(), set.order.end(), 0u);
  const auto empty = std::stable_partition(set.order.begin(), set.order.end(),
                                           [&](uint32_t i) { return files[i].has_time(); });
  SortStably(std::span(set.order).first(static_cast<size_t>(empty - set.order.begin())),
             [&](uint32_t a, uint32_t b) { return files[a].first_ns < files[b].first_ns; });
  const auto held = std::span(set.order).first(static_cast<size_t>(empty - set.order.begin()));
  Sequence sequence = SequenceOf(files, held);
  if (sequence.gaps_ns.empty()) {
    set.relation = FileRelation::pieces;
  } else if (sequence.copies) {
    set.relation = FileRelation::copies;
  } else if (set.taps = TapsOf(files, held, sequence); !set.taps.empty()) {
    set.relation = FileRelation::taps;
  } else if (sequence.overlapping) {
    set.relation = FileRelation::overlapping;
  } else {
    set.relation = sequence.apart ? FileRelation::apart : FileRelation::pieces;
  }
  set.gaps_ns = std::move(sequence.gaps_ns);
  return set;
}

void FileSetReader::End() {
  reader_->Finish();
  files_.push_back(reader_->span());
  files_.back().name = name_;
  reader_.reset();
}

}  // namespace tcpladder
