#include "core/taps/numbering.h"

#include <algorithm>
#include <vector>

#include "core/base/mix.h"
#include "core/base/sort.h"

namespace tcpladder {
namespace {

// Number of packets of one capture that are looked up in the other.
constexpr size_t kSample = 48;
// Maximum number of packets with equal fields that are tried for each; further ones prove nothing.
constexpr size_t kPeersTried = 4;

// Number of packets that must agree if nothing else shows that two connections are the same.
constexpr int kEnough = 3;

uint64_t FieldsHash(const Packet& packet) {
  const uint64_t numbers = uint64_t{packet.seq} << 32 | packet.ack;
  const uint64_t rest = uint64_t{packet.length} << 16 | packet.identity_flags();
  return Mix(numbers ^ kMixConstant1, rest ^ kMixConstant2) << 1 | packet.direction;
}

// Which fields are compared: a middlebox may rewrite either.
struct ComparedFields {
  bool timestamps, identification;
};

// A hash of the fields that are not rewritten; 0 if they do not distinguish packets.
uint64_t FieldsOf(const Packet& packet, const ComparedFields& compared) {
  const uint16_t identification = compared.identification ? packet.identification : 0;
  const uint16_t timestamps = compared.timestamps ? packet.timestamps : 0;
  if (timestamps == 0 && identification == 0) return 0;
  const uint64_t traits = uint64_t{timestamps} << 16 | identification;
  const uint64_t rest = uint64_t{packet.length} << 16 | packet.identity_flags();
  return Mix(traits ^ kMixConstant3, rest ^ kMixConstant2) << 1 | packet.direction;
}

struct Both {
  std::array<std::vector<Packet>, 2> packets;
};

Both Load(const std::array<TapCapture, 2>& captures, uint32_t a, uint32_t b, bool flipped) {
  Both both;
  both.packets[0] = PacketsOf(captures, {{{a, 0, false}}, {}});
  both.packets[1] = PacketsOf(captures, {{{b, 1, flipped}}, {}});
  return both;
}

// The first packets, and a sample of the rest.
std::vector<const Packet*> SampleOf(const std::vector<Packet>& packets) {
  std::vector<const Packet*> sample;
  const size_t first = std::min(kSample / 2, packets.size());
  for (size_t i = 0; i < first; ++i) sample.push_back(&packets[i]);
  const size_t step = std::max<size_t>(1, (packets.size() - first) / (kSample / 2));
  for (size_t i = first; i < packets.size(); i += step) sample.push_back(&packets[i]);
  return sample;
}

// Whether any of a sample of one capture's packets with ACK is also in the other capture.
bool AnyIn(const std::vector<Packet>& sampled, const std::vector<Packet>& all) {
  std::vector<uint64_t> wanted;
  for (const Packet* packet : SampleOf(sampled)) {
    if (packet->flags & kAck) wanted.push_back(FieldsHash(*packet));
  }
  SortStably(wanted);
  return std::any_of(all.begin(), all.end(), [&](const Packet& packet) {
    return (packet.flags & kAck) &&
           std::binary_search(wanted.begin(), wanted.end(), FieldsHash(packet));
  });
}

// The initial sequence number of a direction, if its SYN or the answer to it shows it.
std::optional<uint32_t> InitialNumber(const std::vector<Packet>& packets, uint8_t direction) {
  for (const Packet& packet : packets) {
    if (!(packet.flags & kSyn)) continue;
    if (packet.direction == direction) return packet.seq;
    if (packet.flags & kAck) return packet.ack - 1;
  }
  return std::nullopt;
}

struct Agreement {
  int numbers = 0;   // packets of b's sample that are in a under a shift
  int traits = 0;    // of those, packets whose timestamps or IP identification are equal too
  int compared = 0;  // of those in `numbers`, packets with such a field in both
};

Agreement AgreementOf(const Both& both, const SequenceShift& shift) {
  struct Known {
    uint64_t numbers;
    uint16_t timestamps, identification;
    bool operator<(const Known& other) const { return numbers < other.numbers; }
  };
  std::vector<Known> known;
  known.reserve(both.packets[0].size());
  for (const Packet& packet : both.packets[0]) {
    known.push_back({FieldsHash(packet), packet.timestamps, packet.identification});
  }
  SortStably(known);
  Agreement agreement;
  for (const Packet* sampled : SampleOf(both.packets[1])) {
    Packet packet = *sampled;
    packet.seq -= shift[packet.direction];
    if (packet.flags & kAck) packet.ack -= shift[1 - packet.direction];
    const uint64_t numbers = FieldsHash(packet);
    auto at = std::lower_bound(known.begin(), known.end(), Known{numbers, 0, 0});
    if (at == known.end() || at->numbers != numbers) continue;
    ++agreement.numbers;
    bool same = false, compared = false;
    for (size_t i = 0; i < kPeersTried && at != known.end() && at->numbers == numbers; ++i, ++at) {
      const bool times = packet.timestamps != 0 && at->timestamps != 0;
      const bool numbered = packet.identification != 0 && at->identification != 0;
      compared = compared || times || numbered;
      same = same || (times && packet.timestamps == at->timestamps) ||
             (numbered && packet.identification == at->identification);
    }
    agreement.traits += same ? 1 : 0;
    agreement.compared += compared ? 1 : 0;
  }
  return agreement;
}

// The shift that the largest number of packets with equal other fields supports.
std::optional<SequenceShift> VotedShift(const Both& both, const ComparedFields& compared) {
  struct Known {
    uint64_t fields;
    const Packet* packet;
    bool operator<(const Known& other) const { return fields < other.fields; }
  };
  std::vector<Known> known;
  for (const Packet& packet : both.packets[0]) {
    const uint64_t fields = FieldsOf(packet, compared);
    if (fields != 0 && (packet.flags & kAck)) known.push_back({fields, &packet});
  }
  SortStably(known);
  std::vector<SequenceShift> votes;
  for (const Packet* packet : SampleOf(both.packets[1])) {
    const uint64_t fields = FieldsOf(*packet, compared);
    if (fields == 0 || !(packet->flags & kAck)) continue;
    auto at = std::lower_bound(known.begin(), known.end(), Known{fields, nullptr});
    for (size_t i = 0; i < kPeersTried && at != known.end() && at->fields == fields; ++i, ++at) {
      SequenceShift shift;
      shift[packet->direction] = packet->seq - at->packet->seq;
      shift[1 - packet->direction] = packet->ack - at->packet->ack;
      votes.push_back(shift);
    }
  }
  SortStably(votes);
  std::optional<SequenceShift> best;
  size_t most = 1;  // a single one may be chance
  for (size_t i = 0; i < votes.size();) {
    size_t end = i;
    while (end < votes.size() && votes[end] == votes[i]) ++end;
    if (end - i > most) {
      most = end - i;
      best = votes[i];
    }
    i = end;
  }
  return best;
}

bool IsProven(const Both& both, const SequenceShift& shift, bool same_ends) {
  const Agreement agreement = AgreementOf(both, shift);
  const size_t sampled = SampleOf(both.packets[1]).size();
  const auto smaller = static_cast<int>(std::min(both.packets[0].size(), sampled));
  if (agreement.traits >= std::min(smaller, same_ends ? 2 : kEnough)) return true;
  // If there is nothing else to compare, more packets than those of a handshake must agree.
  return same_ends && agreement.compared == 0 && agreement.numbers > kEnough &&
         agreement.numbers * 2 > smaller;
}

// Fast path: most connections have the same first numbers in both captures.
bool ShareFirstNumbers(const std::array<TapCapture, 2>& captures, uint32_t a, uint32_t b,
                       bool flipped) {
  constexpr int kFirst = 3;
  const auto &x = captures[0].engine.segments(), &y = captures[1].engine.segments();
  uint32_t i = captures[0].engine.connections()[a].first_segment;
  for (int m = 0; m < kFirst && i != kNone; ++m, i = x[i].next) {
    if (!(x[i].flags & kAck)) continue;
    uint32_t j = captures[1].engine.connections()[b].first_segment;
    for (int n = 0; n < kFirst && j != kNone; ++n, j = y[j].next) {
      if (x[i].seq == y[j].seq && x[i].ack == y[j].ack && x[i].length == y[j].length &&
          ((x[i].flags ^ y[j].flags) & kIdentityFlags) == 0 &&
          (x[i].from() != y[j].from()) == flipped) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool ShareNumbers(const std::array<TapCapture, 2>& captures, uint32_t a, uint32_t b, bool flipped) {
  if (ShareFirstNumbers(captures, a, b, flipped)) return true;
  const Both both = Load(captures, a, b, flipped);
  if (AnyIn(both.packets[1], both.packets[0]) || AnyIn(both.packets[0], both.packets[1])) {
    return true;
  }
  // An unanswered SYN has only its own number.
  for (const Packet& packet : both.packets[0]) {
    if ((packet.flags & (kSyn | kAck)) != kSyn) continue;
    for (const Packet& other : both.packets[1]) {
      if ((other.flags & (kSyn | kAck)) == kSyn && other.direction == packet.direction) {
        return other.seq == packet.seq;
      }
    }
    break;
  }
  return false;
}

std::optional<SequenceShift> FindShift(const std::array<TapCapture, 2>& captures, uint32_t a,
                                       uint32_t b, bool flipped, bool same_ends) {
  const Both both = Load(captures, a, b, flipped);
  const auto client_a = InitialNumber(both.packets[0], 0);
  const auto client_b = InitialNumber(both.packets[1], 0);
  const auto server_a = InitialNumber(both.packets[0], 1);
  const auto server_b = InitialNumber(both.packets[1], 1);
  if (client_a && client_b) {
    // An unanswered SYN does not show the numbers of the other direction, so they need no shift.
    const bool answered = server_a && server_b;
    const SequenceShift shift{*client_b - *client_a, answered ? *server_b - *server_a : 0};
    if (IsProven(both, shift, same_ends)) return shift;
  }
  for (const ComparedFields compared :
       {ComparedFields{true, true}, ComparedFields{true, false}, ComparedFields{false, true}}) {
    const auto shift = VotedShift(both, compared);
    if (shift && IsProven(both, *shift, same_ends)) return shift;
  }
  return std::nullopt;
}

}  // namespace tcpladder
