// Marks of the IP header: TTL, don't fragment, identification.

#include <algorithm>
#include <optional>

#include "core/resets/marks.h"

namespace tcpladder {
namespace {

// Systems use an initial TTL of 64, 128 or 255 (older ones 32). Paths are never longer than this: a
// larger difference means that a program has set another TTL for its socket.
constexpr int kMostHops = 32;

std::optional<int> HopsOf(const ObservedSegment& segment) {
  if (!segment.ip) return std::nullopt;
  const int ttl = segment.ip->ttl;
  const int initial = ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
  if (initial - ttl <= kMostHops) return initial - ttl;
  return std::nullopt;
}

// A SYN proxy may have completed the handshake. The reset is then the server's answer to the SYN
// that the proxy forwarded: it acknowledges only the SYN.
bool MayRefuseBehindProxy(const Suspect& suspect) {
  if (!suspect.segment.Has(kAck) || suspect.segment.timestamps) return false;
  const auto& rows = suspect.talk.SentBy(static_cast<uint8_t>(1 - suspect.segment.from));
  if (rows.empty()) return false;
  const ObservedSegment first = suspect.talk.At(rows.front());
  return first.Has(kSyn) && suspect.segment.ack == first.seq + 1;
}

enum class Pattern : uint8_t { unclear, zero, counter, strict_counter };

// How an end sets the IP identification: always 0, consecutively for this connection alone, or with
// gaps, as with one counter for all connections.
struct Identifications {
  Pattern pattern = Pattern::unclear;
  uint16_t last = 0;
  int64_t last_time_ns = 0;
};

constexpr uint16_t kSmallStep = 64;

Identifications IdentificationsOf(const std::vector<ObservedSegment>& segments) {
  Identifications seen;
  size_t numbered = 0, zeros = 0, ones = 0, small = 0;
  for (const ObservedSegment& segment : segments) {
    if (!segment.ip) continue;
    const uint16_t id = segment.ip->identification;
    if (id == 0) {
      zeros += segment.Has(kSyn) ? 0 : 1;
      continue;
    }
    const auto step = static_cast<uint16_t>(id - seen.last);
    if (numbered > 0) {
      ones += step == 1;
      small += step >= 1 && step <= kSmallStep;
    }
    ++numbered;
    seen.last = id;
    seen.last_time_ns = segment.time_ns;
  }
  if (numbered == 0) {
    if (zeros >= 2) seen.pattern = Pattern::zero;
  } else if (numbered >= 2 && small == numbered - 1) {
    seen.pattern = numbered >= 3 || ones == small ? Pattern::strict_counter : Pattern::counter;
  } else if (numbered >= 4 && small * 4 >= (numbered - 1) * 3) {
    seen.pattern = Pattern::counter;
  }
  return seen;
}

// Whether the identification was copied from the segment of the peer that the reset answers.
bool IsMirrored(const Suspect& suspect, const Identifications& own) {
  const uint16_t id = suspect.segment.ip->identification;
  const auto peer = static_cast<uint8_t>(1 - suspect.segment.from);
  const auto& rows = suspect.talk.SentBy(peer);
  const size_t before = suspect.talk.SentBefore(peer, suspect.segment.row);
  if (id == 0 || before == 0 || id == own.last) return false;
  const ObservedSegment answered = suspect.talk.At(rows[before - 1]);
  return answered.ip && answered.ip->identification == id;
}

}  // namespace

void CompareTtl(const Suspect& suspect, ResetJudgment& judgment) {
  const auto hops = HopsOf(suspect.segment);
  if (!hops) return;
  // A host that balances its traffic over many paths, or varies its TTLs, shows more values.
  constexpr size_t kMostPaths = 2;
  std::vector<int> others;
  size_t without_syn = 0;
  const auto look = [&](const std::vector<ObservedSegment>& segments) {
    for (const ObservedSegment& other : segments) {
      const auto its = HopsOf(other);
      if (!its) continue;
      if (*its == *hops) return true;
      if (std::find(others.begin(), others.end(), *its) == others.end()) others.push_back(*its);
      without_syn += !other.Has(kSyn);
    }
    return false;
  };
  const bool same =
      look(suspect.after) || look(suspect.before) || (others.empty() && look(suspect.elsewhere));
  judgment.numbers[static_cast<size_t>(ResetEvidence::ttl)] = {
      *hops, others.empty() ? *hops : others.back()};
  if (same) return judgment.agrees.Add(ResetEvidence::ttl);
  if (others.empty() || others.size() > kMostPaths) return;
  if (without_syn == 0 && MayRefuseBehindProxy(suspect)) return;
  judgment.against.Add(ResetEvidence::ttl);
}

void CompareDontFragment(const Suspect& suspect, ResetJudgment& judgment) {
  if (!suspect.segment.ip || suspect.segment.ip->version != 4) return;
  const bool set = suspect.segment.ip->dont_fragment;
  size_t compared = 0;
  for (const auto* segments : {&suspect.before, &suspect.after}) {
    for (const ObservedSegment& other : *segments) {
      if (!other.ip) continue;
      if (other.ip->dont_fragment == set) return judgment.agrees.Add(ResetEvidence::df);
      ++compared;
    }
  }
  judgment.numbers[static_cast<size_t>(ResetEvidence::df)] = {set, !set};
  if (compared >= 2) judgment.against.Add(ResetEvidence::df);
}

void CompareIdentification(const Suspect& suspect, ResetJudgment& judgment) {
  if (!suspect.segment.ip || suspect.segment.ip->version != 4) return;
  const uint16_t id = suspect.segment.ip->identification;
  const Identifications own = IdentificationsOf(suspect.before);
  const auto step = static_cast<uint16_t>(id - own.last);
  const bool counts = own.pattern == Pattern::counter || own.pattern == Pattern::strict_counter;
  judgment.numbers[static_cast<size_t>(ResetEvidence::ip_id)] = {id, own.last};
  if (counts && id != 0 && step >= 1 && step <= kSmallStep) {
    return judgment.agrees.Add(ResetEvidence::ip_id);
  }
  if (IsMirrored(suspect, own)) return judgment.against.Add(ResetEvidence::ip_id);
  // Answers from outside a socket use no counter or another one. Segments of an open connection
  // continue the connection's counter.
  if (suspect.segment.AnswersUnknown() || own.pattern == Pattern::unclear) return;
  if (id == 0) {
    if (own.pattern == Pattern::zero) return judgment.agrees.Add(ResetEvidence::ip_id);
    return judgment.against.Add(ResetEvidence::ip_id);
  }
  if (own.pattern == Pattern::zero) return judgment.against.Add(ResetEvidence::ip_id);
  // After a long time, a counter shared by all connections may have any value.
  constexpr int64_t kLong = 1'000'000'000;
  const bool overtaken = static_cast<uint16_t>(own.last - id) < kSmallStep && step != 0;
  if (overtaken || !counts) return;
  if (own.pattern == Pattern::counter && suspect.segment.time_ns - own.last_time_ns > kLong) return;
  judgment.against.Add(ResetEvidence::ip_id);
}

}  // namespace tcpladder
