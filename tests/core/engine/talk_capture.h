// Writes a pcap of one or more connections, segment by segment.
#ifndef TCPLADDER_TESTS_CORE_ENGINE_TALK_CAPTURE_H_
#define TCPLADDER_TESTS_CORE_ENGINE_TALK_CAPTURE_H_

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/reread.h"
#include "core/net/checksum.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"

namespace tcpladder::test {

inline constexpr int64_t kStartNs = 1'700'000'000'000'000'000;
inline constexpr int64_t kStepNs = 1'000'000;

// One connection between 10.0.0.1 (client) and 10.0.0.2 port 80 (server), a millisecond between
// segments. Numbers go on by themselves.
class TalkCapture {
 public:
  explicit TalkCapture(uint16_t client_port = 40000, uint32_t client_isn = 1000,
                       uint32_t server_isn = 5000)
      : next_{client_isn, server_isn}, client_port_(client_port) {}

  TalkCapture& Client(uint16_t flags, size_t length = 0) { return Send(0, flags, length); }
  TalkCapture& Server(uint16_t flags, size_t length = 0) { return Send(1, flags, length); }
  TalkCapture& Handshake() { return Client(kSyn).Server(kSyn | kAck).Client(kAck); }
  // The same ports once more, with other first numbers.
  TalkCapture& Again(uint32_t client_isn, uint32_t server_isn) {
    next_ = {client_isn, server_isn};
    return *this;
  }
  // Another port of the server, before anything is sent.
  TalkCapture& To(uint16_t server_port) {
    server_port_ = server_port;
    return *this;
  }
  // The newest segment once more, as a capture on all interfaces records it.
  TalkCapture& Twice() { return CopyOf(frames_.size() - 1); }
  TalkCapture& CopyOf(size_t index) {
    frames_.push_back(frames_[index]);
    return *this;
  }
  // The newest segment sent again, as its sender does: the IP identification differs.
  TalkCapture& Repeat() {
    constexpr size_t kIdentification = 18;
    Twice();
    frames_.back().Set16(kIdentification, static_cast<uint16_t>(0x8000 + frames_.size()));
    return *this;
  }
  // The newest segment as if it had come another way.
  TalkCapture& Ttl(uint8_t ttl) {
    constexpr size_t kTtl = 22;
    frames_.back().Set8(kTtl, ttl);
    return *this;
  }
  // The newest frame as Ethernet sends it: filled up to its least length.
  TalkCapture& Padded() {
    constexpr size_t kLeast = 60;
    if (frames_.back().size() < kLeast) {
      frames_.back().Add(Bytes::Zeros(kLeast - frames_.back().size()));
    }
    return *this;
  }
  // The newest frame as its sender hands it to a network card that does the checksum.
  TalkCapture& Unfinished() {
    constexpr size_t kIp = 14, kAddresses = kIp + 12, kTcp = kIp + 20, kChecksum = kTcp + 16;
    Bytes& frame = frames_.back();
    Bytes pseudo = Bytes(frame).From(kAddresses).First(8);
    pseudo.U8(0).U8(6).U16(static_cast<uint16_t>(frame.size() - kTcp));
    frame.Set16(kChecksum, InternetSum(pseudo));
    return *this;
  }
  // Both ends have one address.
  TalkCapture& Loopback() {
    loopback_ = true;
    return *this;
  }
  // From here on SYNs announce this MSS.
  TalkCapture& Mss(uint16_t mss) {
    mss_ = mss;
    return *this;
  }

  // The next segment carries these options.
  TalkCapture& Options(Bytes options) {
    options_ = std::move(options);
    return *this;
  }

  const std::vector<Bytes>& frames() const { return frames_; }
  // The same file from a capture that keeps no more than `snap_length` bytes of a frame.
  Bytes CutFile(size_t snap_length) const {
    PcapWriter writer;
    int64_t time_ns = kStartNs;
    for (const Bytes& frame : frames_) {
      writer.Frame(time_ns, frame.First(snap_length), static_cast<uint32_t>(frame.size()));
      time_ns += kStepNs;
    }
    return writer.file();
  }
  // A whole pcap file; frames whose index is `without` are left out.
  Bytes File(size_t without = SIZE_MAX) const {
    PcapWriter writer;
    for (size_t i = 0; i < frames_.size(); ++i) {
      if (i != without) writer.Frame(kStartNs + static_cast<int64_t>(i) * kStepNs, frames_[i]);
    }
    return writer.file();
  }

 private:
  TalkCapture& Send(size_t from, uint16_t flags, size_t length) {
    TcpFields fields;
    fields.source_port = from == 0 ? client_port_ : server_port_;
    fields.destination_port = from == 0 ? server_port_ : client_port_;
    fields.seq = next_[from];
    fields.ack = flags & kAck ? next_[1 - from] : 0;
    fields.flags = flags;
    fields.payload = Bytes::Zeros(length);
    if (mss_ != 0 && (flags & kSyn)) fields.options.U8(2).U8(4).U16(mss_);
    fields.options.Add(std::exchange(options_, Bytes()));
    next_[from] += static_cast<uint32_t>(length) + (flags & (kSyn | kFin) ? 1 : 0);
    Ipv4Fields ip;
    if (from == 1) std::swap(ip.source, ip.destination);
    if (loopback_) ip.source = ip.destination = Bytes::Of({127, 0, 0, 1});
    ip.identification = static_cast<uint16_t>(frames_.size() + 1);
    frames_.push_back(Ethernet(0x0800, Ipv4(ip, Tcp(fields))));
    return *this;
  }

  std::array<uint32_t, 2> next_;
  uint16_t client_port_, server_port_ = 80, mss_ = 0;
  bool loopback_ = false;
  Bytes options_;
  std::vector<Bytes> frames_;
};

// Several connections in one capture, one after the other.
inline Bytes Together(const std::vector<TalkCapture>& talks) {
  PcapWriter writer;
  int64_t time_ns = kStartNs;
  for (const TalkCapture& talk : talks) {
    for (const Bytes& frame : talk.frames()) writer.Frame(time_ns += kStepNs, frame);
  }
  return writer.file();
}

// Runs the whole engine over `file` in chunks of `chunk` bytes, 0 for all at once.
inline void RunEngine(Engine& engine, std::span<const std::byte> file, size_t chunk = 0) {
  if (chunk == 0) chunk = file.size() + 1;
  for (size_t at = 0; at < file.size(); at += chunk) {
    engine.Push(file.subspan(at, std::min(chunk, file.size() - at)));
  }
  engine.Finish();
}

// What the file holds at the places to be read again for a connection.
inline std::vector<std::byte> ReadAgain(const Engine& engine, const Connection& connection,
                                        std::span<const std::byte> file) {
  std::vector<std::byte> bytes;
  for (const uint64_t place : PlacesToReread(engine, connection)) {
    for (size_t i = 0; i < Rereads::kLength; ++i) {
      const size_t at = static_cast<size_t>(place) + i - Rereads::kBefore;
      bytes.push_back(at < file.size() ? file[at] : std::byte{});
    }
  }
  return bytes;
}

// A capture read to its end, and its first connection read again.
struct FirstReadAgain {
  explicit FirstReadAgain(const Bytes& file) {
    RunEngine(engine, file);
    bytes = ReadAgain(engine, connection(), file);
    rereads = Rereads(SegmentsToReread(engine, connection()), bytes);
  }
  FirstReadAgain(const FirstReadAgain&) = delete;
  FirstReadAgain& operator=(const FirstReadAgain&) = delete;

  const Connection& connection() const { return engine.connections()[0]; }

  Engine engine;
  std::vector<std::byte> bytes;
  Rereads rereads;  // looks into `bytes`
};

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_ENGINE_TALK_CAPTURE_H_
