// Listings of tools: any text yields a capture with a frame for each segment that was read, which
// takes one line or more.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/engine/engine.h"
#include "core/listing/listing.h"
#include "core/text/text_capture.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tcpladder;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Listing listing = ReadListing(text);
  if (listing.packets.size() + listing.other_lines > listing.lines) std::abort();
  const TextCapture capture = ReadText(text);
  Engine engine;
  engine.Push(capture.pcapng);
  engine.Finish();
  if (engine.totals().packets != capture.lines.size()) std::abort();
  return 0;
}
