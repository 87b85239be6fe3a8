// Converts values of the core to JavaScript: numbers, texts, columns, the tables of columns.def.
#ifndef TCPLADDER_WASM_VALUES_H_
#define TCPLADDER_WASM_VALUES_H_

#include <emscripten/val.h>

#include <cstddef>
#include <string>
#include <vector>

#include "core/engine/tables.h"

namespace tcpladder::wasm {

using emscripten::typed_memory_view;
using emscripten::val;

// A name of the core in JavaScript's spelling: header_offset becomes headerOffset.
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

// Returns a copy, because a view into the module's memory becomes invalid when the memory grows.
template <typename T>
val ValueOf(const std::vector<T>& column) {
  return val(typed_memory_view(column.size(), column.data())).template call<val>("slice");
}
inline val ValueOf(double number) { return val(number); }
inline val ValueOf(const std::string& text) { return val(text); }
inline val ValueOf(const tcpladder::TextColumn& texts) {
  val object = val::object();
  object.set("bytes", ValueOf(texts.bytes));
  object.set("ends", ValueOf(texts.ends));
  return object;
}

// One function per table of columns.def.
// clang-format off
#define MEMBER(name) \
  { static constexpr Key key(#name); object.set(key.text, ValueOf(table.name)); }
#define TABLE(name, doc) \
  inline val ValueOf(const tcpladder::name& table) { val object = val::object();
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

}  // namespace tcpladder::wasm

#endif  // TCPLADDER_WASM_VALUES_H_
