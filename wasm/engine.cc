// The engine as a JavaScript module. It contains no logic: every function calls the core and
// converts the result to an object; for tables, see columns.def. The types are declared in
// engine.d.mts.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>

#include "core/engine/endpoint_statistics.h"
#include "core/engine/tables.h"
#include "core/net/dissector.h"
#include "core/net/header_detail.h"
#include "wasm/module.h"
#include "wasm/values.h"

namespace tcpladder::wasm {

val ValueOf(const OptionDetail& option) {
  val values = val::array();
  for (const double number : option.values) values.call<void>("push", number);
  val object = val::object();
  object.set("kind", ValueOf(option.kind));
  object.set("length", ValueOf(option.length));
  object.set("offset", ValueOf(option.offset));
  object.set("values", values);
  object.set("fault", ValueOf(static_cast<double>(option.fault)));
  return object;
}

val ValueOf(const HeaderDetail& header) {
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

val Details(const Module& module, uint32_t connection, size_t size) {
  const auto details = TablesOfDetails(module.engine, connection, module.Input(size));
  val object = val::object();
  object.set("reasons", ValueOf(details.reasons));
  object.set("fields", ValueOf(details.fields));
  object.set("summary", ValueOf(details.summary));
  return object;
}
val Layers(const Module& module, size_t size, uint32_t link_type) {
  return ValueOf(LayersOf(module.Input(size), static_cast<uint16_t>(link_type)));
}
val EndpointStatistics(const Module& module) {
  const tcpladder::EndpointStatistics statistics = EndpointStatisticsOf(module.engine);
  val object = val::object();
  object.set("listeners", ValueOf(TableOfListeners(statistics)));
  object.set("scanners", ValueOf(TableOfScanners(statistics)));
  object.set("begunBefore", ValueOf(statistics.begun_before));
  object.set("openAtEnd", ValueOf(statistics.open_at_end));
  return object;
}
val Header(const Module& module, size_t size) {
  const auto header = ReadHeader(module.Input(size));
  return header ? ValueOf(*header) : val::null();
}

}  // namespace tcpladder::wasm

EMSCRIPTEN_BINDINGS(tcpladder) {
  using namespace tcpladder::wasm;
  emscripten::class_<Module>("Engine")
      .constructor<uint32_t, bool>()
      .function("buffer", &Buffer)
      .function("push", &Push)
      .function("finish", &Finish)
      .function("info", &Info)
      .function("connections", &Connections)
      .function("findConnection", &FindConnection)
      .function("segmentsAndVerdict", &SegmentsAndVerdict)
      .function("port", &Of<tcpladder::TableOfPort>)
      .function("icmp", &Of<tcpladder::TableOfIcmp>)
      .function("events", &Of<tcpladder::TableOfEvents>)
      .function("places", &Of<tcpladder::PlacesOfDetails>)
      .function("details", &Details)
      .function("findings", &Findings)
      .function("notes", &Notes)
      .function("layers", &Layers)
      .function("endpointStatistics", &EndpointStatistics)
      .function("header", &Header);
}
