// Scripts read: their packets with the states that they lead to, and as a capture file.
#include "core/script/script.h"

#include <algorithm>
#include <cerrno>
#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/script/player.h"
#include "core/script/script_capture.h"
#include "core/script/script_writer.h"
#include "core/script/written_capture.h"
#include "core/share/pcap_writer.h"
#include "tests/dump/command.h"
#include "tests/dump/dump.h"

namespace tcpladder::dump {
namespace {

constexpr uint16_t kRawIp = 101;

// States of both ends of a connection after each frame that holds a segment.
class States final : public SegmentObserver {
 public:
  struct Row {
    uint32_t frame;
    uint8_t client, server;
    bool from_server;
  };
  void OnAnalysed(const SegmentRecord& record, const TcpSegment&, const WiresharkResult&) override {
    rows_.push_back({record.frame, static_cast<uint8_t>(record.client_state),
                     static_cast<uint8_t>(record.server_state), record.from() != 0});
  }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

// The table has a word for what nothing decides: no connection.
std::string StateName(uint8_t packed) {
  const State state = EndState::Unpack(packed).state;
  return std::string(
      kStateNames[static_cast<size_t>(state == State::unknown ? State::closed : state)]);
}

std::string OptionKinds(std::span<const std::byte> options) {
  std::string text;
  for (size_t at = 0; at < options.size();) {
    const auto kind = std::to_integer<unsigned>(options[at]);
    if (!text.empty()) text += ',';
    text += std::to_string(kind);
    const bool single = kind <= 1 || at + 1 >= options.size();
    at += single ? 1 : std::max(1u, std::to_integer<unsigned>(options[at + 1]));
  }
  return text;
}

void PrintPacket(const Script& script, const PlayedPacket& played, const States::Row& states) {
  const ScriptEvent& event = script.events[played.event];
  const ScriptPacket& packet = script.packets[event.packet];
  const bool local = packet.from == ScriptEnd::local;
  std::printf("%" PRIu32 "\t%" PRId64 "\t%s\t", event.at.line, event.time_ns,
              local ? "local" : "remote");
  if (packet.transport == Transport::tcp) {
    const std::string window = packet.window ? std::to_string(*packet.window) : "";
    std::printf("%u\t%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%s\t%s", packet.flags, played.seq,
                played.ack, packet.length, window.c_str(),
                packet.any_options ? "" : OptionKinds(packet.options).c_str());
  } else {
    std::printf("\t\t\t\t\t");
  }
  // `states` are those of a row that the packet's sender sent, or of the last one of all.
  std::printf("\t%s\t%s\n", StateName(states.client).c_str(), StateName(states.server).c_str());
}

int Refuse(const Problem& problem) {
  std::fprintf(stderr, "%s\n", TextOf(problem).c_str());
  return kRefused;
}

bool ReadFile(const char* path, std::string& text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "rb"), std::fclose);
  if (!file) return false;
  char chunk[65536];
  while (const size_t size = std::fread(chunk, 1, sizeof chunk, file.get())) {
    text.append(chunk, size);
  }
  return true;
}

bool WriteFile(const char* path, std::span<const std::byte> bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "wb"), std::fclose);
  return file && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
}

int CannotOpen(const char* path) {
  std::fprintf(stderr, "tcpladder-dump: %s: %s\n", path, std::strerror(errno));
  return kWrongUsage;
}

// A script and its packets.
struct Played {
  std::string text;
  Script script;
  std::vector<PlayedPacket> packets;
};

bool Play(const char* path, Played& played) {
  if (!ReadFile(path, played.text)) return false;
  played.script = ReadScript(played.text);
  Player player(played.script);
  for (PlayedPacket packet; player.Next(packet);) played.packets.push_back(std::move(packet));
  return true;
}

}  // namespace

std::string TextOf(const Problem& problem) {
  std::string words(kProblemNames[static_cast<size_t>(problem.id)]);
  std::replace(words.begin(), words.end(), '_', ' ');
  return std::to_string(problem.at.line) + ':' + std::to_string(problem.at.column) + ": " + words;
}

int DumpScript(const Settings&, Arguments arguments) {
  Played played;
  if (!Play(arguments[0], played)) return CannotOpen(arguments[0]);
  States states;
  Engine engine({.observer = &states});
  engine.Push(CaptureOf(played.script));
  engine.Finish();
  std::printf(
      "line\ttime_ns\tfrom\tflags\tseq\tack\tlen\twindow\toptions\tlocal_state\t"
      "remote_state\n");
  const uint8_t closed = EndState{State::closed, Certainty::assumed}.Pack();
  States::Row row{0, closed, closed, false};  // local in the place of the client's
  size_t next = 0;
  for (size_t i = 0; i < played.packets.size(); ++i) {
    const PlayedPacket& packet = played.packets[i];
    const ScriptEvent& event = played.script.events[packet.event];
    const bool local = played.script.packets[event.packet].from == ScriptEnd::local;
    if (next < states.rows().size() && states.rows()[next].frame == i + 1) {
      row = states.rows()[next++];
      // The sender is local or not: that tells which end is the client.
      if (row.from_server == local) std::swap(row.client, row.server);
    }
    PrintPacket(played.script, packet, row);
  }
  const auto& problems = played.script.problems.entries();
  return problems.empty() ? kDone : Refuse(problems.front());
}

int DumpScriptPcap(const Settings&, Arguments arguments) {
  Played played;
  if (!Play(arguments[0], played)) return CannotOpen(arguments[0]);
  PcapWriter file(kRawIp, PcapWriter::Resolution::nanoseconds);
  for (const PlayedPacket& packet : played.packets) {
    file.Record(kUnknownStartNs + played.script.events[packet.event].time_ns, packet.bytes, 0,
                static_cast<uint32_t>(packet.bytes.size()));
  }
  if (!WriteFile(arguments[1], file.Take())) return CannotOpen(arguments[1]);
  const auto& problems = played.script.problems.entries();
  return problems.empty() ? kDone : Refuse(problems.front());
}

// The end under test is the server, or the one that is named.
int DumpToScript(const Settings&, Arguments arguments) {
  const bool client = arguments.size() > 2 && arguments[2] == std::string_view("client");
  const size_t local = client ? 0 : 1;
  char* end = nullptr;
  const unsigned long stream = std::strtoul(arguments[1], &end, 10);
  Engine engine;
  std::vector<std::byte> file;
  if (const int status = ReadCapture(arguments[0], engine, &file)) return status;
  if (*end != '\0' || stream >= engine.connections().size()) {
    std::fprintf(stderr, "tcpladder-dump: no connection %s\n", arguments[1]);
    return kRefused;
  }
  ScriptWriter writer(engine, static_cast<uint32_t>(stream), local);
  if (writer.Push(file)) writer.Finish();
  std::fputs(writer.Take().c_str(), stdout);
  return kDone;
}

}  // namespace tcpladder::dump
