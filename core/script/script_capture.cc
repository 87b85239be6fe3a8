#include "core/script/script_capture.h"

#include <algorithm>
#include <string>

#include "core/script/characters.h"
#include "core/script/player.h"
#include "core/script/written_capture.h"

namespace tcpladder {
namespace {

constexpr std::string_view kApplication = "packetdrill script";

// Collects everything between two packets as comments of the second one.
class Remarks {
 public:
  explicit Remarks(const Script& script) : script_(script) {}

  // Comments of the packet of event `event`; `last` includes everything that is left.
  std::vector<std::string> Before(size_t event, bool last) {
    std::vector<std::string> remarks;
    for (; next_event_ <= event; ++next_event_) AddEvent(next_event_, remarks);
    AddComments(script_.events[event], remarks);
    if (!last) return remarks;
    for (; next_event_ < script_.events.size(); ++next_event_) AddEvent(next_event_, remarks);
    return remarks;
  }

 private:
  void AddEvent(size_t index, std::vector<std::string>& remarks) const {
    const ScriptEvent& event = script_.events[index];
    std::string_view text;
    if (event.kind == ScriptEvent::Kind::call) text = event.call.text;
    if (event.kind == ScriptEvent::Kind::shell || event.kind == ScriptEvent::Kind::code) {
      text = Trimmed(event.text);
    }
    if (!text.empty()) remarks.emplace_back(text);
  }

  // Takes the comments on the packet's own line and on the lines directly above it, up to an empty
  // line.
  void AddComments(const ScriptEvent& event, std::vector<std::string>& remarks) {
    const std::vector<Comment>& comments = script_.comments;
    size_t first = next_comment_, end = next_comment_;
    while (end < comments.size() && comments[end].first_line <= event.last_line) ++end;
    next_comment_ = end;
    uint32_t line = event.at.line;
    size_t begin = end;
    while (begin > first && comments[begin - 1].last_line + 1 >= line) {
      line = std::min(line, comments[--begin].first_line);
    }
    std::string text;
    for (; begin < end; ++begin) {
      if (comments[begin].text.empty()) continue;
      if (!text.empty()) text += '\n';
      text += comments[begin].text;
    }
    if (!text.empty()) remarks.push_back(std::move(text));
  }

  const Script& script_;
  size_t next_event_ = 0, next_comment_ = 0;
};

}  // namespace

std::vector<std::byte> CaptureOf(const Script& script) {
  PcapngWriter file = BeginWrittenCapture(kApplication);
  Player player(script);
  Remarks remarks(script);
  if (!script.settings.local.empty()) file.Name(player.local(), script.settings.local);
  if (!script.settings.remote.empty()) file.Name(player.remote(), script.settings.remote);
  PlayedPacket packet;
  for (size_t count = 1; player.Next(packet); ++count) {
    const bool last = count == script.packets.size();
    const std::vector<std::string> comments = remarks.Before(packet.event, last);
    file.Packet({.time_ns = kUnknownStartNs + script.events[packet.event].time_ns,
                 .original_length = static_cast<uint32_t>(packet.bytes.size()),
                 .notes = packet.notes,
                 .comments = comments},
                packet.bytes);
  }
  return file.Take();
}

}  // namespace tcpladder
