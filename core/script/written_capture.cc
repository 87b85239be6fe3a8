#include "core/script/written_capture.h"

#include <array>
#include <string>

namespace tcpladder {

PcapngWriter BeginWrittenCapture(std::string_view application) {
  const std::array<std::string, 1> comments = {"written, not captured"};
  PcapngWriter file({.application = application, .comments = comments});
  file.AddInterface({});
  return file;
}

}  // namespace tcpladder
