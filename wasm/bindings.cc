// The engine as a JavaScript module. No logic: every function hands on to the core and turns its
// columns into typed arrays. The shapes are declared in engine.d.mts.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/names.h"
#include "core/engine/tables.h"
#include "core/net/header_detail.h"
#include "core/share/share.h"

namespace {

using emscripten::val;

// A copy: a view into the module's memory dies when the memory grows.
template <typename T>
val Column(const std::vector<T>& column) {
  return val(emscripten::typed_memory_view(column.size(), column.data())).call<val>("slice");
}

val Octets(const std::vector<std::byte>& bytes) {
  const auto* const octets = reinterpret_cast<const uint8_t*>(bytes.data());
  return val(emscripten::typed_memory_view(bytes.size(), octets)).call<val>("slice");
}

val Texts(const std::vector<std::string>& texts) {
  val array = val::array();
  for (const std::string& text : texts) array.call<void>("push", text);
  return array;
}

val ToValue(const tcpladder::ConnectionTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("version", Column(table.version));
  value.set("addresses", Column(table.addresses));
  value.set("ports", Column(table.ports));
  value.set("start", Column(table.start));
  value.set("duration", Column(table.duration));
  value.set("segments", Column(table.segments));
  value.set("payload", Column(table.payload));
  value.set("retransmissions", Column(table.retransmissions));
  value.set("isn", Column(table.isn));
  value.set("windowScale", Column(table.window_scale));
  value.set("mss", Column(table.mss));
  value.set("outcome", Column(table.outcome));
  value.set("opening", Column(table.opening));
  value.set("zeekState", Column(table.zeek_state));
  value.set("states", Column(table.states));
  value.set("histories", table.histories);
  return value;
}

val ToValue(const tcpladder::SegmentTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("time", Column(table.time));
  value.set("frame", Column(table.frame));
  value.set("offset", Column(table.offset));
  value.set("headerOffset", Column(table.header_offset));
  value.set("seq", Column(table.seq));
  value.set("ack", Column(table.ack));
  value.set("length", Column(table.length));
  value.set("window", Column(table.window));
  value.set("flags", Column(table.flags));
  value.set("analysis", Column(table.analysis));
  value.set("clientState", Column(table.client_state));
  value.set("serverState", Column(table.server_state));
  value.set("original", Column(table.original));
  return value;
}

val ToValue(const tcpladder::IcmpTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("time", Column(table.time));
  value.set("frame", Column(table.frame));
  value.set("offset", Column(table.offset));
  value.set("after", Column(table.after));
  value.set("seq", Column(table.seq));
  value.set("mtu", Column(table.mtu));
  value.set("type", Column(table.type));
  value.set("code", Column(table.code));
  value.set("to", Column(table.to));
  value.set("version", Column(table.version));
  value.set("source", Column(table.source));
  return value;
}

val ToValue(const tcpladder::StatementTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("row", Column(table.row));
  value.set("id", Column(table.id));
  value.set("end", Column(table.end));
  value.set("passed", Column(table.passed));
  value.set("args", Column(table.args));
  return value;
}

val ToValue(const tcpladder::FindingTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("id", Column(table.id));
  value.set("key", Column(table.key));
  value.set("times", Column(table.times));
  value.set("frame", Column(table.frame));
  value.set("offset", Column(table.offset));
  value.set("args", Column(table.args));
  return value;
}

val ToValue(const tcpladder::ListenerTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("version", Column(table.version));
  value.set("address", Column(table.address));
  value.set("port", Column(table.port));
  value.set("attempts", Column(table.attempts));
  value.set("completed", Column(table.completed));
  value.set("halfOpen", Column(table.half_open));
  value.set("unanswered", Column(table.unanswered));
  value.set("refused", Column(table.refused));
  value.set("synAckRetries", Column(table.syn_ack_retries));
  value.set("sources", Column(table.sources));
  value.set("peakHalfOpen", Column(table.peak_half_open));
  value.set("peakTime", Column(table.peak_time));
  value.set("flood", Column(table.flood));
  return value;
}

val ToValue(const tcpladder::ScannerTable& table) {
  val value = val::object();
  value.set("count", table.count);
  value.set("version", Column(table.version));
  value.set("address", Column(table.address));
  value.set("attempts", Column(table.attempts));
  value.set("targets", Column(table.targets));
  value.set("refused", Column(table.refused));
  value.set("unanswered", Column(table.unanswered));
  value.set("dropped", Column(table.dropped));
  return value;
}

val ToValue(const tcpladder::OptionDetail& option) {
  val value = val::object();
  value.set("kind", option.kind);
  value.set("length", option.length);
  value.set("offset", option.offset);
  val values = val::array();
  for (double number : option.values) values.call<void>("push", number);
  value.set("values", values);
  value.set("malformed", option.malformed);
  return value;
}

val ToValue(const tcpladder::HeaderDetail& header) {
  val value = val::object();
  value.set("sourcePort", header.source_port);
  value.set("destinationPort", header.destination_port);
  value.set("seq", header.seq);
  value.set("ack", header.ack);
  value.set("dataOffset", header.data_offset);
  value.set("reserved", header.reserved);
  value.set("flags", header.flags);
  value.set("window", header.window);
  value.set("checksum", header.checksum);
  value.set("urgentPointer", header.urgent_pointer);
  val options = val::array();
  for (const auto& option : header.options) options.call<void>("push", ToValue(option));
  value.set("options", options);
  return value;
}

val ToValue(const std::vector<tcpladder::NamedRow>& rows) {
  val array = val::array();
  for (const tcpladder::NamedRow& row : rows) {
    val value = val::object();
    for (const auto& [key, text] : row.fields) value.set(key, text);
    value.set("args", Texts(row.args));
    array.call<void>("push", value);
  }
  return array;
}

val Names() {
  val value = val::object();
  for (const tcpladder::NameList& list : tcpladder::AllNameLists()) {
    value.set(list.key, Texts(list.names));
  }
  value.set("findings", ToValue(tcpladder::FindingRows()));
  value.set("statements", ToValue(tcpladder::StatementRows()));
  return value;
}

// A 32-bit heap ends at 2 GB; the rest is for the input buffer, tables and growth.
constexpr uint64_t kIndexLimit = uint64_t{1600} << 20;

class Module {
 public:
  Module(uint32_t hash_seed, bool set_aside_duplicates)
      : engine_({.memory_limit = kIndexLimit,
                 .hash_seed = hash_seed,
                 .set_aside_duplicates = set_aside_duplicates}) {}

  val Buffer(size_t size) {
    buffer_.resize(size);
    return val(emscripten::typed_memory_view(size, reinterpret_cast<uint8_t*>(buffer_.data())));
  }
  int Push(size_t size) { return static_cast<int>(engine_.Push(Input(size))); }
  int Finish() { return static_cast<int>(engine_.Finish()); }

  val Info() const {
    const tcpladder::CaptureTotals totals = engine_.totals();
    val value = val::object();
    value.set("status", static_cast<int>(engine_.status()));
    value.set("packets", totals.packets);
    value.set("segments", totals.segments);
    value.set("connections", totals.connections);
    value.set("bytes", static_cast<double>(totals.bytes));
    value.set("start", tcpladder::Seconds(totals.start_ns));
    value.set("duration", tcpladder::Seconds(totals.duration_ns));
    return value;
  }
  val Connections(uint32_t first, uint32_t count) const {
    return ToValue(tcpladder::TableOfConnections(engine_, first, count));
  }
  val Segments(uint32_t connection) const {
    return ToValue(tcpladder::TableOfSegments(engine_, connection));
  }
  val Icmp(uint32_t connection) const {
    return ToValue(tcpladder::TableOfIcmp(engine_, connection));
  }
  val Statements(uint32_t connection) const {
    return ToValue(tcpladder::TableOfStatements(engine_, connection));
  }
  val Findings() const { return ToValue(tcpladder::TableOfFindings(engine_)); }
  val Census() const {
    const tcpladder::Census census = tcpladder::TakeCensus(engine_);
    val value = val::object();
    value.set("listeners", ToValue(tcpladder::TableOfListeners(census)));
    value.set("scanners", ToValue(tcpladder::TableOfScanners(census)));
    value.set("begunBefore", census.begun_before);
    value.set("openAtEnd", census.open_at_end);
    return value;
  }
  val Header(size_t size) const {
    const auto header = tcpladder::ReadHeader(Input(size));
    return header ? ToValue(*header) : val::null();
  }
  void Share(uint32_t connection, uint32_t first, uint32_t last, uint32_t flags) {
    share_.emplace(engine_, connection, first, last, flags);
  }
  bool SharePush(size_t size) { return share_ && share_->Push(Input(size)); }
  void ShareFinish() {
    if (share_) share_->Finish();
  }
  val Shared() { return Octets(share_ ? share_->Take() : std::vector<std::byte>()); }

 private:
  std::span<const std::byte> Input(size_t size) const {
    return std::span(buffer_).first(std::min(size, buffer_.size()));
  }

  tcpladder::Engine engine_;
  std::vector<std::byte> buffer_;
  std::optional<tcpladder::Share> share_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(tcpladder) {
  emscripten::class_<Module>("Engine")
      .constructor<uint32_t, bool>()
      .function("buffer", &Module::Buffer)
      .function("push", &Module::Push)
      .function("finish", &Module::Finish)
      .function("info", &Module::Info)
      .function("connections", &Module::Connections)
      .function("segments", &Module::Segments)
      .function("icmp", &Module::Icmp)
      .function("statements", &Module::Statements)
      .function("findings", &Module::Findings)
      .function("census", &Module::Census)
      .function("header", &Module::Header)
      .function("share", &Module::Share)
      .function("sharePush", &Module::SharePush)
      .function("shareFinish", &Module::ShareFinish)
      .function("shared", &Module::Shared);
  emscripten::function("names", &Names);
}
