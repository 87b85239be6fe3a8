// Reads texts, as a separate JavaScript module that is loaded when a text is opened. It contains no
// logic: it calls core/text and converts the result to an object. The types are declared in
// text.d.mts.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/text/text_capture.h"

namespace {

using emscripten::typed_memory_view;
using emscripten::val;

// Returns a copy, because a view into the module's memory becomes invalid when the memory grows.
template <typename T>
val ValueOf(const std::vector<T>& column) {
  return val(typed_memory_view(column.size(), column.data())).template call<val>("slice");
}

// One column with a value of each problem.
template <typename T, typename Member>
val ColumnOf(const tcpladder::Problems& problems, Member member) {
  std::vector<T> column;
  for (const tcpladder::Problem& problem : problems.entries()) {
    column.push_back(static_cast<T>(member(problem)));
  }
  return ValueOf(column);
}

val ValueOf(const tcpladder::Problems& problems) {
  using tcpladder::Problem;
  val object = val::object();
  object.set("count", static_cast<double>(problems.count()));
  object.set("id", ColumnOf<uint8_t>(problems, [](const Problem& p) { return p.id; }));
  object.set("line", ColumnOf<uint32_t>(problems, [](const Problem& p) { return p.at.line; }));
  object.set("column", ColumnOf<uint32_t>(problems, [](const Problem& p) { return p.at.column; }));
  object.set("length", ColumnOf<uint32_t>(problems, [](const Problem& p) { return p.length; }));
  return object;
}

val ReadText(const std::string& text, uint32_t otherwise) {
  const tcpladder::TextCapture capture = tcpladder::ReadText(
      text, static_cast<tcpladder::TextFormat>(std::min<uint32_t>(
                otherwise, static_cast<uint32_t>(tcpladder::TextFormat::tshark))));
  const auto* first = reinterpret_cast<const uint8_t*>(capture.pcapng.data());
  val object = val::object();
  object.set("format", static_cast<uint32_t>(capture.format));
  object.set("pcapng", val(typed_memory_view(capture.pcapng.size(), first)).call<val>("slice"));
  object.set("lines", ValueOf(capture.lines));
  object.set("problems", ValueOf(capture.problems));
  object.set("otherLines", static_cast<double>(capture.other_lines));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(tcpladder_text) { emscripten::function("readText", &ReadText); }
