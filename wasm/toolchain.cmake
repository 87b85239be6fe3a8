# Uses the Emscripten of an activated emsdk ($EMSDK) if there is one, otherwise Debian's. `emcmake` is
# not used, because it passes a node option to ctest that newer versions reject.
if(DEFINED ENV{EMSDK})
  include("$ENV{EMSDK}/upstream/emscripten/cmake/Modules/Platform/Emscripten.cmake")
else()
  include("/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake")
endif()
