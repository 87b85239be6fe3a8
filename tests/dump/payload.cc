// The commands `payload` and `find`: the pieces of an end's payload, and who carries given text.

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "core/payload/payload_search.h"
#include "core/payload/payload_stream.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

void PrintMatches(const Engine& engine, const PayloadMatchTable& matches) {
  for (uint32_t i = 0; i < matches.count; ++i) {
    const Connection& connection = engine.connections()[matches.connection[i]];
    std::printf("%" PRIu32 "\t%s\t%" PRIu32 "\t%.0f\n",
                engine.segments()[connection.first_segment].stream,
                matches.end[i] ? "server" : "client", matches.row[i] + 1, matches.from[i]);
  }
}

}  // namespace

int DumpPayload(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  const int status = ReadCapture(arguments[0], engine);
  if (status == kWrongUsage) return status;
  const auto connection = static_cast<uint32_t>(std::strtoul(arguments[1], nullptr, 10));
  std::puts("end\tkind\tfrom\tto\tsegment\tplace");
  for (uint8_t end = 0; end < 2; ++end) {
    const PayloadStream stream(engine, connection, end);
    for (const auto& piece : stream.pieces()) {
      std::printf("%s\t%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu32 "\t%" PRIu64 "\n",
                  end ? "server" : "client",
                  std::string(kPayloadPieceNames[static_cast<size_t>(piece.kind)]).c_str(),
                  piece.from, piece.to, piece.row + 1, piece.place);
    }
  }
  return status;
}

// Reads the file anew, a piece at a time, as the page does.
int DumpFind(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  const int status = ReadCapture(arguments[0], engine);
  if (status == kWrongUsage) return status;
  const std::string_view text = arguments[1];
  PayloadSearch search(engine, std::as_bytes(std::span(text)));
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(arguments[0], "rb"), &std::fclose);
  if (!file) return kWrongUsage;
  std::vector<std::byte> chunk(size_t{1} << 20);
  std::puts("stream\tend\tsegment\tnumber");
  bool more = true;
  while (more) {
    const size_t size = std::fread(chunk.data(), 1, chunk.size(), file.get());
    if (size == 0) break;
    more = search.Push(std::span(chunk).first(size));
    PrintMatches(engine, search.Take());
  }
  if (more) search.Finish();
  PrintMatches(engine, search.Take());
  return status;
}

}  // namespace tcpladder::dump
