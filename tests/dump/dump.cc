#include "tests/dump/dump.h"

#include <cinttypes>
#include <string>

#include "core/engine/outcome.h"
#include "core/engine/replay.h"
#include "core/net/tcp_segment.h"
#include "core/tcp/verdict.h"

namespace tcpladder::dump {
namespace {

constexpr std::array kOutcomeNames = {
#define OUTCOME(id) #id,
#include "core/tcp/outcomes.def"
#undef OUTCOME
};

constexpr std::array kOpeningNames = {
#define OPENING(id) #id,
#include "core/tcp/openings.def"
#undef OPENING
};

constexpr std::array kSeverityNames = {"note", "warning", "error"};

std::string AnalysisText(AnalysisSet analysis) {
  std::string text;
  for (size_t i = 0; i < kAnalysisNames.size(); ++i) {
    if (!analysis.Has(static_cast<Analysis>(i))) continue;
    if (!text.empty()) text += ',';
    text += kAnalysisNames[i];
  }
  return text;
}

std::string StateText(uint8_t packed) {
  const EndState end = EndState::Unpack(packed);
  std::string text(kStateNames[static_cast<size_t>(end.state)]);
  return text + '/' + std::string(kCertaintyNames[static_cast<size_t>(end.certainty)]);
}

std::string PathText(const StatePath& path) {
  std::string text;
  for (int i = 0; i < path.size(); ++i) {
    if (i > 0) text += ',';
    text += kStateNames[static_cast<size_t>(path[i])];
  }
  return text;
}

// What Zeek logs of a connection after its timers ended the first row: ends, state and history
// only.
void PrintLaterZeekRows(const Engine& engine, std::FILE* out) {
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const ConnectionEnds ends = engine.EndsOf(connection);
    const std::vector<ZeekRow> rows = ZeekOf(engine, connection).Rows();
    for (size_t row = 1; row < rows.size(); ++row) {
      std::fprintf(out, "%s\t%u\t%s\t%u\t\t\t%s\t%s\t\t\t%u\t\t\n",
                   ends.addresses[0].ToString().c_str(), ends.ports[0],
                   ends.addresses[1].ToString().c_str(), ends.ports[1],
                   std::string(NameOf(rows[row].state)).c_str(), rows[row].history.c_str(),
                   rows[row].segments);
    }
  }
}

}  // namespace

SegmentPrinter::SegmentPrinter(std::FILE* out) : out_(out) {
  std::fputs("frame\tstream\tflags\tseq\tack\tlen\twindow\tanalysis\ttime\tfrom\tclient\tserver\n",
             out_);
}

void SegmentPrinter::OnAnalysed(const SegmentRecord& record, const TcpSegment&,
                                const WiresharkResult& wireshark) {
  if (!wireshark.header_shown) return;
  std::string length, window;
  if (record.length != kNoLength) length = std::to_string(record.length);
  if (wireshark.window_shown) window = std::to_string(wireshark.window);
  std::fprintf(out_,
               "%" PRIu32 "\t%" PRIu32 "\t0x%03x\t%" PRIu32 "\t%" PRIu32
               "\t%s\t%s"
               "\t%s\t%.9f\t%s\t%s\t%s\n",
               record.frame, record.stream,
               static_cast<unsigned>(record.flags & SegmentRecord::kFlagsMask), wireshark.seq,
               wireshark.ack, length.c_str(), window.c_str(),
               AnalysisText(AnalysisSet(wireshark.analysis)).c_str(),
               static_cast<double>(record.time_ns) * 1e-9, record.from() ? "server" : "client",
               StateText(record.client_state).c_str(), StateText(record.server_state).c_str());
}

void PrintConnections(const Engine& engine, std::FILE* out) {
  std::fputs(
      "client\tclient_port\tserver\tserver_port\tclient_path\tserver_path\tconn_state\thistory\t"
      "opening\toutcome\tsegments\tstart\tduration\n",
      out);
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const ConnectionEnds ends = engine.EndsOf(connection);
    const Verdict verdict = VerdictOf(engine, static_cast<uint32_t>(i));
    const ZeekRow zeek = ZeekOf(engine, connection).Rows().front();
    const int64_t start_ns = engine.StartOf(connection);
    const int64_t idle_ns = engine.totals().duration_ns - connection.latest_ns;
    std::fprintf(
        out, "%s\t%u\t%s\t%u\t%s\t%s\t%s\t%s\t%s\t%s\t%u\t%.9f\t%.9f\n",
        ends.addresses[0].ToString().c_str(), ends.ports[0], ends.addresses[1].ToString().c_str(),
        ends.ports[1], PathText(connection.tracker.SettledPath(0, idle_ns)).c_str(),
        PathText(connection.tracker.SettledPath(1, idle_ns)).c_str(),
        std::string(NameOf(zeek.state)).c_str(), zeek.history.c_str(),
        kOpeningNames[static_cast<size_t>(verdict.opening)],
        kOutcomeNames[static_cast<size_t>(verdict.outcome)],
        connection.segments[0] + connection.segments[1], static_cast<double>(start_ns) * 1e-9,
        static_cast<double>(connection.latest_ns - start_ns) * 1e-9);
  }
  PrintLaterZeekRows(engine, out);
}

void PrintNotes(const Engine& engine, std::FILE* out) {
  std::fputs("finding\tseverity\tkey\tcount\tframe\toffset\targs\n", out);
  for (const Finding& finding : engine.findings().entries()) {
    const FindingInfo& info = InfoOf(finding.id);
    std::fprintf(out, "%s\t%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu32 "\t%" PRIu64 "\t",
                 std::string(info.name).c_str(), kSeverityNames[static_cast<size_t>(info.severity)],
                 finding.key, finding.count, finding.first_frame, finding.first_offset);
    const char* separator = "";
    for (size_t i = 0; i < info.args.size(); ++i) {
      if (info.args[i] == "_") continue;
      std::fprintf(out, "%s%s=%" PRId64, separator, std::string(info.args[i]).c_str(),
                   finding.args[i]);
      separator = " ";
    }
    std::fputc('\n', out);
  }
}

void PrintSummary(const Engine& engine, std::FILE* out) {
  const CaptureTotals totals = engine.totals();
  std::array<uint64_t, kOutcomeNames.size()> outcomes{};
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    ++outcomes[static_cast<size_t>(VerdictOf(engine, static_cast<uint32_t>(i)).outcome)];
  }
  std::fprintf(out,
               "bytes\t%" PRIu64 "\npackets\t%" PRIu32 "\nsegments\t%" PRIu32
               "\nconnections\t%" PRIu32 "\nfindings\t%zu\nindex_bytes\t%" PRIu64 "\n",
               totals.bytes, totals.packets, totals.segments, totals.connections,
               engine.findings().entries().size(), engine.memory());
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i]) std::fprintf(out, "%s\t%" PRIu64 "\n", kOutcomeNames[i], outcomes[i]);
  }
}

}  // namespace tcpladder::dump
