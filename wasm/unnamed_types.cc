// Embind names a type that is not bound by its address, with the one sprintf of the module:
// The bindings bind every type, so that the whole of printf would be carried to word an error that
// does not occur. Whoever else wants to print a number must not get an empty text: a debug build
// stops there.
#include <cassert>

// As Emscripten's <stdio.h> has it: sprintf for formats without floating-point numbers.
extern "C" int siprintf(char* text, const char* format, ...);

extern "C" int siprintf(char* text, const char* /*format*/, ...) {
  assert(!"siprintf of unnamed_types.cc prints nothing");
  *text = '\0';
  return 0;
}
