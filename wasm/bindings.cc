// The engine as a JavaScript module. No logic: every function hands on to the core and makes an
// object of the result, of tables as columns.def says. The shapes are declared in engine.d.mts.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/tables.h"
#include "core/net/dissector.h"
#include "core/net/header_detail.h"
#include "core/share/share.h"

namespace {

using emscripten::typed_memory_view;
using emscripten::val;

// A name of the core as JavaScript spells it: header_offset becomes headerOffset.
template <size_t n>
struct Key {
  char text[n]{};

  constexpr explicit Key(const char (&name)[n]) {
    size_t end = 0;
    bool upper = false;
    for (const char letter : name) {
      if (letter == '_') {
        upper = true;
        continue;
      }
      text[end++] =
          upper && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
      upper = false;
    }
  }
};

// A copy: a view into the module's memory dies when the memory grows.
template <typename T>
val ValueOf(const std::vector<T>& column) {
  return val(typed_memory_view(column.size(), column.data())).template call<val>("slice");
}
val ValueOf(double number) { return val(number); }
val ValueOf(const std::string& text) { return val(text); }
val ValueOf(const tcpladder::TextColumn& texts) {
  val object = val::object();
  object.set("bytes", ValueOf(texts.bytes));
  object.set("ends", ValueOf(texts.ends));
  return object;
}

// One function for each table of columns.def.
// clang-format off
#define MEMBER(name) \
  { static constexpr Key key(#name); object.set(key.text, ValueOf(table.name)); }
#define TABLE(name, doc) \
  val ValueOf(const tcpladder::name& table) { val object = val::object();
#define COUNT MEMBER(count)
#define COLUMN(name, type, doc) MEMBER(name)
#define TEXTS(name, doc) MEMBER(name)
#define TEXT(name, doc) MEMBER(name)
#define NUMBER(name, type, doc) MEMBER(name)
#define END return object; }
#include "core/engine/columns.def"
#undef MEMBER
#undef TABLE
#undef COUNT
#undef COLUMN
#undef TEXTS
#undef TEXT
#undef NUMBER
#undef END
// clang-format on

val ValueOf(const tcpladder::OptionDetail& option) {
  val values = val::array();
  for (const double number : option.values) values.call<void>("push", number);
  val object = val::object();
  object.set("kind", ValueOf(option.kind));
  object.set("length", ValueOf(option.length));
  object.set("offset", ValueOf(option.offset));
  object.set("values", values);
  object.set("malformed", val(option.malformed));
  return object;
}

val ValueOf(const tcpladder::HeaderDetail& header) {
  val options = val::array();
  for (const auto& option : header.options) options.call<void>("push", ValueOf(option));
  val object = val::object();
  object.set("sourcePort", ValueOf(header.source_port));
  object.set("destinationPort", ValueOf(header.destination_port));
  object.set("seq", ValueOf(header.seq));
  object.set("ack", ValueOf(header.ack));
  object.set("dataOffset", ValueOf(header.data_offset));
  object.set("reserved", ValueOf(header.reserved));
  object.set("flags", ValueOf(header.flags));
  object.set("window", ValueOf(header.window));
  object.set("checksum", ValueOf(header.checksum));
  object.set("urgentPointer", ValueOf(header.urgent_pointer));
  object.set("options", options);
  return object;
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

val Info(const Module& module) {
  const tcpladder::CaptureTotals totals = module.engine.totals();
  val object = val::object();
  object.set("status", ValueOf(static_cast<int>(module.engine.status())));
  object.set("packets", ValueOf(totals.packets));
  object.set("segments", ValueOf(totals.segments));
  object.set("connections", ValueOf(totals.connections));
  object.set("bytes", ValueOf(static_cast<double>(totals.bytes)));
  object.set("start", ValueOf(tcpladder::Seconds(totals.start_ns)));
  object.set("duration", ValueOf(tcpladder::Seconds(totals.duration_ns)));
  return object;
}
val Connections(const Module& module, uint32_t first, uint32_t count) {
  return ValueOf(tcpladder::TableOfConnections(module.engine, first, count));
}
// A table about one connection.
template <auto table_of>
val Of(const Module& module, uint32_t connection) {
  return ValueOf(table_of(module.engine, connection));
}
val Details(const Module& module, uint32_t connection, size_t size) {
  const auto details = tcpladder::TablesOfDetails(module.engine, connection, module.Input(size));
  val object = val::object();
  object.set("reasons", ValueOf(details.reasons));
  object.set("fields", ValueOf(details.fields));
  object.set("summary", ValueOf(details.summary));
  return object;
}
val Findings(const Module& module) { return ValueOf(tcpladder::TableOfFindings(module.engine)); }
val Notes(const Module& module) { return ValueOf(tcpladder::TableOfNotes(module.engine)); }
val Layers(const Module& module, size_t size, uint32_t link_type) {
  return ValueOf(tcpladder::LayersOf(module.Input(size), static_cast<uint16_t>(link_type)));
}
val EndpointStatistics(const Module& module) {
  const tcpladder::EndpointStatistics statistics = tcpladder::EndpointStatisticsOf(module.engine);
  val object = val::object();
  object.set("listeners", ValueOf(tcpladder::TableOfListeners(statistics)));
  object.set("scanners", ValueOf(tcpladder::TableOfScanners(statistics)));
  object.set("begunBefore", ValueOf(statistics.begun_before));
  object.set("openAtEnd", ValueOf(statistics.open_at_end));
  return object;
}
val Header(const Module& module, size_t size) {
  const auto header = tcpladder::ReadHeader(module.Input(size));
  return header ? ValueOf(*header) : val::null();
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

}  // namespace

EMSCRIPTEN_BINDINGS(tcpladder) {
  emscripten::class_<Module>("Engine")
      .constructor<uint32_t, bool>()
      .function("buffer", &Buffer)
      .function("push", &Push)
      .function("finish", &Finish)
      .function("info", &Info)
      .function("connections", &Connections)
      .function("segments", &Of<tcpladder::TableOfSegments>)
      .function("verdict", &Of<tcpladder::TableOfVerdict>)
      .function("port", &Of<tcpladder::TableOfPort>)
      .function("icmp", &Of<tcpladder::TableOfIcmp>)
      .function("events", &Of<tcpladder::TableOfEvents>)
      .function("places", &Of<tcpladder::PlacesOfDetails>)
      .function("details", &Details)
      .function("findings", &Findings)
      .function("notes", &Notes)
      .function("layers", &Layers)
      .function("endpointStatistics", &EndpointStatistics)
      .function("header", &Header)
      .function("share", &Share)
      .function("sharePush", &SharePush)
      .function("shareFinish", &ShareFinish)
      .function("shared", &Shared);
}
