# The Emscripten of an activated emsdk ($EMSDK) when there is one, else Debian's. Not `emcmake`: it
# gives ctest a node option that newer versions refuse.
if(DEFINED ENV{EMSDK})
  include("$ENV{EMSDK}/upstream/emscripten/cmake/Modules/Platform/Emscripten.cmake")
else()
  include("/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake")
endif()
