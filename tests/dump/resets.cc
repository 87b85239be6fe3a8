// The command `resets`: who made each RST, and each FIN that something contradicts.

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <string>
#include <vector>

#include "core/resets/reset_judgment.h"
#include "tests/dump/command.h"

namespace tcpladder::dump {
namespace {

struct Row {
  uint32_t frame;
  ResetJudgment judgment;
};

std::string EvidenceText(ResetEvidenceSet evidence) {
  std::string text;
  for (size_t i = 0; i < kResetEvidenceNames.size(); ++i) {
    if (!evidence.Has(static_cast<ResetEvidence>(i))) continue;
    if (!text.empty()) text += ',';
    text += kResetEvidenceNames[i];
  }
  return text;
}

void AddRows(const Engine& engine, uint32_t connection, const HostPairs& hosts,
             std::span<const std::byte> file, std::vector<Row>& rows) {
  const std::vector<uint32_t> segments = SegmentsToCompare(engine, connection, hosts);
  if (segments.empty()) return;
  const std::vector<std::byte> bytes = ReadPlaces(PlacesOf(engine, segments), file);
  std::vector<uint32_t> frames;
  for (uint32_t i = engine.connections()[connection].first_segment; i != kNone;
       i = engine.segments()[i].next) {
    frames.push_back(engine.segments()[i].frame);
  }
  for (const ResetJudgment& judgment :
       JudgeResets(engine, connection, hosts, Rereads(segments, bytes))) {
    rows.push_back({frames[judgment.row], judgment});
  }
}

}  // namespace

int DumpResets(const Settings& settings, Arguments arguments) {
  Engine engine(OptionsOf(settings));
  std::vector<std::byte> file;
  const int status = ReadCapture(arguments[0], engine, &file);
  if (status == kWrongUsage) return status;
  const HostPairs hosts(engine);
  std::vector<Row> rows;
  for (uint32_t i = 0; i < engine.connections().size(); ++i) AddRows(engine, i, hosts, file, rows);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.frame < b.frame; });
  constexpr const char* kTakenNames[] = {"no", "yes", "unknown"};
  std::puts("frame\tsender_end\torigin\tevidence\ttaken\tagrees\tcompared");
  for (const auto& [frame, judgment] : rows) {
    std::printf("%" PRIu32 "\t%s\t%s\t%s\t%s\t%s\t%" PRIu32 "\n", frame,
                judgment.end ? "server" : "client",
                std::string(kResetOriginNames[static_cast<size_t>(judgment.origin)]).c_str(),
                judgment.origin == ResetOrigin::end ? "" : EvidenceText(judgment.against).c_str(),
                kTakenNames[static_cast<size_t>(judgment.taken)],
                EvidenceText(judgment.agrees).c_str(), judgment.compared);
  }
  return status;
}

}  // namespace tcpladder::dump
