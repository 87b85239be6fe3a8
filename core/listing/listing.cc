#include "core/listing/listing.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/base/seq.h"
#include "core/capture/frame_notes.h"
#include "core/listing/listed_ends.h"
#include "core/listing/segment_lines.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_options.h"
#include "core/script/characters.h"
#include "core/script/packet_bytes.h"
#include "core/script/time_text.h"

namespace tcpladder {
namespace {

constexpr int64_t kNsPerDay = 86400 * kNsPerSecond;
// Distance between the initial sequence numbers of connections of tshark on the same ports.
constexpr uint32_t kBetweenConnections = uint32_t{1} << 30;
// The window of a line without one; 0 would mean that the receive buffer is full.
constexpr uint32_t kMadeUpWindow = 0xffff;
constexpr size_t kMaxPayload = 0xffff - 100;

struct Line {
  ListedSegment segment;
  std::array<IpAddress, 2> addresses;  // sender, receiver
  std::array<uint16_t, 2> ports{};
  uint32_t number = 0;
};

// A key for the two ends of a connection, the same for both directions.
std::string KeyOf(const Line& line, bool& reversed) {
  const auto text = [&](size_t end) {
    return std::string(line.addresses[end].bytes.begin(), line.addresses[end].bytes.end()) +
           std::to_string(line.ports[end]);
  };
  const std::string sender = text(0), receiver = text(1);
  reversed = receiver < sender;
  return reversed ? receiver + '|' + sender : sender + '|' + receiver;
}

// The state of one direction so far; numbers are as in the header.
struct Side {
  uint32_t base = 0;             // initial sequence number that printed numbers are relative to
  bool base_known = false;       // false if `base` was invented
  std::optional<uint32_t> next;  // end of what it has sent
  int shift = -1;                // of its SYN's window scale; -1: none
  bool syn_seen = false;
};

struct Conversation {
  std::array<Side, 2> sides;
  bool recorded = false;  // tcpdump prints relative numbers from here on
};

class ListingReader {
 public:
  Listing Read(std::string_view text) {
    ReadLines(text);
    if (lines_.empty()) return std::move(listing_);
    listing_.tool = lines_.front().segment.tool;
    absolute_ = PrintsAbsolute();
    SetTimes();
    conversations_.clear();
    for (Line& line : lines_) Write(line);
    listing_.names = ends_.names();
    return std::move(listing_);
  }

 private:
  void ReadLines(std::string_view text) {
    SegmentLines lines(text);
    while (lines.Next()) {
      listing_.lines += lines.count();
      std::optional<ListedSegment>& segment = lines.segment();
      if (!segment || !Add(*segment, lines.number())) listing_.other_lines += lines.count();
    }
  }

  bool Add(ListedSegment& segment, uint32_t number) {
    Line line;
    line.number = number;
    for (size_t end = 0; end < 2; ++end) {
      const auto address = ends_.AddressOf(segment.ends[end].host);
      const auto port = ListedEnds::PortOf(segment.ends[end].port);
      if (!address || !port) return false;
      line.addresses[end] = *address;
      line.ports[end] = *port;
    }
    if (line.addresses[0].version != line.addresses[1].version) return false;
    if (!lines_.empty() && segment.tool != lines_.front().segment.tool) return false;
    line.segment = std::move(segment);
    lines_.push_back(std::move(line));
    return true;
  }

  // tcpdump: whether the numbers are closer to the expected ones if they are read as absolute
  // (option -S). tshark: whether a SYN has a number other than 0.
  bool PrintsAbsolute() {
    if (listing_.tool == ListingTool::tcpdump) return Strays(true) < Strays(false);
    size_t absolute = 0, relative = 0;
    for (const Line& line : lines_) {
      const ListedSegment& segment = line.segment;
      if ((segment.flags & kSyn) && segment.seq) ++(*segment.seq == 0 ? relative : absolute);
    }
    return absolute > relative;
  }

  // The sum of the distances of all numbers from the expected ones, if tcpdump printed them in this
  // way.
  uint64_t Strays(bool absolute) {
    absolute_ = absolute;
    conversations_.clear();
    uint64_t sum = 0;
    const auto add = [&](uint32_t number, const std::optional<uint32_t>& due) {
      if (due) sum += std::min(number - *due, *due - number);
    };
    for (const Line& line : lines_) {
      const ListedSegment& segment = line.segment;
      bool reversed = false;
      Conversation& conversation = conversations_[KeyOf(line, reversed)];
      Side& me = conversation.sides[reversed ? 1 : 0];
      Side& peer = conversation.sides[reversed ? 0 : 1];
      ListingPacket packet;
      TcpFields tcp;
      SetTcpdumpNumbers(conversation, me, peer, segment, tcp, packet);
      if ((segment.flags & (kSyn | kRst)) == 0) {
        if (segment.seq) add(tcp.seq, me.next);
        if (segment.ack) add(tcp.ack, peer.next);
      }
      NoteSent(me, segment, tcp.seq);
    }
    return sum;
  }

  // Converts all times to one clock: intervals are added up, and times of day continue after
  // midnight.
  void SetTimes() {
    const ListedTime kind = lines_.front().segment.time;
    bool ascending = true;
    for (size_t i = 1; i < lines_.size(); ++i) {
      ascending = ascending && lines_[i - 1].segment.time_ns <= lines_[i].segment.time_ns;
    }
    const bool starts_at_0 = lines_.front().segment.time_ns == 0;
    const bool distances = !ascending && starts_at_0 && kind != ListedTime::epoch;
    int64_t sum = 0, days = 0, before = 0;
    for (Line& line : lines_) {
      int64_t& time = line.segment.time_ns;
      if (distances) {
        time = sum += time;
      } else if (kind == ListedTime::clock) {
        if (before - time > kNsPerDay / 2) days += kNsPerDay;
        before = time;
        time += days;
      }
    }
  }

  void Write(const Line& line) {
    const ListedSegment& segment = line.segment;
    bool reversed = false;
    Conversation& conversation = conversations_[KeyOf(line, reversed)];
    Side& me = conversation.sides[reversed ? 1 : 0];
    Side& peer = conversation.sides[reversed ? 0 : 1];
    ListingPacket packet;
    TcpFields tcp;
    const bool tshark = segment.tool == ListingTool::tshark;
    if (tshark) {
      SetTsharkNumbers(conversation, me, peer, segment, tcp, packet);
      SetTsharkWindow(me, peer, segment, tcp, packet);
    } else {
      SetTcpdumpNumbers(conversation, me, peer, segment, tcp, packet);
      tcp.window = static_cast<uint16_t>(segment.window.value_or(kMadeUpWindow));
      if (!segment.window) packet.notes |= kWindowUnknown;
    }
    if (!segment.options_complete) packet.notes |= kOptionsUnknown;
    tcp.source_port = line.ports[0];
    tcp.destination_port = line.ports[1];
    tcp.flags = segment.flags;
    tcp.urgent = segment.urgent;
    std::vector<std::byte> options = segment.options;
    if (!absolute_) ShiftSack(options, peer.base);
    tcp.options = options;
    NoteSent(me, segment, tcp.seq);
    IpFields ip;
    ip.source = line.addresses[0];
    ip.destination = line.addresses[1];
    const size_t length = std::min<size_t>(segment.length, kMaxPayload);
    packet.bytes = IpPacket(ip, TcpHeaderBytes(ip, tcp, length), length);
    packet.original_length = static_cast<uint32_t>(packet.bytes.size() + length);
    packet.time_ns = segment.time_ns;
    packet.line = line.number;
    listing_.packets.push_back(std::move(packet));
  }

  // From the first segment with ACK on, and again from a SYN ACK, tcpdump prints numbers relative
  // to those of that segment. Numbers of segments without ACK are absolute.
  void SetTcpdumpNumbers(Conversation& conversation, Side& me, Side& peer,
                         const ListedSegment& segment, TcpFields& tcp, ListingPacket& packet) {
    const bool ack = (segment.flags & kAck) != 0;
    const bool first = ack && (!conversation.recorded || (segment.flags & kSyn));
    const bool as_printed = absolute_ || !ack || first;
    if (first) {
      conversation.recorded = true;
      if (segment.ack) {
        peer.base = *segment.ack - 1;
        peer.base_known = true;
      }
      me.base_known = segment.seq.has_value() || me.next.has_value();
      me.base = segment.seq.value_or(me.next.value_or(0));
    }
    if (segment.ack) tcp.ack = *segment.ack + (as_printed ? 0 : peer.base);
    if (segment.seq) {
      tcp.seq = *segment.seq + (as_printed ? 0 : me.base);
    } else {
      tcp.seq = me.next.value_or(me.base);
      packet.notes |= kSeqUnknown;
    }
    if (!as_printed && (!me.base_known || !peer.base_known)) packet.notes |= kNumbersRelative;
  }

  void SetTsharkNumbers(Conversation&, Side& me, Side& peer, const ListedSegment& segment,
                        TcpFields& tcp, ListingPacket& packet) {
    const bool opens = (segment.flags & (kSyn | kAck)) == kSyn;
    // The numbers of the next connection on the same ports begin at 0 again.
    if (!absolute_ && opens && me.next && Seq(*me.next) > Seq(me.base + 1)) {
      me.base += kBetweenConnections;
      peer.base += kBetweenConnections;
      me.next = peer.next = std::nullopt;
      me.syn_seen = peer.syn_seen = false;
    }
    tcp.seq = *segment.seq + me.base;
    tcp.ack = segment.ack ? *segment.ack + peer.base : 0;
    if (!absolute_) packet.notes |= kNumbersRelative;
  }

  // tshark prints the window of a SYN unscaled, and other windows scaled if both SYNs have the
  // option. It may know a scale that the listing does not show.
  void SetTsharkWindow(Side& me, const Side& peer, const ListedSegment& segment, TcpFields& tcp,
                       ListingPacket& packet) {
    const uint32_t printed = segment.window.value_or(kMadeUpWindow);
    uint32_t window = printed;
    bool known = segment.window.has_value();
    if ((segment.flags & kSyn) == 0) {
      const bool agreed = me.syn_seen && peer.syn_seen;
      const int shift = agreed && me.shift >= 0 && peer.shift >= 0 ? me.shift : 0;
      window = printed >> shift;
      known = known && (agreed ? window << shift == printed : printed == 0);
    }
    known = known && window <= 0xffff;
    tcp.window = static_cast<uint16_t>(std::min<uint32_t>(window, 0xffff));
    if (!known) packet.notes |= kWindowUnknown;
  }

  static void NoteSent(Side& me, const ListedSegment& segment, uint32_t seq) {
    if (segment.flags & kSyn) {
      me.syn_seen = true;
      const TcpOptions options = ParseTcpOptions(segment.options);
      me.shift = options.window_shift < 0 ? -1 : int{static_cast<uint8_t>(options.window_shift)};
    }
    if ((segment.flags & kRst) && !me.next) return;
    const uint32_t end =
        seq + segment.length + (segment.flags & kSyn ? 1 : 0) + (segment.flags & kFin ? 1 : 0);
    const bool restarts = (segment.flags & kSyn) != 0;
    if (!me.next || restarts || Seq(end) > Seq(*me.next)) me.next = end;
  }

  static void ShiftSack(std::vector<std::byte>& options, uint32_t base) {
    for (size_t at = 0; at + 1 < options.size();) {
      const auto kind = std::to_integer<uint8_t>(options[at]);
      const size_t length = kind <= kOption_no_operation
                                ? 1
                                : std::max<size_t>(2, std::to_integer<size_t>(options[at + 1]));
      for (size_t edge = at + 2; kind == kOption_sack && edge + 4 <= at + length; edge += 4) {
        ByteWriter(options).U32(edge, ByteReader(options).U32(edge) + base);
      }
      at += length;
    }
  }

  Listing listing_;
  ListedEnds ends_;
  std::vector<Line> lines_;
  std::unordered_map<std::string, Conversation> conversations_;
  bool absolute_ = false;
};

}  // namespace

Listing ReadListing(std::string_view text) {
  if (text.size() > kMaxListing) return {};
  return ListingReader().Read(text);
}

bool LooksLikeListing(std::string_view text) {
  constexpr size_t kLookedAt = 16384;
  SegmentLines lines(text.substr(0, kLookedAt));
  while (lines.Next()) {
    if (lines.segment()) return true;
  }
  return false;
}

}  // namespace tcpladder
