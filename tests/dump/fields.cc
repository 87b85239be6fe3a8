#include <algorithm>
#include <cinttypes>
#include <string>
#include <vector>

#include "core/engine/analysis_replay.h"
#include "core/engine/reread.h"
#include "core/engine/summary.h"
#include "tests/dump/command.h"
#include "tests/dump/dump.h"

namespace tcpladder::dump {
namespace {

std::string Number(uint32_t number) { return number == 0 ? "" : std::to_string(number); }

std::string Time(int64_t ns) {
  if (ns == 0) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.9f", static_cast<double>(ns) * 1e-9);
  return text;
}

std::vector<std::byte> ReadAgain(const Engine& engine, const Connection& connection,
                                 std::span<const std::byte> file) {
  return ReadPlaces(PlacesToReread(engine, connection), file);
}

}  // namespace

void PrintFields(const Engine& engine, std::span<const std::byte> file, std::FILE* out) {
  std::fputs(
      "frame\tbytes_in_flight\tacks_frame\tack_rtt\trto\trto_frame\tinitial_rtt\tcompleteness\n",
      out);
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const std::vector<std::byte> bytes = ReadAgain(engine, connection, file);
    const AnalysisReplay replay =
        ReplayAnalysis(engine, connection, Rereads(SegmentsToReread(engine, connection), bytes));
    uint32_t segment = connection.first_segment;
    for (const WiresharkFields& fields : replay.fields) {
      const SegmentRecord& record = engine.segments()[segment];
      segment = record.next;
      std::fprintf(out, "%" PRIu32 "\t%s\t%s\t%s\t%s\t%s\t%s\t%u\n", record.frame,
                   Number(fields.bytes_in_flight).c_str(), Number(fields.acks_frame).c_str(),
                   Time(fields.ack_rtt_ns).c_str(), Time(fields.rto_ns).c_str(),
                   Number(fields.rto_frame).c_str(), Time(fields.initial_rtt_ns).c_str(),
                   fields.completeness);
    }
  }
}

void PrintSummaryItems(const Engine& engine, std::span<const std::byte> file, std::FILE* out) {
  const std::vector<SummaryItemInfo> infos = AllSummaryItemInfos();
  std::fputs("connection\tfact\tabout\targs\n", out);
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const std::vector<std::byte> bytes = ReadAgain(engine, connection, file);
    const Rereads rereads(SegmentsToReread(engine, connection), bytes);
    for (const SummaryItem& item : SummaryOf(engine, connection, rereads)) {
      const SummaryItemInfo& info = infos[static_cast<size_t>(item.id)];
      std::fprintf(out, "%zu\t%s\t%s\t", i, std::string(info.name).c_str(),
                   item.end ? "server" : "client");
      for (size_t k = 0; k < info.args.size() && info.args[k] != "_"; ++k) {
        std::fprintf(out, "%s%s=%" PRId64, k ? " " : "", std::string(info.args[k]).c_str(),
                     item.args[k]);
      }
      std::fputc('\n', out);
    }
  }
}

}  // namespace tcpladder::dump
