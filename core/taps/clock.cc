// A packet that passes a's tap first shows (offset + delay), one that passes b's first shows
// (offset - delay). Delays are not negative, so each packet bounds the line offset + drift * t. All
// pairs of offset and drift that satisfy the bounds form a convex polygon, whose width is the
// uncertainty. For a given drift, only the lowest upper bound and the highest lower bound matter.
// Both are concave or convex functions of the drift, so every search below is a search for a single
// peak.
#include "core/taps/clock.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/sort.h"

namespace tcpladder {
namespace {

constexpr double kMaxDrift = ClockEstimator::kMaxDriftPpm * 1e-6;
// Over this time, any drift of a real clock is visible: 0.1 ppm are 2 us.
constexpr double kLongNs = 20e9;
// Over at least kShortNs, drift is reported only if it moves the bounds by more than delays vary
// from packet to packet. Below that time, drift cannot be distinguished from a changing delay.
constexpr double kShortNs = 2e9;
constexpr double kVisibleNs = 30'000;
constexpr double kNothingNs = 1;
constexpr int kSteps = 90;
constexpr size_t kParts = 8;
constexpr int kRefinements = 3;
// Number of time intervals when pairs are compacted.
constexpr double kCells = 512;

// The convex hull on the side of the line: the lower one if `sign` is 1, the upper one if it is -1.
template <typename Point>
std::vector<Point> Hull(std::vector<Point> points, double sign) {
  SortStably(points, [sign](const Point& x, const Point& y) {
    return x.t != y.t ? x.t < y.t : sign * x.d < sign * y.d;
  });
  std::vector<Point> hull;
  for (const Point& p : points) {
    if (!hull.empty() && hull.back().t == p.t) continue;
    while (hull.size() >= 2) {
      const Point& o = hull[hull.size() - 2];
      const Point& m = hull.back();
      if (sign * ((m.t - o.t) * (p.d - o.d) - (m.d - o.d) * (p.t - o.t)) > 0) break;
      hull.pop_back();
    }
    hull.push_back(p);
  }
  return hull;
}

// Bounds on the offset at the reference, as functions of the drift.
template <typename Point>
class Bounds {
 public:
  Bounds(std::vector<Point> upper, std::vector<Point> lower)
      : upper_(Hull(std::move(upper), 1)), lower_(Hull(std::move(lower), -1)) {}

  double High(double drift) const { return Nearest(upper_, drift, 1); }
  double Low(double drift) const { return Nearest(lower_, drift, -1); }
  double Gap(double drift) const { return High(drift) - Low(drift); }

 private:
  // Along a hull, the bound has a single extreme, which a binary search finds.
  static double Nearest(const std::vector<Point>& hull, double drift, double sign) {
    size_t low = 0, high = hull.size() - 1;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      const double here = hull[middle].d - drift * hull[middle].t;
      const double next = hull[middle + 1].d - drift * hull[middle + 1].t;
      if (sign * next < sign * here) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return hull[low].d - drift * hull[low].t;
  }

  std::vector<Point> upper_, lower_;
};

// In each part of a side's time, the point closest to a line with this drift, measured from that
// line.
template <typename Point>
std::vector<Point> LowestOfParts(const std::vector<Point>& points, double first, double last,
                                 double drift, double sign) {
  std::array<std::optional<Point>, kParts> parts;
  for (const Point& point : points) {
    const double share = (point.t - first) / (last - first) * kParts;
    auto& lowest = parts[std::min(kParts - 1, static_cast<size_t>(std::max(share, 0.0)))];
    const Point off{point.t, sign * (point.d - drift * point.t)};
    if (!lowest || off.d < lowest->d) lowest = off;
  }
  std::vector<Point> lowest;
  for (const auto& part : parts) {
    if (part) lowest.push_back(*part);
  }
  return lowest;
}

struct Slope {
  double value, weight;
};

// The weighted median: half of the weight is above it, half below.
double Median(std::vector<Slope> slopes) {
  SortStably(slopes, [](const Slope& x, const Slope& y) { return x.value < y.value; });
  double left = 0;
  for (const Slope& slope : slopes) left += slope.weight / 2;
  for (const Slope& slope : slopes) {
    left -= slope.weight;
    if (left <= 0) return slope.value;
  }
  return 0;
}

// Returns where in [low, high] a function with a single peak has it.
template <typename Function>
double Peak(double low, double high, Function function) {
  for (int i = 0; i < kSteps; ++i) {
    const double third = (high - low) / 3;
    const double left = low + third, right = high - third;
    if (function(left) < function(right)) {
      low = left;
    } else {
      high = right;
    }
  }
  return (low + high) / 2;
}

// Returns the point between `inside` and `outside` up to which a condition holds.
template <typename Condition>
double LastThatHolds(double inside, double outside, Condition holds) {
  if (holds(outside)) return outside;
  for (int i = 0; i < kSteps; ++i) {
    const double middle = (inside + outside) / 2;
    (holds(middle) ? inside : outside) = middle;
  }
  return inside;
}

}  // namespace

int64_t ClockEstimate::OffsetAt(int64_t a_ns) const {
  const double past = static_cast<double>(a_ns - reference_ns);
  return offset_ns.value_or(0) + std::llround(past * drift_ppm.value_or(0) * 1e-6);
}

void ClockEstimator::Add(bool a_first, int64_t a_ns, int64_t b_ns) {
  if (!begun_) base_ns_ = b_ns - a_ns;
  begun_ = true;
  const Point point{static_cast<double>(a_ns - reference_ns_),
                    static_cast<double>(b_ns - a_ns - base_ns_)};
  AddTo(sides_[a_first ? 0 : 1], a_first ? 1 : -1, point);
}

void ClockEstimator::AddTo(Side& side, double sign, Point point) {
  side.first = side.count == 0 ? point.t : std::min(side.first, point.t);
  side.last = side.count == 0 ? point.t : std::max(side.last, point.t);
  ++side.count;
  // One of two points is the tighter bound for any drift that a clock may have.
  const auto beats = [sign](const Point& x, const Point& y) {
    return sign * x.d + kMaxDrift * std::abs(x.t - y.t) <= sign * y.d;
  };
  std::vector<Point>& points = side.points;
  if (!points.empty() && beats(points.back(), point)) return;
  while (!points.empty() && beats(point, points.back())) points.pop_back();
  DropInner(side, sign, point);
  points.push_back(point);
  if (points.size() >= side.limit) Compact(side, sign);
}

// Removes the last points that lie behind the line from an earlier point to this one: for any
// drift, one of these two is the tighter bound. Only within a time interval as short as those of
// Compact().
void ClockEstimator::DropInner(Side& side, double sign, const Point& point) {
  std::vector<Point>& points = side.points;
  const double width = (side.last - side.first) / kCells;
  while (points.size() >= 2) {
    const Point& before = points[points.size() - 2];
    const Point& last = points.back();
    if (!(before.t <= last.t && last.t <= point.t && point.t - before.t <= width)) return;
    const double area =
        (last.t - before.t) * (point.d - before.d) - (last.d - before.d) * (point.t - before.t);
    if (sign * area > 0) return;
    points.pop_back();
  }
}

// Keeps the convex hull of each time interval. The hull contains the closest point for any drift,
// so no bound changes, and the lowest points of long periods remain.
void ClockEstimator::Compact(Side& side, double sign) {
  std::vector<Point>& points = side.points;
  SortStably(points, [](const Point& x, const Point& y) { return x.t < y.t; });
  const double width = (points.back().t - points.front().t) / kCells;
  std::vector<Point> kept, cell;
  double end = points.front().t + width;
  for (const Point& point : points) {
    if (point.t > end) {
      for (const Point& p : Hull(std::move(cell), sign)) kept.push_back(p);
      cell.clear();
      end = point.t + width;
    }
    cell.push_back(point);
  }
  for (const Point& p : Hull(std::move(cell), sign)) kept.push_back(p);
  points = std::move(kept);
  // If few points were removed, wait longer before compacting again.
  side.limit = std::max(kCompacted, 2 * points.size());
}

ClockEstimate ClockEstimator::Estimate() const {
  ClockEstimate estimate{.reference_ns = reference_ns_,
                         .pairs = {sides_[0].count, sides_[1].count}};
  const bool above = sides_[0].count != 0, below = sides_[1].count != 0;
  const std::vector<Point> none{{0, 0}};
  const Bounds<Point> bounds(above ? sides_[0].points : none, below ? sides_[1].points : none);
  double least = -kMaxDrift, most = kMaxDrift;
  const auto holds = [&](double drift) { return bounds.Gap(drift) >= 0; };
  if (above && below) {
    const double widest = Peak(-kMaxDrift, kMaxDrift, [&](double r) { return bounds.Gap(r); });
    if (!holds(widest)) {
      estimate.contradictory = true;
      return estimate;
    }
    least = LastThatHolds(widest, -kMaxDrift, holds);
    most = LastThatHolds(widest, kMaxDrift, holds);
  }
  if (above) {
    const double at = Peak(least, most, [&](double r) { return bounds.High(r); });
    const double high = std::max({bounds.High(at), bounds.High(least), bounds.High(most)});
    estimate.high_ns = base_ns_ + static_cast<int64_t>(std::ceil(high));
  }
  if (below) {
    const double at = Peak(least, most, [&](double r) { return -bounds.Low(r); });
    const double low = std::min({bounds.Low(at), bounds.Low(least), bounds.Low(most)});
    estimate.low_ns = base_ns_ + static_cast<int64_t>(std::floor(low));
  }
  if (!above || !below) return estimate;

  // The drift that brings the line closest to the fastest packets of both directions. Each
  // direction is weighted at the middle of its own time.
  const double middle_above = (sides_[0].first + sides_[0].last) / 2;
  const double middle_below = (sides_[1].first + sides_[1].last) / 2;
  const auto nearness = [&](double r) {
    return bounds.High(r) + r * middle_above - bounds.Low(r) - r * middle_below;
  };
  double fitted = Peak(least, most, nearness);
  const double common =
      std::min(sides_[0].last, sides_[1].last) - std::max(sides_[0].first, sides_[1].first);
  // If the fitted drift is not significant, use the smallest drift that satisfies the bounds.
  double drift = std::clamp(0.0, least, most);
  const double gained = nearness(fitted) - nearness(drift);
  if (common >= kLongNs || (common >= kShortNs && gained > kVisibleNs)) {
    if (gained > kNothingNs) {
      for (int i = 0; i < kRefinements; ++i) fitted += Refinement(fitted);
      drift = std::clamp(fitted, least, most);
    }
    estimate.drift_ppm = drift * 1e6;
  }
  const double offset = (bounds.High(drift) + bounds.Low(drift)) / 2;
  estimate.offset_ns = base_ns_ + std::llround(offset);
  return estimate;
}

// The deviation of a drift from the trend of the fastest packets: the median slope between the
// fastest packets of different parts of the time (Theil-Sen). A single exceptionally fast packet
// determines a hull, but not a median.
double ClockEstimator::Refinement(double drift) const {
  std::vector<Slope> slopes;
  for (size_t i = 0; i < 2; ++i) {
    const double sign = i == 0 ? 1 : -1;
    const Side& side = sides_[i];
    if (side.last <= side.first) continue;
    const auto lowest = LowestOfParts(side.points, side.first, side.last, drift, sign);
    for (size_t x = 0; x < lowest.size(); ++x) {
      for (size_t y = x + 1; y < lowest.size(); ++y) {
        const double time = lowest[y].t - lowest[x].t;
        if (time > 0) slopes.push_back({sign * (lowest[y].d - lowest[x].d) / time, time});
      }
    }
  }
  return Median(std::move(slopes));
}

}  // namespace tcpladder
