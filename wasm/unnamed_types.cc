// Embind uses sprintf only to name a type that is not bound, in an error message. All types are
// bound, so this message never occurs, but it would add the whole of printf to the module. Any
// other code that formats numbers must not get an empty text unnoticed, so a debug build stops
// here.
#include <cassert>

// Declared in Emscripten's <stdio.h>: sprintf for formats without floating-point numbers.
extern "C" int siprintf(char* text, const char* format, ...);

extern "C" int siprintf(char* text, const char* /*format*/, ...) {
  assert(!"siprintf of unnamed_types.cc prints nothing");
  *text = '\0';
  return 0;
}
