// tcpladder-generate: writes captures of any size for benchmarks.
//
//   tcpladder-generate short|bulk|loss|flood|reuse PACKETS FILE
//
// short: HTTP-like connections of ten segments with timestamps, two of them full-size, forty open
// at a time; 600,000 packets are 250 MB. bulk: one download without loss. loss: one download in
// which one segment in fifty is lost, with SACK blocks and retransmissions. flood: SYNs from
// distinct sources, each answered with SYN ACK. reuse: one port pair that is opened and reset
// repeatedly. The files are pcap with microseconds, Ethernet and IPv4. The same arguments produce
// the same file.

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace {

constexpr uint8_t kFin = 1, kSyn = 2, kRst = 4, kPsh = 8, kAck = 16;
constexpr size_t kMss = 1448;

// A generator of its own makes the files identical on every platform.
class Random {
 public:
  uint32_t Next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state_ >> 33);
  }
  uint32_t Below(uint32_t limit) { return Next() % limit; }

 private:
  uint64_t state_ = 88172645463325252u;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class Writer {
 public:
  Writer(const char* path, uint64_t packets) : file_(std::fopen(path, "wb")), left_(packets) {
    if (!file_) return;
    std::setvbuf(file_.get(), nullptr, _IOFBF, size_t{1} << 20);
    const std::array<uint32_t, 6> header = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 262144, 1};
    std::fwrite(header.data(), 4, header.size(), file_.get());
  }
  bool open() const { return file_ != nullptr; }
  bool done() const { return left_ == 0; }

  struct Segment {
    uint32_t source, destination;
    uint16_t source_port, destination_port;
    uint32_t seq, ack;
    uint8_t flags;
    size_t length = 0;
    uint32_t sack_left = 0, sack_right = 0;  // one block if they differ
    uint32_t timestamp = 0;                  // present if not 0
  };

  void Write(uint64_t time_us, const Segment& segment) {
    if (done()) return;
    --left_;
    frame_.clear();
    for (int i = 0; i < 12; ++i) Put8(static_cast<uint8_t>(i));
    Put16(0x0800);
    const std::vector<uint8_t> options = Options(segment);
    const size_t tcp = 20 + options.size() + segment.length;
    Put16(0x4500);
    Put16(static_cast<uint16_t>(20 + tcp));
    Put32(static_cast<uint32_t>(left_ << 16 | 0x4000));
    Put32(0x40060000);
    Put32(segment.source);
    Put32(segment.destination);
    Put16(segment.source_port);
    Put16(segment.destination_port);
    Put32(segment.seq);
    Put32(segment.flags & kAck ? segment.ack : 0);
    Put8(static_cast<uint8_t>((5 + options.size() / 4) << 4));
    Put8(segment.flags);
    Put16(segment.flags & kRst ? 0 : 502);
    Put32(0);
    frame_.insert(frame_.end(), options.begin(), options.end());
    frame_.resize(frame_.size() + segment.length, 0x61);
    const auto size = static_cast<uint32_t>(frame_.size());
    const std::array<uint32_t, 4> record = {static_cast<uint32_t>(1700000000 + time_us / 1000000),
                                            static_cast<uint32_t>(time_us % 1000000), size, size};
    std::fwrite(record.data(), 4, record.size(), file_.get());
    std::fwrite(frame_.data(), 1, frame_.size(), file_.get());
  }

 private:
  static std::vector<uint8_t> Options(const Segment& segment) {
    std::vector<uint8_t> stamps;
    if (segment.timestamp != 0) stamps = {8, 10, 0, 0, 0, 0, 0, 0, 0, 1};
    for (size_t i = 0; i < 4 && !stamps.empty(); ++i) {
      stamps[2 + i] = static_cast<uint8_t>(segment.timestamp >> (24 - 8 * i));
    }
    if (segment.flags & kSyn) {
      std::vector<uint8_t> options = {2, 4, 5, 180, 4, 2, 1, 3, 3, 7};
      options.insert(options.end(), stamps.begin(), stamps.end());
      while (options.size() % 4 != 0) options.push_back(1);
      return options;
    }
    if (!stamps.empty()) {
      stamps.insert(stamps.begin(), 2, 1);
      return stamps;
    }
    if (segment.sack_left == segment.sack_right) return {};
    std::vector<uint8_t> sack = {1, 1, 5, 10};
    for (uint32_t edge : {segment.sack_left, segment.sack_right}) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        sack.push_back(static_cast<uint8_t>(edge >> shift));
      }
    }
    return sack;
  }
  void Put8(uint8_t value) { frame_.push_back(value); }
  void Put16(uint16_t value) {
    Put8(static_cast<uint8_t>(value >> 8));
    Put8(static_cast<uint8_t>(value));
  }
  void Put32(uint32_t value) {
    Put16(static_cast<uint16_t>(value >> 16));
    Put16(static_cast<uint16_t>(value));
  }

  std::unique_ptr<std::FILE, CloseFile> file_;
  uint64_t left_;
  std::vector<uint8_t> frame_;
};

// Writes the segments of both ends of one connection.
class Conversation {
 public:
  Conversation(uint32_t client, uint16_t client_port, uint32_t server, uint16_t server_port,
               uint32_t isn, bool timestamps = false)
      : addresses_{client, server},
        ports_{client_port, server_port},
        next_{isn, isn ^ 0x5a5a5a5a},
        timestamps_(timestamps) {}

  void Send(Writer& writer, uint64_t time, int from, uint8_t flags, size_t length = 0) {
    Writer::Segment segment = Make(from, flags, next_[from], length);
    if (timestamps_) segment.timestamp = static_cast<uint32_t>(1 + time / 1000);
    writer.Write(time, segment);
    next_[from] += static_cast<uint32_t>(length) + (flags & (kSyn | kFin) ? 1 : 0);
  }

  Writer::Segment Make(int from, uint8_t flags, uint32_t seq, size_t length) const {
    return {addresses_[from],
            addresses_[1 - from],
            ports_[from],
            ports_[1 - from],
            seq,
            next_[1 - from],
            flags,
            length};
  }

  uint32_t next(int end) const { return next_[end]; }
  void Advance(int end, uint32_t by) { next_[end] += by; }

 private:
  uint32_t addresses_[2];
  uint16_t ports_[2];
  uint32_t next_[2];
  bool timestamps_;
};

void Handshake(Conversation& conversation, Writer& writer, uint64_t time) {
  conversation.Send(writer, time, 0, kSyn);
  conversation.Send(writer, time + 50, 1, kSyn | kAck);
  conversation.Send(writer, time + 100, 0, kAck);
}

void Short(Writer& writer) {
  struct Open {
    Conversation conversation;
    int step;
  };
  Random random;
  std::deque<Open> open;
  uint32_t number = 0;
  uint64_t time = 0;
  while (!writer.done()) {
    while (open.size() < 40) {
      open.push_back({Conversation(0x0a000001 + number % 5000,
                                   static_cast<uint16_t>(1024 + number / 5000 % 60000),
                                   0xc0000201 + number % 7, 80, random.Next(), true),
                      0});
      ++number;
    }
    Open current = open.front();
    open.pop_front();
    Conversation& conversation = current.conversation;
    time += 11;
    switch (current.step++) {
      case 0:
        conversation.Send(writer, time, 0, kSyn);
        break;
      case 1:
        conversation.Send(writer, time, 1, kSyn | kAck);
        break;
      case 2:
        conversation.Send(writer, time, 0, kAck);
        break;
      case 3:
        conversation.Send(writer, time, 0, kPsh | kAck, 200 + random.Below(500));
        break;
      case 4:
        conversation.Send(writer, time, 1, kAck, kMss);
        break;
      case 5:
        conversation.Send(writer, time, 1, kPsh | kAck, kMss);
        break;
      case 6:
        conversation.Send(writer, time, 0, kAck);
        break;
      case 7:
        conversation.Send(writer, time, 1, kFin | kAck);
        break;
      case 8:
        conversation.Send(writer, time, 0, kFin | kAck);
        break;
      default:
        conversation.Send(writer, time, 1, kAck);
        continue;
    }
    open.push_back(current);
  }
}

void Bulk(Writer& writer) {
  Conversation conversation(0x0a000001, 50000, 0xc0000201, 443, 1000);
  Handshake(conversation, writer, 0);
  conversation.Send(writer, 200, 0, kPsh | kAck, 120);
  uint64_t time = 1000;
  while (!writer.done()) {
    conversation.Send(writer, time += 12, 1, kAck, kMss);
    conversation.Send(writer, time += 12, 1, kAck, kMss);
    conversation.Send(writer, time += 2, 0, kAck);
  }
}

// The lost segment is missing from the capture; duplicate ACKs with SACK follow, then its
// retransmission.
void Loss(Writer& writer) {
  Random random;
  Conversation conversation(0x0a000001, 50000, 0xc0000201, 443, 1000);
  Handshake(conversation, writer, 0);
  conversation.Send(writer, 200, 0, kPsh | kAck, 120);
  uint64_t time = 1000;
  while (!writer.done()) {
    const uint32_t before = 20 + random.Below(30);
    for (uint32_t i = 0; i < before; ++i) {
      conversation.Send(writer, time += 12, 1, kAck, kMss);
      if (i % 2) conversation.Send(writer, time += 2, 0, kAck);
    }
    const uint32_t hole = conversation.next(1);
    Writer::Segment duplicate = conversation.Make(0, kAck, conversation.next(0), 0);
    conversation.Advance(1, kMss);
    duplicate.sack_left = conversation.next(1);
    const uint32_t after = 4 + random.Below(12);
    for (uint32_t i = 0; i < after; ++i) {
      conversation.Send(writer, time += 12, 1, kAck, kMss);
      duplicate.sack_right = conversation.next(1);
      writer.Write(time += 2, duplicate);
    }
    writer.Write(time += 900, conversation.Make(1, kAck, hole, kMss));
    conversation.Send(writer, time += 2, 0, kAck);
  }
}

void Flood(Writer& writer) {
  uint64_t time = 0;
  for (uint32_t i = 0; !writer.done(); ++i) {
    Conversation conversation(0x0b000000 + i, static_cast<uint16_t>(1024 + i % 50000), 0xc0000201,
                              80, i * 2654435761u);
    conversation.Send(writer, time += 5, 0, kSyn);
    conversation.Send(writer, time += 2, 1, kSyn | kAck);
  }
}

void Reuse(Writer& writer) {
  uint64_t time = 0;
  for (uint32_t i = 1; !writer.done(); ++i) {
    Conversation conversation(0x0a000001, 50000, 0xc0000201, 80, i * 100003u);
    Handshake(conversation, writer, time += 1000);
    conversation.Send(writer, time + 200, 0, kPsh | kAck, 64);
    conversation.Send(writer, time + 300, 0, kRst | kAck);
  }
}

int Usage() {
  std::fputs("usage: tcpladder-generate short|bulk|loss|flood|reuse PACKETS FILE\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return Usage();
  const std::string_view kind = argv[1];
  const uint64_t packets = std::strtoull(argv[2], nullptr, 10);
  void (*generate)(Writer&) = kind == "short"   ? Short
                              : kind == "bulk"  ? Bulk
                              : kind == "loss"  ? Loss
                              : kind == "flood" ? Flood
                              : kind == "reuse" ? Reuse
                                                : nullptr;
  if (!generate || packets == 0) return Usage();
  Writer writer(argv[3], packets);
  if (!writer.open()) {
    std::perror(argv[3]);
    return 1;
  }
  generate(writer);
  return 0;
}
