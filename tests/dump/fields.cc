#include <algorithm>
#include <cinttypes>
#include <string>
#include <string_view>
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

std::string Flag(bool flag) { return flag ? "1" : ""; }

// A place for each of RST, FIN, data, ACK, SYN ACK and SYN.
std::string Places(uint8_t completeness, bool first) {
  if (first) return "[ Null ]";
  constexpr std::string_view kLetters = "RFDASS";
  std::string places;
  for (size_t i = 0; i < kLetters.size(); ++i) {
    if (completeness & (1 << (kLetters.size() - 1 - i))) {
      places += kLetters[i];
    } else {
      places += "\u00b7";
    }
  }
  return places;
}

// The columns of a segment in the order of the header line, named as tshark names its fields.
void PrintSegment(uint32_t frame, const ReplayedSegment& segment, const StreamTotals& totals,
                  std::FILE* out) {
  const WiresharkFields& fields = segment.fields;
  const auto contiguous = [&](uint32_t count) { return fields.shown ? std::to_string(count) : ""; };
  const uint8_t sender = segment.direction;
  const std::vector<std::string> columns = {std::to_string(frame),
                                            Number(fields.bytes_in_flight),
                                            Number(fields.push_bytes_sent),
                                            Number(fields.acks_frame),
                                            Time(fields.ack_rtt_ns),
                                            fields.recorded ? Time(fields.initial_rtt_ns) : "",
                                            Time(fields.rto_ns),
                                            Number(fields.rto_frame),
                                            Flag(fields.partial_ack),
                                            Flag(fields.ambiguous_ack),
                                            Flag(fields.fast_open_syn),
                                            Flag(fields.fast_open_ack),
                                            Flag(fields.fast_open_ignored),
                                            Number(fields.duplicate_ack_number),
                                            Number(fields.duplicate_ack_frame),
                                            std::to_string(fields.completeness),
                                            Places(fields.completeness, fields.stream_packet == 1),
                                            contiguous(fields.peer_contiguous),
                                            contiguous(fields.contiguous),
                                            std::to_string(fields.stream_packet),
                                            std::to_string(totals.completeness),
                                            Places(totals.completeness, false),
                                            contiguous(totals.contiguous[1 - sender]),
                                            contiguous(totals.contiguous[sender]),
                                            fields.recorded ? Time(totals.initial_rtt_ns) : ""};
  std::string line;
  for (const std::string& column : columns) line += (line.empty() ? "" : "\t") + column;
  line += '\n';
  std::fputs(line.c_str(), out);
}

}  // namespace

void PrintFields(const Engine& engine, std::span<const std::byte> file, std::FILE* out) {
  std::fputs(
      "frame\tbytes_in_flight\tpush_bytes_sent\tacks_frame\tack_rtt\tinitial_rtt\trto\trto_frame\t"
      "partial_ack\tambiguous_ack\ttfo_syn\ttfo_ack\ttfo_ignored\tduplicate_ack_num\t"
      "duplicate_ack_frame\tcompleteness\tcompleteness_str\tclient_contiguity\tserver_contiguity\t"
      "stream_packet\tcompleteness_final\tcompleteness_str_final\tclient_contiguity_final\t"
      "server_contiguity_final\tinitial_rtt_final\n",
      out);
  for (size_t i = 0; i < engine.connections().size(); ++i) {
    const Connection& connection = engine.connections()[i];
    const std::vector<std::byte> bytes = ReadAgain(engine, connection, file);
    const AnalysisReplay replay =
        ReplayAnalysis(engine, connection, Rereads(SegmentsToReread(engine, connection), bytes));
    uint32_t index = connection.first_segment;
    for (const ReplayedSegment& segment : replay.segments) {
      const SegmentRecord& record = engine.segments()[index];
      index = record.next;
      PrintSegment(record.frame, segment, replay.streams[segment.stream], out);
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
