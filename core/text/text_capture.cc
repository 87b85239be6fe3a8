#include "core/text/text_capture.h"

#include "core/listing/listing.h"
#include "core/script/characters.h"
#include "core/script/script_capture.h"
#include "core/script/written_capture.h"

namespace tcpladder {
namespace {

constexpr size_t kLookedAt = 65536;

std::vector<std::byte> CaptureOf(const Listing& listing) {
  const bool tcpdump = listing.tool == ListingTool::tcpdump;
  PcapngWriter file = BeginWrittenCapture(tcpdump ? "tcpdump listing" : "tshark listing");
  for (const ListingName& name : listing.names) file.Name(name.address, name.name);
  const bool starts_at_0 = !listing.packets.empty() && listing.packets.front().time_ns == 0;
  const int64_t start = starts_at_0 ? kUnknownStartNs : 0;
  for (const ListingPacket& packet : listing.packets) {
    file.Packet({.time_ns = start + packet.time_ns,
                 .original_length = packet.original_length,
                 .notes = packet.notes},
                packet.bytes);
  }
  return file.Take();
}

bool IsText(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && !IsBlank(c) && c != '\f') return false;
  }
  return !text.empty();
}

// A script contains a packet, and a complete event before the first problem.
bool LooksLikeScript(std::string_view text) {
  const Script script = ReadScript(text);
  if (script.packets.empty()) return false;
  const auto& problems = script.problems.entries();
  return problems.empty() || script.events.front().last_line < problems.front().at.line;
}

}  // namespace

TextFormat FormatOf(std::string_view text) {
  text = text.substr(0, kLookedAt);
  if (!IsText(text)) return TextFormat::none;
  if (LooksLikeListing(text)) {
    const Listing listing = ReadListing(text);
    return listing.tool == ListingTool::tcpdump ? TextFormat::tcpdump : TextFormat::tshark;
  }
  return LooksLikeScript(text) ? TextFormat::packetdrill : TextFormat::none;
}

TextCapture ReadText(std::string_view text, TextFormat otherwise) {
  TextCapture capture;
  capture.format = FormatOf(text);
  if (capture.format == TextFormat::none) capture.format = otherwise;
  if (capture.format == TextFormat::none) return capture;
  if (capture.format == TextFormat::packetdrill) {
    const Script script = ReadScript(text);
    capture.pcapng = CaptureOf(script);
    for (const ScriptEvent& event : script.events) {
      if (event.kind == ScriptEvent::Kind::packet) capture.lines.push_back(event.at.line);
    }
    capture.problems = script.problems;
    return capture;
  }
  const Listing listing = ReadListing(text);
  capture.pcapng = CaptureOf(listing);
  for (const ListingPacket& packet : listing.packets) capture.lines.push_back(packet.line);
  capture.other_lines = listing.other_lines;
  return capture;
}

}  // namespace tcpladder
