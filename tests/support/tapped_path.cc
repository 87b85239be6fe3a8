#include "tests/support/tapped_path.h"

#include <algorithm>
#include <cmath>

#include "core/net/tcp_flags.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {
namespace {

constexpr int64_t kMs = 1'000'000;
constexpr int64_t kGap = 2'000;  // between packets of a burst
constexpr int64_t kWindow = 24 * int64_t{TappedPath::kMss};
constexpr int64_t kTimeout = 300 * kMs;
constexpr int kMostTries = 7;
constexpr uint32_t kRawIp = 101, kNanoseconds = 0xa1b23c4d;

void Merge(std::vector<std::pair<int64_t, int64_t>>& ranges, std::pair<int64_t, int64_t> range) {
  ranges.push_back(range);
  std::sort(ranges.begin(), ranges.end());
  std::vector<std::pair<int64_t, int64_t>> merged;
  for (const auto& next : ranges) {
    if (!merged.empty() && next.first <= merged.back().second) {
      merged.back().second = std::max(merged.back().second, next.second);
    } else {
      merged.push_back(next);
    }
  }
  ranges = merged;
}

}  // namespace

TappedPath::TappedPath(const TappedPathOptions& options)
    : options_(options),
      random_(options.seed),
      ends_(static_cast<size_t>(options.connections) * 2) {
  for (int i = 0; i < options.connections; ++i) {
    initial_.push_back({Random(), 0});
    initial_.back()[1] = Random();
    for (size_t end = 0; end < 2; ++end) {
      At(i, end).total = options.bytes[end];
      At(i, end).identification = static_cast<uint16_t>(Random());
      At(i, end).clock = Random();
    }
    Later(i * options.spacing_ns, Event::push, i, 0);
  }
}

void TappedPath::Run() {
  while (!events_.empty()) {
    const Event event = events_.top();
    events_.pop();
    now_ = event.time;
    End& end = At(event.connection, event.end);
    if (event.kind == Event::arrive) {
      packets_[event.wire.packet].arrived_ns = kStartNs + now_;
      Receive(event.connection, event.end, event.wire);
    } else if (event.kind == Event::push) {
      Push(event.connection, event.end);
    } else if (end.timer == now_) {
      end.timer = -1;
      if (++end.tries > kMostTries) continue;
      end.resent.clear();
      SendAt(event.connection, event.end, end.una);
      StartTimer(event.connection, event.end);
    }
  }
  for (size_t tap = 0; tap < 2; ++tap) WriteFile(tap);
}

void TappedPath::Later(int64_t time, Event::Kind kind, int connection, size_t end) {
  events_.push({time, order_++, kind, connection, static_cast<uint8_t>(end), {}});
}

void TappedPath::Arrive(int64_t time, const Wire& wire) {
  const auto end = static_cast<uint8_t>(1 - wire.from);
  events_.push({time, order_++, Event::arrive, wire.connection, end, wire});
}

void TappedPath::Send(int connection, size_t end, int64_t seq, uint32_t length, uint16_t flags) {
  End& sender = At(connection, end);
  Wire wire{.connection = connection, .from = static_cast<uint8_t>(end), .flags = flags};
  wire.seq = seq;
  wire.length = length;
  if (sender.heard) {
    wire.flags |= kAck;
    wire.ack = sender.expected;
    for (size_t i = 0; options_.sack && i < std::min<size_t>(3, sender.early.size()); ++i) {
      wire.sack.push_back(sender.early[i]);
    }
  }
  sent_last_ = std::max(now_, sent_last_ + kGap);
  wire.value = sender.clock + static_cast<uint32_t>(sent_last_ / kMs);
  wire.echo = sender.echo;
  // Like Linux, a SYN ACK has no identification.
  const bool numbered = options_.identification && (wire.flags & (kSyn | kAck)) != (kSyn | kAck);
  if (numbered) wire.identification = ++sender.identification;
  wire.packet = static_cast<uint32_t>(packets_.size());
  TappedPacket packet{.from = wire.from, .left_ns = kStartNs + sent_last_};
  packet.length = length;
  packet.takes_numbers = length != 0 || (flags & (kSyn | kFin));
  packets_.push_back(packet);
  Carry(wire, 0, sent_last_);
}

// Carries a packet over the given hop and all hops after it.
void TappedPath::Carry(const Wire& wire, size_t hop_index, int64_t time) {
  const size_t from = wire.from;
  const size_t hop = from == 0 ? hop_index : 2 - hop_index;
  TappedPacket& packet = packets_[wire.packet];
  if (Chance(options_.loss_permille[hop])) {
    constexpr std::array kFates{Fate::lost_before, Fate::lost_between, Fate::lost_behind};
    packet.fate = kFates[hop_index];
    return;
  }
  time += options_.delay_ns[from][hop];
  if (hop == 1 && options_.jitter_ns > 0) {
    time += static_cast<int64_t>(Random() % static_cast<uint32_t>(options_.jitter_ns));
  }
  if (hop == 1 && Chance(options_.overtaking_permille)) {
    time += 3 * kMs;
  } else {
    time = std::max(time, busy_until_[from][hop] + 1);
    busy_until_[from][hop] = time;
  }
  if (hop_index == 2) {
    Arrive(time, wire);
    return;
  }
  const size_t tap = from == 0 ? hop_index : 1 - hop_index;
  packet.passed_ns[tap] = kStartNs + time;
  records_[tap].push_back({time, wire, {wire.packet}});
  Carry(wire, hop_index + 1, time);
  if (hop_index == 1 && Chance(options_.copies_permille)) {
    Wire copy = wire;
    copy.packet = static_cast<uint32_t>(packets_.size());
    TappedPacket second = packets_[wire.packet];
    second.copy = true;
    second.fate = Fate::delivered;
    second.arrived_ns = -1;
    second.passed_ns = {-1, -1};
    second.passed_ns[tap] = kStartNs + time + kMs / 2;
    packets_.push_back(second);
    records_[tap].push_back({time + kMs / 2, copy, {copy.packet}});
    Carry(copy, 2, time + kMs / 2);
  }
}

void TappedPath::Acknowledge(int connection, size_t end) {
  Send(connection, end, At(connection, end).next, 0, 0);
}

void TappedPath::SendAt(int connection, size_t end, int64_t seq) {
  End& sender = At(connection, end);
  if (seq == 0) {
    Send(connection, end, 0, 0, kSyn);
    sender.next = std::max<int64_t>(sender.next, 1);
    return;
  }
  const int64_t last = sender.total + 1;  // sequence number of the FIN
  const auto length = static_cast<uint32_t>(std::min<int64_t>(kMss, last - seq));
  const bool fin = length == 0;
  Send(connection, end, seq, length, fin ? kFin : (seq + length == last ? kPsh : 0));
  sender.next = std::max(sender.next, fin ? last + 1 : seq + length);
}

void TappedPath::StartTimer(int connection, size_t end) {
  End& sender = At(connection, end);
  sender.timer = sent_last_ + (kTimeout << sender.tries);
  Later(sender.timer, Event::timer, connection, end);
}

// Sends new data as far as the window permits.
void TappedPath::Push(int connection, size_t end) {
  End& sender = At(connection, end);
  if (!sender.open && sender.next > 0) return;
  const int64_t before = sender.next;
  if (sender.next == 0) {
    SendAt(connection, end, 0);
  } else if (now_ >= sender.may_send_from) {
    // The server sends after the client's request.
    const bool asked = end == 0 || sender.expected > At(connection, 0).total;
    while (asked && sender.next <= sender.total + 1 && sender.next - sender.una < kWindow) {
      SendAt(connection, end, sender.next);
    }
  }
  if (sender.next != before) StartTimer(connection, end);
}

void TappedPath::Receive(int connection, size_t end, const Wire& wire) {
  End& receiver = At(connection, end);
  const bool first = !receiver.heard;
  receiver.heard = true;
  const int64_t size = wire.length + ((wire.flags & (kSyn | kFin)) ? 1 : 0);
  if (wire.seq <= receiver.expected) receiver.echo = wire.value;
  const int64_t before = receiver.expected;
  if (size > 0 && wire.seq <= receiver.expected) {
    receiver.expected = std::max(receiver.expected, wire.seq + size);
    while (!receiver.early.empty() && receiver.early.front().first <= receiver.expected) {
      receiver.expected = std::max(receiver.expected, receiver.early.front().second);
      receiver.early.erase(receiver.early.begin());
    }
  } else if (size > 0) {
    Merge(receiver.early, {wire.seq, wire.seq + size});
  }
  if (end == 1 && first) {
    SendAt(connection, end, 0);
    StartTimer(connection, end);
    return;
  }
  if (wire.flags & kAck) TakeAck(connection, end, wire);
  if (size > 0) Acknowledge(connection, end);
  const bool asked =
      end == 1 && before <= At(connection, 0).total && receiver.expected > At(connection, 0).total;
  if (asked && options_.pause_ns > 0) {
    receiver.may_send_from = now_ + options_.pause_ns;
    Later(receiver.may_send_from, Event::push, connection, end);
  }
  Push(connection, end);
}

void TappedPath::TakeAck(int connection, size_t end, const Wire& wire) {
  End& sender = At(connection, end);
  sender.open = sender.open || wire.ack >= 1;
  for (const Range& range : wire.sack) Merge(sender.sacked, range);
  if (wire.ack > sender.una) {
    sender.una = wire.ack;
    sender.tries = 0;
    sender.timer = -1;
    if (sender.una < sender.next) StartTimer(connection, end);
  }
  std::erase_if(sender.sacked, [&](const Range& range) { return range.second <= sender.una; });
  Repair(connection, end);
}

// Retransmits what three later segments have overtaken, once per round trip.
void TappedPath::Repair(int connection, size_t end) {
  End& sender = At(connection, end);
  if (sender.sacked.empty()) return;
  const int64_t highest = sender.sacked.back().second;
  int64_t seq = std::max<int64_t>(sender.una, 1);
  for (size_t i = 0; i <= sender.sacked.size(); ++i) {
    const int64_t until = i < sender.sacked.size() ? sender.sacked[i].first : seq;
    while (seq < until && highest - seq >= 3 * int64_t{kMss}) {
      const int64_t hole = seq;
      const auto known = std::find_if(sender.resent.begin(), sender.resent.end(),
                                      [&](const auto& entry) { return entry.first == hole; });
      seq += kMss;
      if (known != sender.resent.end() && now_ - known->second < 60 * kMs) continue;
      std::erase_if(sender.resent, [&](const auto& entry) { return entry.first == hole; });
      sender.resent.push_back({hole, now_});
      SendAt(connection, end, hole);
    }
    if (i < sender.sacked.size()) seq = std::max(seq, sender.sacked[i].second);
  }
}

int64_t TappedPath::ClockOfB(int64_t a_ns) const {
  return a_ns + options_.offset_ns +
         std::llround(static_cast<double>(a_ns - kStartNs) * options_.drift_ppm * 1e-6);
}

void TappedPath::WriteFile(size_t tap) {
  std::vector<Record>& records = records_[tap];
  std::stable_sort(records.begin(), records.end(),
                   [](const Record& x, const Record& y) { return x.time < y.time; });
  std::vector<Record> shown;
  for (Record& record : records) {
    if (record.time < options_.starts_ns[tap] || record.time > options_.ends_ns[tap]) continue;
    // The network card of the host merges segments, or has not divided them yet.
    const bool joins = record.wire.from == tap && record.wire.length == kMss && !shown.empty();
    if (joins) {
      Record& before = shown.back();
      const Wire &x = before.wire, &y = record.wire;
      const bool follows = x.connection == y.connection && x.from == y.from && x.ack == y.ack &&
                           x.length % kMss == 0 && x.length > 0 && x.seq + x.length == y.seq &&
                           x.value == y.value && x.sack.empty() && y.sack.empty() &&
                           static_cast<int>(before.packets.size()) < options_.joined[tap];
      if (follows) {
        before.wire.length += record.wire.length;
        before.wire.flags |= record.wire.flags;
        before.packets.push_back(record.packets[0]);
        continue;
      }
    }
    shown.push_back(record);
  }
  PcapOptions format;
  format.magic = kNanoseconds;
  format.link_type = kRawIp;
  format.nanoseconds = true;
  PcapWriter writer(format);
  for (const Record& record : shown) {
    if (Chance(options_.miss_permille[tap])) continue;
    const Bytes frame = Render(record.wire, tap);
    const int64_t time = tap == 0 ? kStartNs + record.time : ClockOfB(kStartNs + record.time);
    writer.Frame(time, frame.First(std::min(frame.size(), options_.snap_length)),
                 static_cast<uint32_t>(frame.size()));
    frames_[tap].push_back(frame);
    times_[tap].push_back(time);
    for (const uint32_t packet : record.packets) {
      packets_[packet].frame[tap] = static_cast<uint32_t>(frames_[tap].size());
    }
  }
  files_[tap] = writer.file();
}

Bytes TappedPath::Render(const Wire& wire, size_t tap) {
  const size_t from = wire.from;
  const auto& initial = initial_[static_cast<size_t>(wire.connection)];
  // Converts numbers between the client's side of the middlebox, which a sees, and the server's
  // side.
  const auto number = [&](size_t direction, int64_t relative, bool shifted) {
    const uint32_t raw = initial[direction] + static_cast<uint32_t>(relative);
    return shifted ? raw + options_.shift[direction] : raw;
  };
  TcpFields fields;
  fields.flags = wire.flags;
  fields.seq = number(from, wire.seq, tap == 1);
  fields.ack = wire.flags & kAck ? number(1 - from, wire.ack, tap == 1) : 0;
  const bool boxed = from != tap;  // it has passed the middlebox
  if (wire.flags & kSyn) {
    fields.options.U8(2).U8(4).U16(boxed ? 900 : 1000);
    if (options_.sack) fields.options.U8(1).U8(1).U8(4).U8(2);
  }
  if (options_.timestamps && !(boxed && options_.strip_timestamps)) {
    fields.options.U8(1).U8(1).U8(8).U8(10).U32(wire.value).U32(wire.echo);
  }
  if (!wire.sack.empty()) {
    fields.options.U8(1).U8(1).U8(5).U8(2 + 8 * wire.sack.size());
    // SACK blocks that the middlebox does not rewrite keep the numbering of their sender.
    const bool shifted = options_.shift_sack ? tap == 1 : from == 1;
    for (const Range& range : wire.sack) {
      fields.options.U32(number(1 - from, range.first, shifted));
      fields.options.U32(number(1 - from, range.second, shifted));
    }
  }
  fields.payload = Bytes::Zeros(wire.length);
  const auto client_port = static_cast<uint16_t>(20000 + wire.connection);
  const bool translated = options_.translate && tap == 1;
  const auto seen_port =
      static_cast<uint16_t>(translated ? 61000 - wire.connection * 7 : client_port);
  Ipv4Fields ip;
  const Bytes client = translated ? Bytes::Of({203, 0, 113, 9}) : Bytes::Of({10, 0, 0, 1});
  const Bytes server = Bytes::Of({10, 0, 0, 2});
  fields.source_port = from == 0 ? seen_port : uint16_t{80};
  fields.destination_port = from == 0 ? uint16_t{80} : seen_port;
  ip.source = from == 0 ? client : server;
  ip.destination = from == 0 ? server : client;
  ip.identification = wire.identification;
  if (boxed && options_.rewrite_identification) {
    ip.identification = static_cast<uint16_t>(Random());
  }
  constexpr size_t kTtl = 8;
  Bytes packet = Ipv4(ip, Tcp(fields));
  packet.Set8(kTtl, static_cast<uint8_t>(64 - (boxed ? options_.hops : 0)));
  return packet;
}

}  // namespace tcpladder::test
