// Captures read for a comparison, and the comparison of a simulated path beside its truth.
#ifndef TCPLADDER_TESTS_CORE_TAPS_TAP_FIXTURE_H_
#define TCPLADDER_TESTS_CORE_TAPS_TAP_FIXTURE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/taps/two_taps.h"
#include "tests/support/tapped_path.h"

namespace tcpladder::test {

struct ReadTap {
  explicit ReadTap(std::span<const std::byte> file) : engine({.observer = &traits}) {
    engine.Push(file);
    engine.Finish();
  }
  ReadTap(const ReadTap&) = delete;
  ReadTap& operator=(const ReadTap&) = delete;

  TapCapture capture() const { return {engine, traits}; }

  PacketTraits traits;
  Engine engine;
};

// What a comparison got right and wrong; frames count from 1, as does everything said of them.
struct TapScore {
  int pairs = 0, found = 0, wrong_pairs = 0;
  int lost = 0, lost_found = 0;  // between the taps, with bytes
  int wrong_claims = 0;
  bool offset_inside = true;
  int64_t truth_ns = 0;  // the offset at the reference
  std::string first_mistake;
};

class ComparedPath {
 public:
  explicit ComparedPath(const TappedPathOptions& options) : path_(options), options_(options) {
    path_.Run();
    for (size_t tap = 0; tap < 2; ++tap) {
      taps_.push_back(std::make_unique<ReadTap>(path_.file(tap)));
      LabelFrames(tap);
    }
    comparison_ = CompareTaps(taps_[0]->capture(), taps_[1]->capture());
    ScorePairs();
    ScoreLone();
    ScoreClock();
  }

  const TappedPath& path() const { return path_; }
  const TapComparison& comparison() const { return comparison_; }
  const ReadTap& tap(size_t file) const { return *taps_[file]; }
  const TapScore& score() const { return score_; }
  TapVerdict VerdictOf(size_t tap, uint32_t frame) const {
    return static_cast<TapVerdict>(comparison_.verdict[tap][frame - 1]);
  }

 private:
  void Mistake(const std::string& text) {
    if (score_.first_mistake.empty()) score_.first_mistake = text;
  }

  // Equal frames within 50 ms may stand for one another.
  void LabelFrames(size_t tap) {
    constexpr int64_t kNear = 50'000'000;
    std::map<std::vector<std::byte>, std::pair<uint32_t, int64_t>> newest;
    for (uint32_t i = 0; i < path_.frames(tap).size(); ++i) {
      Bytes frame = path_.frames(tap)[i];
      if (options_.rewrite_identification) frame.Set16(4, 0);
      const auto octets = frame.span();
      std::vector<std::byte> key(octets.begin(),
                                 octets.begin() + std::min<ptrdiff_t>(80, std::ssize(octets)));
      const int64_t time = path_.times(tap)[i];
      const auto known = newest.find(key);
      const bool copy = known != newest.end() && time - known->second.second < kNear;
      const uint32_t label = copy ? known->second.first : i + 1;
      newest[key] = {label, time};
      labels_[tap].push_back(label);
    }
  }

  uint32_t Label(size_t tap, uint32_t frame) const { return labels_[tap][frame - 1]; }

  void ScorePairs() {
    std::multiset<std::pair<uint32_t, uint32_t>> want, got;
    std::set<std::pair<uint32_t, uint32_t>> frames;
    for (const TappedPacket& packet : path_.packets()) {
      if (packet.frame[0] == 0 || packet.frame[1] == 0) continue;
      if (!frames.insert({packet.frame[0], packet.frame[1]}).second) continue;
      want.insert({Label(0, packet.frame[0]), Label(1, packet.frame[1])});
    }
    const auto add = [&](uint32_t a, uint32_t b) {
      got.insert({Label(0, a + 1), Label(1, b + 1)});
    };
    for (uint32_t a = 0; a < comparison_.peer[0].size(); ++a) {
      if (comparison_.peer[0][a] != kNone) add(a, comparison_.peer[0][a]);
    }
    for (const FurtherRow& row : comparison_.further) {
      if (row.verdict == TapVerdict::both) add(row.a, row.b);
    }
    score_.pairs = static_cast<int>(want.size());
    for (const auto& pair : got) {
      const auto at = want.find(pair);
      if (at == want.end()) {
        ++score_.wrong_pairs;
        Mistake("not the same: " + std::to_string(pair.first) + " " + std::to_string(pair.second));
        continue;
      }
      ++score_.found;
      want.erase(at);
    }
    if (!want.empty()) {
      Mistake("not paired: " + std::to_string(want.begin()->first) + " " +
              std::to_string(want.begin()->second));
    }
  }

  // What may be said of a packet that stands in one file only.
  bool Allows(const TappedPacket& packet, size_t tap, TapVerdict verdict) const {
    const bool upstream = packet.from == tap;
    const size_t other = 1 - tap;
    if (verdict == TapVerdict::unknown) return true;
    // Missed by the second tap and lost behind it looks the same.
    if (verdict == TapVerdict::lost) return upstream && packet.fate != Fate::delivered;
    if (verdict == TapVerdict::duplicate) return packet.copy || HasCopy(packet);
    if (verdict == TapVerdict::outside) {
      const auto& times = path_.times(other);
      if (times.empty()) return true;
      const int64_t delay = options_.delay_ns[packet.from][1];
      const int64_t late =
          options_.jitter_ns + (options_.overtaking_permille ? 3'500'000 : 500'000);
      const int64_t passed = packet.passed_ns[tap] + (upstream ? delay : -delay);
      const auto shown = [&](int64_t t) { return other == 0 ? t : path_.ClockOfB(t); };
      return shown(passed - late) < times.front() || shown(passed + late) > times.back();
    }
    return !(upstream && packet.fate == Fate::lost_between);
  }

  bool HasCopy(const TappedPacket& packet) const {
    const size_t tap = 1 - packet.from;
    return std::any_of(path_.packets().begin(), path_.packets().end(), [&](const TappedPacket& p) {
      return p.copy && p.left_ns == packet.left_ns && p.frame[tap] != 0;
    });
  }

  void ScoreLone() {
    std::set<std::pair<size_t, uint32_t>> further_lost;
    for (const FurtherRow& row : comparison_.further) {
      if (row.verdict != TapVerdict::lost) continue;
      further_lost.insert(row.a != kNone ? std::pair<size_t, uint32_t>{0, row.a + 1}
                                         : std::pair<size_t, uint32_t>{1, row.b + 1});
    }
    for (const TappedPacket& packet : path_.packets()) {
      if ((packet.frame[0] != 0) == (packet.frame[1] != 0)) continue;
      const size_t tap = packet.frame[0] != 0 ? 0 : 1;
      const uint32_t frame = packet.frame[tap];
      const TapVerdict verdict = VerdictOf(tap, frame);
      const bool joined = verdict == TapVerdict::both;
      const bool found = verdict == TapVerdict::lost || further_lost.contains({tap, frame});
      if (packet.fate == Fate::lost_between && packet.length > 0) {
        ++score_.lost;
        score_.lost_found += found;
      }
      if (joined || Allows(packet, tap, verdict)) continue;
      ++score_.wrong_claims;
      Mistake("frame " + std::to_string(frame) + " of " + std::to_string(tap) + " was not " +
              std::string(kTapVerdictNames[static_cast<size_t>(verdict)]));
    }
  }

  void ScoreClock() {
    const ClockEstimate& clock = comparison_.clock;
    const int64_t truth = path_.ClockOfB(clock.reference_ns) - clock.reference_ns;
    score_.truth_ns = truth;
    score_.offset_inside =
        (!clock.low_ns || *clock.low_ns <= truth) && (!clock.high_ns || truth <= *clock.high_ns);
  }

  TappedPath path_;
  TappedPathOptions options_;
  std::vector<std::unique_ptr<ReadTap>> taps_;
  std::array<std::vector<uint32_t>, 2> labels_;
  TapComparison comparison_;
  TapScore score_;
};

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_TAPS_TAP_FIXTURE_H_
