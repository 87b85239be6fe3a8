// tcpladder-fuzz-seeds DIR: writes the seed corpora to DIR/{container,frame,engine}/NAME.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/core/net/tunnel_cases.h"
#include "tests/support/packets.h"
#include "tests/support/pcap_writer.h"
#include "tests/support/pcapng_writer.h"
#include "tests/support/tapped_path.h"

namespace tcpladder::test {
namespace {

class SeedWriter {
 public:
  explicit SeedWriter(std::filesystem::path root) : root_(std::move(root)) {}

  void Write(const std::string& corpus, const std::string& name, const Bytes& bytes) {
    const auto folder = root_ / corpus;
    std::filesystem::create_directories(folder);
    std::ofstream out(folder / name, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.span().data()),
              static_cast<std::streamsize>(bytes.size()));
  }
  // A capture file is also a seed for the whole engine.
  void Capture(const std::string& name, const Bytes& file) {
    Write("container", name, file);
    Write("engine", name, file);
  }

 private:
  std::filesystem::path root_;
};

// A connection from SYN to both FINs.
std::vector<Bytes> Story() {
  std::vector<Bytes> frames;
  const auto add = [&frames](bool client, uint16_t flags, uint32_t seq, uint32_t ack,
                             std::string_view text, const Bytes& options) {
    TcpFields tcp;
    tcp.source_port = client ? 40000 : 80;
    tcp.destination_port = client ? 80 : 40000;
    tcp.flags = flags;
    tcp.seq = seq;
    tcp.ack = ack;
    tcp.options = options;
    tcp.payload = Bytes::Text(text);
    Ipv4Fields ip;
    if (!client) std::swap(ip.source, ip.destination);
    frames.push_back(Ethernet(0x0800, Ipv4(ip, Tcp(tcp))));
  };
  const Bytes syn = Bytes::Of({2, 4, 5, 0xb4, 4, 2, 8, 10}).U64(1).Add(Bytes::Of({1, 3, 3, 7}));
  const Bytes stamp = Bytes::Of({1, 1, 8, 10}).U64(2);
  const Bytes sack = Bytes::Of({1, 1, 5, 10}).U32(5010).U32(5020);
  add(true, kSyn, 1000, 0, "", syn);
  add(false, kSyn | kAck, 5000, 1001, "", syn);
  add(true, kAck, 1001, 5001, "", stamp);
  add(true, kAck | kPsh, 1001, 5001, "GET / ", stamp);
  add(false, kAck | kPsh, 5010, 1007, "late data.", stamp);
  add(true, kAck, 1007, 5001, "", sack);
  add(false, kAck | kPsh, 5001, 1007, "the first", stamp);
  add(false, kFin | kAck, 5020, 1007, "", stamp);
  add(true, kFin | kAck, 1007, 5021, "", stamp);
  add(false, kAck, 5021, 1008, "", stamp);
  add(false, kRst, 5021, 0, "", {});
  return frames;
}

Bytes PcapOf(const std::vector<Bytes>& frames, const PcapOptions& options) {
  PcapWriter writer(options);
  int64_t time = 1700000000000000000;
  for (const Bytes& frame : frames) writer.Frame(time += 1000000, frame);
  return writer.file();
}

Bytes PcapngOf(const std::vector<Bytes>& frames, ByteOrder order) {
  PcapngWriter writer(order);
  writer.Interface(1, 0, writer.Options().U8(9, 9).Add(2, Bytes::Text("eth0")).End());
  uint64_t time = 1700000000000000000;
  for (const Bytes& frame : frames) writer.EnhancedPacket(0, time += 1000000, frame);
  writer.SimplePacket(frames[0]).Packet(0, time, frames[1]).Block(0xbad, Bytes::Zeros(8));
  writer.Statistics(0, writer.Options().U64(4, 20).U64(5, 1).End());
  return writer.file();
}

// A list of frames in the format of frame_fuzzer.cc.
Bytes FrameList(uint16_t link_type, const std::vector<Bytes>& frames) {
  Bytes list;
  for (const Bytes& frame : frames) {
    list.U16(link_type).U8(0).U16(frame.size()).Add(frame);
  }
  return list;
}

std::vector<Bytes> Fragments() {
  const Bytes datagram = Tcp({.payload = Bytes::Text("a datagram in two pieces")});
  Ipv4Fields first, last;
  first.fragment = 0x2000;
  last.fragment = 3;
  return {Ipv4(first, datagram.First(24)), Ipv4(last, datagram.From(24))};
}

// Records, with one frame of 2023 each, of the formats that have no writer.
Bytes ErfRecord(const Bytes& frame) {
  const Bytes body = (Bytes::Zeros(2) + frame).PadTo(8);
  return Bytes(ByteOrder::little).U32(0).U32(1700000000) +
         Bytes().U8(2).U8(4).U16(16 + body.size()).U16(0).U16(frame.size()) + body;
}
Bytes NetxrayOf(const std::vector<Bytes>& frames) {
  Bytes file = Bytes::Text("XCP").U8(0).Add("002.002").U8(0);
  file.Add(Bytes(ByteOrder::little).U32(1700000000).U32(frames.size()).U32(0).U32(128)).PadTo(128);
  for (const Bytes& frame : frames) {
    file.Add(Bytes(ByteOrder::little).U64(0).U16(frame.size()).U16(frame.size()));
    file.Add(Bytes::Zeros(28)).Add(frame);
  }
  return file;
}
Bytes PeekTaggedOf(const std::vector<Bytes>& frames) {
  const auto section = [](std::string_view name, std::string_view text) {
    return Bytes::Text(name)
        .Add(Bytes(ByteOrder::little).U32(12 + text.size()).U32(0x200))
        .Add(text);
  };
  Bytes file = section("\x7fver", "<FileVersion>9.0</FileVersion>") +
               section("sess", "<MediaType>0</MediaType><MediaSubType>0</MediaSubType>") +
               section("pkts", "");
  for (const Bytes& frame : frames) {
    file.Add(Bytes(ByteOrder::little).U16(0).U32(frame.size() + 4).U16(1).U32(0).U16(2).U32(0));
    file.Add(Bytes(ByteOrder::little).U16(0xffff).U32(0)).Add(frame).U32(0);
  }
  return file;
}

void WriteCaptures(SeedWriter& seeds) {
  const auto story = Story();
  PcapOptions options;
  seeds.Capture("pcap-little", PcapOf(story, options));
  options.order = ByteOrder::big;
  seeds.Capture("pcap-big", PcapOf(story, options));
  options.magic = 0xa1b23c4d;
  options.nanoseconds = true;
  seeds.Capture("pcap-nanoseconds", PcapOf(story, options));
  PcapOptions modified;
  modified.magic = 0xa1b2cd34;
  modified.extra_record_header = 8;
  seeds.Capture("pcap-modified", PcapOf(story, modified));
  seeds.Capture("pcapng-little", PcapngOf(story, ByteOrder::little));
  seeds.Capture("pcapng-big", PcapngOf(story, ByteOrder::big));
  Bytes erf;
  for (const Bytes& frame : story) erf.Add(ErfRecord(frame));
  seeds.Capture("erf", erf);
  seeds.Capture("netxray", NetxrayOf(story));
  seeds.Capture("peek-tagged", PeekTaggedOf(story));
  seeds.Capture("joined", PcapOf(story, {}) + Bytes::Zeros(16) + PcapngOf(story, ByteOrder::big) +
                              PcapOf(story, {}));
  std::vector<Bytes> networks;
  for (const Bytes& frame : story) {
    networks.push_back(frame);
    networks.push_back(frame.First(12) + Bytes().U16(0x8100).U16(5) + frame.From(12));
  }
  seeds.Capture("two-networks", PcapOf(networks, {}));
  PcapWriter damaged;
  damaged.Frame(0, story[0]).Raw(Bytes::Text("no record header")).Frame(1000, story[1]);
  seeds.Capture("pcap-damaged", damaged.Frame(2000, story[2]).file());
}

// Writes all ways in which a frame can carry a segment. Each seed contains as many as fit into the
// fuzzer's longest input.
void WriteCases(SeedWriter& seeds) {
  constexpr size_t kLongest = 4096;
  std::vector<Bytes> lists;
  for (const LinkCase& link : LinkCases()) lists.push_back(FrameList(link.link_type, {link.frame}));
  for (const TunnelCase& tunnel : TunnelCases()) lists.push_back(FrameList(228, {tunnel.packet}));
  Bytes seed;
  size_t number = 0;
  const auto flush = [&] { seeds.Write("frame", "cases-" + std::to_string(++number), seed); };
  for (const Bytes& list : lists) {
    if (seed.size() + list.size() > kLongest) {
      flush();
      seed = Bytes();
    }
    seed.Add(list);
  }
  flush();
}

void WriteFrames(SeedWriter& seeds) {
  const auto write = [&seeds](const char* name, uint16_t link_type, std::vector<Bytes> frames) {
    seeds.Write("frame", name, FrameList(link_type, frames));
  };
  const Bytes ip = Ipv4({}, Tcp());
  const Bytes frame = TcpFrame();
  const auto protocol = [](uint8_t number, const Bytes& payload) {
    Ipv4Fields outer;
    outer.protocol = number;
    return Ipv4(outer, payload);
  };
  Ipv6Fields extension;
  extension.next = 60;
  write("ethernet", 1, Story());
  write("vlan-llc", 1, {Ethernet(0x8100, Vlan(1, 0x0800, ip)), Ethernet8023(Snap(0, 0x0800, ip))});
  write("mpls", 1, {Ethernet(0x8847, Bytes::Of({0, 1, 1, 64}) + ip)});
  write("pppoe", 1, {Ethernet(0x8864, Bytes::Of({17, 0, 0, 1, 0, 42, 0, 0x21}) + ip)});
  write("loopback", 0, {Loopback(ByteOrder::little, 2, ip)});
  write("ipv6-extension", 229, {Ipv6(extension, Ipv6Extension(6, Bytes::Zeros(6), Tcp()))});
  write("fragments", 228, Fragments());
  write("icmp", 228, {protocol(1, Bytes::Of({3, 3}) + Bytes::Zeros(6) + ip)});
  write("gre", 228, {protocol(47, Bytes().U16(0).U16(0x0800) + ip)});
  write("vxlan", 228, {protocol(17, Udp(9, 4789, Bytes::Zeros(8) + frame))});
  write("gtp", 228, {protocol(17, Udp(9, 2152, Bytes().U32(0x30ff0028).U32(1) + ip))});
  write("sll", 113, {LinuxSll(0x0800, ip)});
  write("wlan", 105, {Bytes::Of({8, 1}) + Bytes::Zeros(22) + Snap(0, 0x0800, ip)});
  write("ppp", 9, {Bytes::Of({0xff, 3, 0, 0x21}) + ip});
}

// Writes the length of the first capture, then both captures.
void WriteTaps(SeedWriter& seeds) {
  const auto write = [&seeds](const char* name, const TappedPathOptions& options) {
    TappedPath path(options);
    path.Run();
    const Bytes &a = path.file(0), &b = path.file(1);
    seeds.Write("taps", name, Bytes().U16(a.size()).Add(a).Add(b));
  };
  TappedPathOptions plain;
  plain.bytes = {20, 3000};
  plain.snap_length = 80;
  write("plain", plain);
  TappedPathOptions lossy = plain;
  lossy.seed = 4;
  lossy.loss_permille = {50, 150, 50};
  lossy.copies_permille = 100;
  write("lossy", lossy);
  TappedPathOptions boxed = plain;
  boxed.translate = true;
  boxed.shift = {0xffffff00, 12345};
  boxed.joined = {2, 2};
  boxed.rewrite_identification = true;
  write("translated", boxed);
}

}  // namespace
}  // namespace tcpladder::test

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: tcpladder-fuzz-seeds DIR\n", stderr);
    return 2;
  }
  tcpladder::test::SeedWriter seeds(argv[1]);
  tcpladder::test::WriteCaptures(seeds);
  tcpladder::test::WriteFrames(seeds);
  tcpladder::test::WriteTaps(seeds);
  tcpladder::test::WriteCases(seeds);
  return 0;
}
