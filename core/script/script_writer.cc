#include "core/script/script_writer.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_reader.h"
#include "core/base/seq.h"
#include "core/base/sort.h"
#include "core/net/tcp_flags.h"
#include "core/script/icmp_names.h"
#include "core/script/tcp_option_writer.h"
#include "core/script/time_text.h"

namespace tcpladder {
namespace {

constexpr uint8_t kEcnMask = 3;

// Timers of keep-alive are set in seconds.
int64_t WholeSeconds(int64_t ns) {
  return std::max<int64_t>(1, (ns + kNsPerSecond / 2) / kNsPerSecond);
}

std::string FlagsText(uint16_t flags) {
  constexpr std::pair<uint16_t, char> kLetters[] = {{kSyn, 'S'}, {kFin, 'F'}, {kRst, 'R'},
                                                    {kPsh, 'P'}, {kUrg, 'U'}, {kEce, 'E'},
                                                    {kCwr, 'W'}, {kAe, 'A'},  {kAck, '.'}};
  std::string text;
  for (const auto& [flag, letter] : kLetters) {
    if (flags & flag) text += letter;
  }
  return text.empty() ? "-" : text;
}

// The traffic class, if it is not the default.
std::string IpText(uint8_t traffic_class) {
  constexpr const char* kEcn[] = {"", "[ect1] ", "[ect0] ", "[ce] "};
  if (traffic_class <= kEcnMask) return kEcn[traffic_class];
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "(tos 0x";
  text += kDigits[traffic_class >> 4];
  text += kDigits[traffic_class & 0xf];
  return text + ") ";
}

void AppendNumbers(std::string& text, uint32_t seq, uint32_t length) {
  text += std::to_string(seq) + ':';
  text += std::to_string(seq + length) + '(';
  text += std::to_string(length) + ')';
}

}  // namespace

ScriptWriter::ScriptWriter(const Engine& engine, uint32_t connection, size_t local)
    : engine_(engine), dissector_(*this, findings_), reader_(*this, findings_) {
  if (connection >= engine.connections().size()) return;
  const Connection& chosen = engine.connections()[connection];
  FindRows(connection, local == 0 ? chosen.client : 1 - chosen.client);
  next_error_ = engine.icmp_errors().First(connection);
  active_ = local == 0;
  numbers_ = NumberSpace(active_);
  FindBases(chosen);
  FindKeepAlive();
  WriteHead(engine.EndsOf(chosen));
}

// Collects the segments of the connection, and those of connections on the same ports that began
// before its last segment.
void ScriptWriter::FindRows(uint32_t connection, size_t local_side) {
  const Connection& chosen = engine_.connections()[connection];
  uint32_t last = chosen.last_segment;
  for (size_t i = connection; i < engine_.connections().size(); ++i) {
    const Connection& other = engine_.connections()[i];
    if (other.flow != chosen.flow || other.first_segment > last) continue;
    const ScriptEnd client = other.client == local_side ? ScriptEnd::local : ScriptEnd::remote;
    for (uint32_t at = other.first_segment; at != kNone; at = engine_.segments()[at].next) {
      rows_.push_back({at, engine_.segments()[at].from() == 0 ? client : Other(client)});
    }
    last = std::max(last, other.last_segment);
  }
  SortStably(rows_, [](const Row& a, const Row& b) { return a.segment < b.segment; });
}

// The base is the number of the end's first SYN, otherwise the first number that the tracker knows.
// Number 0 stays 0, because Wireshark treats it as unknown.
void ScriptWriter::FindBases(const Connection& connection) {
  const ScriptEnd client = active_ ? ScriptEnd::local : ScriptEnd::remote;
  for (const size_t end : {size_t{0}, size_t{1}}) {
    const TrackedEnd& tracked = connection.tracker.end(end);
    const bool known = (tracked.snd_known || tracked.iss_known) && tracked.iss.raw() != UINT32_MAX;
    bases_[Index(end == 0 ? client : Other(client))] = known ? tracked.iss.raw() : 0;
  }
  std::array<bool, 2> found{};
  for (const Row& row : rows_) {
    const SegmentRecord& record = engine_.segments()[row.segment];
    if ((record.flags & kSyn) == 0 || std::exchange(found[Index(row.from)], true)) continue;
    bases_[Index(row.from)] = record.seq;
  }
}

void ScriptWriter::WriteHead(const ConnectionEnds& ends) {
  const SegmentRecord& first = engine_.segments()[rows_.front().segment];
  const bool opens = (first.flags & (kSyn | kAck | kRst)) == kSyn;
  calls_ = opens && (rows_.front().from == ScriptEnd::local) == active_;
  text_ += ends.addresses[0].version == 6 ? "--ip_version=ipv6\n" : "--ip_version=ipv4\n";
  text_ += active_ ? "--connect_port=" : "--bind_port=";
  text_ += std::to_string(ends.ports[1]) + "\n\n";
  now_ns_ = first.time_ns;
  if (!calls_) return;
  head_ = text_.size();
  text_ += "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n";
  if (active_) {
    text_ +=
        "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n"
        "+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)\n";
    begun_ = true;
    WriteKeepAlive(first.time_ns);
  } else {
    text_ +=
        "+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0\n"
        "+0 bind(3, ..., ...) = 0\n"
        "+0 listen(3, 1) = 0\n";
    // packetdrill cannot run a script without a socket that has listened.
    if (Refuses()) text_ += "+0 close(3) = 0\n";
  }
}

// Probes of the end under test repeat a number that is acknowledged while the other end has room.
void ScriptWriter::FindKeepAlive() {
  uint32_t end = 0;
  bool room = true;
  int64_t before = 0, probe = 0;
  uint32_t unanswered = 0;
  for (const Row& row : rows_) {
    const SegmentRecord& record = engine_.segments()[row.segment];
    const bool probes = row.from == ScriptEnd::local && room && record.length <= 1 &&
                        (record.flags & (kSyn | kFin | kRst)) == 0 &&
                        Relative(row.from, record.seq) + 1 == end;
    if (probes && keep_alive_idle_ns_ == 0) keep_alive_idle_ns_ = record.time_ns - before;
    if (probes && probe != 0 && probe == before) keep_alive_interval_ns_ = record.time_ns - probe;
    if (row.from == ScriptEnd::remote) {
      room = record.window != 0;
    } else if (Seq(EndOf(record, row.from)) > Seq(end)) {
      end = EndOf(record, row.from);
    }
    const bool gives_up = row.from == ScriptEnd::local && (record.flags & kRst) != 0;
    if (gives_up) keep_alive_count_ = unanswered;
    unanswered = probes ? unanswered + 1 : 0;
    before = record.time_ns;
    if (probes) probe = before;
  }
}

void ScriptWriter::WriteKeepAlive(int64_t time_ns) {
  if (keep_alive_idle_ns_ <= 0) return;
  const int64_t idle = WholeSeconds(keep_alive_idle_ns_);
  const int64_t interval =
      keep_alive_interval_ns_ > 0 ? WholeSeconds(keep_alive_interval_ns_) : idle;
  Call(time_ns, "setsockopt", ", SOL_SOCKET, SO_KEEPALIVE, [1], 4) = 0");
  Call(time_ns, "setsockopt", ", SOL_TCP, TCP_KEEPIDLE, [" + std::to_string(idle) + "], 4) = 0");
  Call(time_ns, "setsockopt",
       ", SOL_TCP, TCP_KEEPINTVL, [" + std::to_string(interval) + "], 4) = 0");
  if (keep_alive_count_ == 0) return;
  const std::string count = std::to_string(keep_alive_count_);
  Call(time_ns, "setsockopt", ", SOL_TCP, TCP_KEEPCNT, [" + count + "], 4) = 0");
}

// Switches off what the SYN of the end under test does not offer, or does not answer.
void ScriptWriter::WriteSettings(const TcpOptions& options) {
  std::string off;
  const auto add = [&](bool has, bool asked, const char* name) {
    if (!has && (active_ || asked)) off += std::string(" net.ipv4.") + name + "=0";
  };
  add(options.timestamps, offered_.timestamps, "tcp_timestamps");
  add(options.sack_permitted, offered_.sack_permitted, "tcp_sack");
  add(options.window_shift >= 0, offered_.window_shift >= 0, "tcp_window_scaling");
  if (!off.empty()) text_.insert(*head_, "`sysctl -qw" + off + "`\n\n");
  head_.reset();
}

// Whether the end under test answers with a reset but never with a SYN.
bool ScriptWriter::Refuses() const {
  bool reset = false;
  for (const Row& row : rows_) {
    if (row.from != ScriptEnd::local) continue;
    const uint16_t flags = engine_.segments()[row.segment].flags;
    if (flags & kSyn) return false;
    reset = reset || (flags & kRst) != 0;
  }
  return reset;
}

// Whether data arrives after the current row that the end under test does not answer with a reset.
bool ScriptWriter::ReceivesLater() const {
  bool data = false;
  for (size_t i = next_ + 1; i < rows_.size(); ++i) {
    const SegmentRecord& later = engine_.segments()[rows_[i].segment];
    if (rows_[i].from == ScriptEnd::local && (later.flags & kRst)) return false;
    data = data ||
           (rows_[i].from == ScriptEnd::remote && later.length != 0 && later.length != kNoLength);
  }
  return data;
}

bool ScriptWriter::Push(std::span<const std::byte> chunk) {
  if (done()) return false;
  return reader_.Push(chunk) == CaptureStatus::need_more && !done();
}

void ScriptWriter::Finish() {
  reader_.Finish();
  head_.reset();
}

std::string ScriptWriter::Take() {
  return head_ && !done() ? std::string() : std::exchange(text_, {});
}

void ScriptWriter::OnFrame(const Frame& frame) {
  if (done()) return;
  dissector_.OnFrame(frame);
  // A frame may no longer yield the segment that it yielded at first: do not wait for it.
  while (next_ < rows_.size() && engine_.segments()[rows_[next_].segment].frame < frame.number) {
    ++next_;
  }
  const IcmpErrors& errors = engine_.icmp_errors();
  while (next_error_ != kNone && errors[next_error_].frame < frame.number) {
    next_error_ = errors[next_error_].next;
  }
}

void ScriptWriter::OnSegment(const Frame& frame, const TcpSegment& segment) {
  if (segment.origin == SegmentOrigin::icmp_quote) {
    if (next_error_ == kNone || engine_.icmp_errors()[next_error_].frame != frame.number) return;
    WriteError(engine_.icmp_errors()[next_error_]);
    next_error_ = engine_.icmp_errors()[next_error_].next;
    return;
  }
  if (next_ == rows_.size()) return;
  const Row row = rows_[next_];
  const SegmentRecord& record = engine_.segments()[row.segment];
  if (record.frame != frame.number) return;
  if (record.flags & kSyn) {
    const TcpOptions options = ParseTcpOptions(segment.options);
    if (row.from == ScriptEnd::remote) offered_ = options;
    if (row.from == ScriptEnd::local && head_) WriteSettings(options);
  }
  if (calls_ && row.from == ScriptEnd::local) WriteCallsBefore(record);
  WriteSegment(record, segment, row.from);
  if (calls_ && row.from == ScriptEnd::remote) WriteCallsAfter(record);
  uint32_t& sent_end = sent_end_[Index(row.from)];
  if (Seq(EndOf(record, row.from)) > Seq(sent_end)) sent_end = EndOf(record, row.from);
  ++next_;
}

// The relative sequence number after the payload.
uint32_t ScriptWriter::EndOf(const SegmentRecord& record, ScriptEnd from) const {
  const uint32_t syn = record.flags & kSyn ? 1 : 0;
  return Relative(from, record.seq) + syn + (record.length == kNoLength ? 0 : record.length);
}

uint32_t ScriptWriter::Relative(ScriptEnd of, uint32_t number) const {
  return number - bases_[Index(of)];
}

void ScriptWriter::Event(int64_t time_ns) {
  if (!std::exchange(begun_, true) && !calls_) {
    text_ += "0 ";
  } else if (time_ns >= now_ns_) {
    text_ += '+' + SecondsText(time_ns - now_ns_) + ' ';
  } else {  // the capture's clock was set back
    const int64_t start = engine_.segments()[rows_.front().segment].time_ns;
    text_ += SecondsText(std::max<int64_t>(time_ns - start, 0)) + ' ';
    now_ns_ = std::max(time_ns, start);
    return;
  }
  now_ns_ = time_ns;
}

void ScriptWriter::WriteSegment(const SegmentRecord& record, const TcpSegment& segment,
                                ScriptEnd from) {
  const auto flags = static_cast<uint16_t>(record.flags & SegmentRecord::kFlagsMask);
  const uint32_t seq = Relative(from, record.seq);
  if (flags & kSyn) numbers_.NoteSyn(from, flags, seq);
  Event(record.time_ns);
  text_ += from == ScriptEnd::local ? "> " : "< ";
  text_ += IpText(segment.traffic_class) + FlagsText(flags) + ' ';
  AppendNumbers(text_, seq - numbers_.SeqBase(from, flags),
                record.length == kNoLength ? 0 : record.length);
  const uint32_t ack_base = numbers_.AckBase(from, flags);
  if (flags & kAck) {
    text_ += " ack " + std::to_string(Relative(Other(from), record.ack) - ack_base);
  } else if (record.ack != 0) {
    text_ += " ack " + std::to_string(record.ack);
  }
  text_ += " win " + std::to_string(record.window);
  constexpr size_t kUrgentAt = 18;
  const uint16_t urgent = ByteReader(segment.captured).U16(kUrgentAt);
  if (urgent != 0) text_ += " urg " + std::to_string(urgent);
  const uint32_t sack_base = flags & kAck ? bases_[Index(Other(from))] + ack_base : 0;
  const std::string options = TcpOptionsText(segment.options, sack_base);
  if (!options.empty()) text_ += " <" + options + '>';
  text_ += '\n';
}

// `to` sent the quoted segment.
void ScriptWriter::WriteError(const IcmpRecord& error) {
  const ScriptEnd client = active_ ? ScriptEnd::local : ScriptEnd::remote;
  const ScriptEnd to = error.to == 0 ? client : Other(client);
  const uint8_t version = error.error.source.version;
  Event(error.time_ns);
  text_ += to == ScriptEnd::local ? "< icmp " : "> icmp ";
  text_ += IcmpTypeName(version, error.error.type);
  const std::string code = IcmpCodeName(version, error.error.type, error.error.code);
  if (!code.empty()) text_ += ' ' + code;
  if (error.error.mtu != 0) text_ += " mtu " + std::to_string(error.error.mtu);
  text_ += " [";
  AppendNumbers(text_, Relative(to, error.seq) - numbers_.initial(to), 0);
  text_ += "]\n";
}

// A call on the connection's socket.
void ScriptWriter::Call(int64_t time_ns, const char* function, const std::string& rest) {
  Event(time_ns);
  text_ += function;
  text_ += active_ ? "(3" : "(4";
  text_ += rest + '\n';
}

// Writes the calls with which the end under test causes the segment.
void ScriptWriter::WriteCallsBefore(const SegmentRecord& record) {
  if (closed_ || (record.flags & kSyn)) return;
  if (record.flags & kRst) return WriteReset(record);
  WriteSend(record);
  if ((record.flags & kFin) == 0) return;
  closed_ = true;
  half_closed_ = ReceivesLater();
  if (half_closed_) return Call(record.time_ns, "shutdown", ", SHUT_WR) = 0");
  Call(record.time_ns, "close", ") = 0");
}

// Writes one call for all new data up to a segment with PSH, or up to the other end's next segment.
// If the last segment of the data carries the FIN, the data waits for the FIN (MSG_MORE).
void ScriptWriter::WriteSend(const SegmentRecord& record) {
  const uint32_t sent_end = sent_end_[Index(ScriptEnd::local)];
  uint32_t end = sent_end;
  bool fin = false, fin_with_data = false, pushed = false, more = false;
  for (size_t i = next_; i < rows_.size() && !fin; ++i) {
    if (rows_[i].from == ScriptEnd::remote) {
      if (!more) break;
      continue;
    }
    const SegmentRecord& later = engine_.segments()[rows_[i].segment];
    if (later.flags & kRst) break;
    const bool data = later.length != 0 && later.length != kNoLength;
    if (Seq(EndOf(later, ScriptEnd::local)) > Seq(end)) end = EndOf(later, ScriptEnd::local);
    fin = (later.flags & kFin) != 0;
    fin_with_data = fin && data;
    pushed = (later.flags & kPsh) != 0;
    if (data) more = !pushed;
  }
  const bool known = Seq(end) <= Seq(written_end_);
  if (known || Seq(EndOf(record, ScriptEnd::local)) <= Seq(sent_end)) return;
  const std::string size =
      std::to_string(end - (Seq(written_end_) > Seq(sent_end) ? written_end_ : sent_end));
  written_end_ = end;
  if (fin_with_data && pushed) {
    Call(record.time_ns, "setsockopt", ", SOL_TCP, TCP_CORK, [1], 4) = 0");
  }
  if (fin_with_data && !pushed) {
    Call(record.time_ns, "send", ", ..., " + size + ", MSG_MORE) = " + size);
  } else {
    Call(record.time_ns, "write", ", ..., " + size + ") = " + size);
  }
}

// A reset with ACK is caused by a program that aborts; other resets answer a segment.
void ScriptWriter::WriteReset(const SegmentRecord& record) {
  if ((record.flags & kAck) == 0 || (!active_ && !accepted_)) return;
  closed_ = true;
  if (keep_alive_count_ > 0) return;  // the kernel gives up
  Call(record.time_ns, "setsockopt", ", SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0");
  Call(record.time_ns, "close", ") = 0");
}

// Writes the calls that a program makes after a segment has arrived.
void ScriptWriter::WriteCallsAfter(const SegmentRecord& record) {
  if (record.flags & (kSyn | kRst)) return;
  if (!active_ && !accepted_ && (record.flags & kAck)) {
    accepted_ = true;
    Event(record.time_ns);
    text_ += "accept(3, ..., ...) = 4\n";
    WriteKeepAlive(record.time_ns);
  }
  const uint32_t end = EndOf(record, ScriptEnd::remote);
  const uint32_t sent_end = sent_end_[Index(ScriptEnd::remote)];
  const bool in_order = Seq(Relative(ScriptEnd::remote, record.seq)) <= Seq(sent_end);
  if ((closed_ && !half_closed_) || !in_order || Seq(end) <= Seq(sent_end)) return;
  const std::string size = std::to_string(end - sent_end);
  Call(record.time_ns, "read", ", ..., " + size + ") = " + size);
}

}  // namespace tcpladder
