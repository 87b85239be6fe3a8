// What tcpladder-dump prints: the engine's results as tab-separated text.
#ifndef TCPLADDER_TESTS_DUMP_DUMP_H_
#define TCPLADDER_TESTS_DUMP_DUMP_H_

#include <cstddef>
#include <cstdio>
#include <span>

#include "core/engine/engine.h"

namespace tcpladder::dump {

// One line per TCP segment while the capture is read: what Wireshark prints in one pass, beside
// the states of both ends. Segments of which Wireshark does not show the flags are left out.
class SegmentPrinter final : public SegmentObserver {
 public:
  explicit SegmentPrinter(std::FILE* out);
  void OnAnalysed(const SegmentRecord& record, const TcpSegment& segment,
                  const WiresharkResult& wireshark) override;

 private:
  std::FILE* out_;
};

// One line per connection, in order of appearance; then one for each row that Zeek would log of a
// connection after its first.
void PrintConnections(const Engine& engine, std::FILE* out);

// One line per TCP segment, by connection: Wireshark's fields beside its words, in seconds and
// frame numbers, empty where it prints none. `file` is the capture.
void PrintFields(const Engine& engine, std::span<const std::byte> file, std::FILE* out);

// One line per fact about a connection.
void PrintSummaryItems(const Engine& engine, std::span<const std::byte> file, std::FILE* out);

// One line per finding.
void PrintNotes(const Engine& engine, std::FILE* out);

// A few totals, one per line.
void PrintSummary(const Engine& engine, std::FILE* out);

}  // namespace tcpladder::dump

#endif  // TCPLADDER_TESTS_DUMP_DUMP_H_
