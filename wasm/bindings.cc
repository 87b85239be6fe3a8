// The engine as a JavaScript module. No logic: every function hands on to the core and says member
// by member what the result is made of. The shapes are declared in engine.d.mts.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"
#include "core/net/dissector.h"
#include "core/net/header_detail.h"
#include "core/share/share.h"

namespace {

using emscripten::typed_memory_view;
using emscripten::val;

// The objects and lists of the result at hand that are open, innermost last. Each Reply adds a
// member to the innermost one, or an item where that is a list: then `key` is null.
std::vector<val>& Open() {
  static std::vector<val> open;
  return open;
}

void Add(const char* key, const val& value) {
  if (key) {
    Open().back().set(key, value);
  } else {
    Open().back().call<void>("push", value);
  }
}
void ReplyNumber(const char* key, double value) { Add(key, val(value)); }
void ReplyFlag(const char* key, bool value) { Add(key, val(value)); }
void ReplyText(const char* key, const char* data, size_t size) {
  Add(key, val(std::string(data, size)));
}
void ReplyNested(const char* key, val value) {
  Add(key, value);
  Open().push_back(std::move(value));
}
void ReplyObject(const char* key) { ReplyNested(key, val::object()); }
void ReplyList(const char* key) { ReplyNested(key, val::array()); }
// Closes the innermost object or list.
void ReplyEnd() { Open().pop_back(); }

// A copy: a view into the module's memory dies when the memory grows.
template <typename T>
val Copy(const std::vector<T>& column) {
  return val(typed_memory_view(column.size(), column.data())).template call<val>("slice");
}
template <typename T>
void Column(const char* key, const std::vector<T>& column) {
  Add(key, Copy(column));
}

void Reply(const tcpladder::ConnectionTable& table) {
  ReplyNumber("count", table.count);
  Column("version", table.version);
  Column("addresses", table.addresses);
  Column("ports", table.ports);
  Column("start", table.start);
  Column("duration", table.duration);
  Column("segments", table.segments);
  Column("payload", table.payload);
  Column("retransmissions", table.retransmissions);
  Column("isn", table.isn);
  Column("windowScale", table.window_scale);
  Column("mss", table.mss);
  Column("analyses", table.analyses);
  Column("outcome", table.outcome);
  Column("opening", table.opening);
  Column("zeekState", table.zeek_state);
  Column("states", table.states);
  ReplyText("histories", table.histories.data(), table.histories.size());
}

void Reply(const tcpladder::SegmentTable& table) {
  ReplyNumber("count", table.count);
  Column("time", table.time);
  Column("frame", table.frame);
  Column("offset", table.offset);
  Column("headerOffset", table.header_offset);
  Column("seq", table.seq);
  Column("ack", table.ack);
  Column("length", table.length);
  Column("window", table.window);
  Column("flags", table.flags);
  Column("analysis", table.analysis);
  Column("linkType", table.link_type);
  Column("clientState", table.client_state);
  Column("serverState", table.server_state);
  Column("original", table.original);
}

void Reply(const tcpladder::IcmpTable& table) {
  ReplyNumber("count", table.count);
  Column("time", table.time);
  Column("frame", table.frame);
  Column("offset", table.offset);
  Column("after", table.after);
  Column("seq", table.seq);
  Column("mtu", table.mtu);
  Column("type", table.type);
  Column("code", table.code);
  Column("to", table.to);
  Column("version", table.version);
  Column("source", table.source);
}

void Reply(const tcpladder::EventTable& table) {
  ReplyNumber("count", table.count);
  Column("row", table.row);
  Column("id", table.id);
  Column("end", table.end);
  Column("passed", table.passed);
  Column("args", table.args);
}

void Reply(const tcpladder::ReasonTable& table) {
  ReplyNumber("count", table.count);
  Column("row", table.row);
  Column("analysis", table.analysis);
  Column("args", table.args);
}

void Reply(const tcpladder::FieldTable& table) {
  Column("bytesInFlight", table.bytes_in_flight);
  Column("acksFrame", table.acks_frame);
  Column("ackRtt", table.ack_rtt);
  Column("rtoFrame", table.rto_frame);
  Column("rto", table.rto);
  ReplyNumber("initialRtt", table.initial_rtt);
  ReplyNumber("completeness", table.completeness);
}

void Reply(const tcpladder::SummaryTable& table) {
  ReplyNumber("count", table.count);
  Column("id", table.id);
  Column("end", table.end);
  Column("args", table.args);
}

void Texts(const char* key, const tcpladder::TextColumn& texts) {
  ReplyObject(key);
  Column("bytes", texts.bytes);
  Column("ends", texts.ends);
  ReplyEnd();
}

void Reply(const tcpladder::NotesTable& table) {
  Texts("section", table.section);
  Column("linkType", table.link_type);
  Column("snapLength", table.snap_length);
  Column("counted", table.counted);
  Column("received", table.received);
  Column("dropped", table.dropped);
  Texts("interfaceName", table.interface_name);
  Texts("interfaceDescription", table.interface_description);
  Column("nameVersion", table.name_version);
  Column("nameAddress", table.name_address);
  Texts("name", table.name);
  Column("commentFrame", table.comment_frame);
  Column("commentInterface", table.comment_interface);
  Texts("comment", table.comment);
}

void Reply(const tcpladder::FindingTable& table) {
  ReplyNumber("count", table.count);
  Column("id", table.id);
  Column("key", table.key);
  Column("times", table.times);
  Column("frame", table.frame);
  Column("offset", table.offset);
  Column("args", table.args);
}

void Reply(const tcpladder::ListenerTable& table) {
  ReplyNumber("count", table.count);
  Column("version", table.version);
  Column("address", table.address);
  Column("port", table.port);
  Column("attempts", table.attempts);
  Column("completed", table.completed);
  Column("halfOpen", table.half_open);
  Column("unanswered", table.unanswered);
  Column("refused", table.refused);
  Column("synAckRetries", table.syn_ack_retries);
  Column("sources", table.sources);
  Column("peakHalfOpen", table.peak_half_open);
  Column("peakTime", table.peak_time);
  Column("flood", table.flood);
  Column("halfOpenOverTime", table.half_open_over_time);
}

void Reply(const tcpladder::ScannerTable& table) {
  ReplyNumber("count", table.count);
  Column("version", table.version);
  Column("address", table.address);
  Column("attempts", table.attempts);
  Column("targets", table.targets);
  Column("refused", table.refused);
  Column("unanswered", table.unanswered);
  Column("dropped", table.dropped);
}

void Reply(const tcpladder::OptionDetail& option) {
  ReplyNumber("kind", option.kind);
  ReplyNumber("length", option.length);
  ReplyNumber("offset", option.offset);
  ReplyList("values");
  for (double number : option.values) ReplyNumber(nullptr, number);
  ReplyEnd();
  ReplyFlag("malformed", option.malformed);
}

void Reply(const tcpladder::HeaderDetail& header) {
  ReplyNumber("sourcePort", header.source_port);
  ReplyNumber("destinationPort", header.destination_port);
  ReplyNumber("seq", header.seq);
  ReplyNumber("ack", header.ack);
  ReplyNumber("dataOffset", header.data_offset);
  ReplyNumber("reserved", header.reserved);
  ReplyNumber("flags", header.flags);
  ReplyNumber("window", header.window);
  ReplyNumber("checksum", header.checksum);
  ReplyNumber("urgentPointer", header.urgent_pointer);
  ReplyList("options");
  for (const auto& option : header.options) {
    ReplyObject(nullptr);
    Reply(option);
    ReplyEnd();
  }
  ReplyEnd();
}

// A 32-bit heap ends at 2 GB; the rest is for the input buffer, tables and growth.
constexpr uint64_t kIndexLimit = uint64_t{1600} << 20;

struct Module {
  Module(uint32_t hash_seed, bool set_aside_duplicates)
      : engine({.memory_limit = kIndexLimit,
                .hash_seed = hash_seed,
                .set_aside_duplicates = set_aside_duplicates}) {}

  tcpladder::Engine engine;
  std::vector<std::byte> buffer;
  std::optional<tcpladder::Share> share;

  std::span<const std::byte> Input(size_t size) const {
    return std::span(buffer).first(std::min(size, buffer.size()));
  }
};

val Buffer(Module& module, size_t size) {
  module.buffer.resize(size);
  return val(typed_memory_view(size, reinterpret_cast<uint8_t*>(module.buffer.data())));
}
int Push(Module& module, size_t size) {
  return static_cast<int>(module.engine.Push(module.Input(size)));
}
int Finish(Module& module) { return static_cast<int>(module.engine.Finish()); }

void Info(const Module& module) {
  const tcpladder::CaptureTotals totals = module.engine.totals();
  ReplyNumber("status", static_cast<int>(module.engine.status()));
  ReplyNumber("packets", totals.packets);
  ReplyNumber("segments", totals.segments);
  ReplyNumber("connections", totals.connections);
  ReplyNumber("bytes", static_cast<double>(totals.bytes));
  ReplyNumber("start", tcpladder::Seconds(totals.start_ns));
  ReplyNumber("duration", tcpladder::Seconds(totals.duration_ns));
}
void Connections(const Module& module, uint32_t first, uint32_t count) {
  Reply(tcpladder::TableOfConnections(module.engine, first, count));
}
void Segments(const Module& module, uint32_t connection) {
  Reply(tcpladder::TableOfSegments(module.engine, connection));
}
void Icmp(const Module& module, uint32_t connection) {
  Reply(tcpladder::TableOfIcmp(module.engine, connection));
}
void Events(const Module& module, uint32_t connection) {
  Reply(tcpladder::TableOfEvents(module.engine, connection));
}
val Places(const Module& module, uint32_t connection) {
  return Copy(tcpladder::PlacesOfDetails(module.engine, connection));
}
void Details(const Module& module, uint32_t connection, size_t size) {
  const auto details = tcpladder::TablesOfDetails(module.engine, connection, module.Input(size));
  ReplyObject("reasons");
  Reply(details.reasons);
  ReplyEnd();
  ReplyObject("fields");
  Reply(details.fields);
  ReplyEnd();
  ReplyObject("summary");
  Reply(details.summary);
  ReplyEnd();
}
void Findings(const Module& module) { Reply(tcpladder::TableOfFindings(module.engine)); }
void Notes(const Module& module) { Reply(tcpladder::TableOfNotes(module.engine)); }
val Layers(const Module& module, size_t size, uint32_t link_type) {
  return Copy(tcpladder::LayersOf(module.Input(size), static_cast<uint16_t>(link_type)));
}
void EndpointStatistics(const Module& module) {
  const tcpladder::EndpointStatistics statistics = tcpladder::EndpointStatisticsOf(module.engine);
  ReplyObject("listeners");
  Reply(tcpladder::TableOfListeners(statistics));
  ReplyEnd();
  ReplyObject("scanners");
  Reply(tcpladder::TableOfScanners(statistics));
  ReplyEnd();
  ReplyNumber("begunBefore", statistics.begun_before);
  ReplyNumber("openAtEnd", statistics.open_at_end);
}
val Header(const Module& module, size_t size) {
  const auto header = tcpladder::ReadHeader(module.Input(size));
  if (!header) return val::null();
  Open().assign(1, val::object());
  Reply(*header);
  return std::exchange(Open(), {}).front();
}

void Share(Module& module, uint32_t connection, uint32_t first, uint32_t last, uint32_t flags) {
  module.share.emplace(module.engine, connection, first, last, flags);
}
bool SharePush(Module& module, size_t size) {
  return module.share && module.share->Push(module.Input(size));
}
void ShareFinish(Module& module) {
  if (module.share) module.share->Finish();
}
val Shared(Module& module) {
  const auto bytes = module.share ? module.share->Take() : std::vector<std::byte>();
  const auto* first = reinterpret_cast<const uint8_t*>(bytes.data());
  return val(typed_memory_view(bytes.size(), first)).call<val>("slice");
}

// What `question` tells of the engine, as one object.
template <auto question, typename... Args>
val Told(const Module& module, Args... args) {
  Open().assign(1, val::object());
  question(module, args...);
  return std::exchange(Open(), {}).front();
}

}  // namespace

EMSCRIPTEN_BINDINGS(tcpladder) {
  emscripten::class_<Module>("Engine")
      .constructor<uint32_t, bool>()
      .function("buffer", &Buffer)
      .function("push", &Push)
      .function("finish", &Finish)
      .function("info", &Told<Info>)
      .function("connections", &Told<Connections, uint32_t, uint32_t>)
      .function("segments", &Told<Segments, uint32_t>)
      .function("icmp", &Told<Icmp, uint32_t>)
      .function("events", &Told<Events, uint32_t>)
      .function("places", &Places)
      .function("details", &Told<Details, uint32_t, size_t>)
      .function("findings", &Told<Findings>)
      .function("notes", &Told<Notes>)
      .function("layers", &Layers)
      .function("endpointStatistics", &Told<EndpointStatistics>)
      .function("header", &Header)
      .function("share", &Share)
      .function("sharePush", &SharePush)
      .function("shareFinish", &ShareFinish)
      .function("shared", &Shared);
}
