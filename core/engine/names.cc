#include "core/engine/names.h"

#include <span>
#include <string_view>

#include "core/analysis/analyses.h"
#include "core/analysis/zeek.h"
#include "core/findings/findings.h"
#include "core/tcp/state.h"
#include "core/tcp/statements.h"

namespace tcpladder {
namespace {

constexpr std::string_view kOutcomes[] = {
#define OUTCOME(id) #id,
#include "core/tcp/outcomes.def"
#undef OUTCOME
};

constexpr std::string_view kOpenings[] = {
#define OPENING(id) #id,
#include "core/tcp/openings.def"
#undef OPENING
};

constexpr std::string_view kSeverities[] = {"note", "warning", "error"};
constexpr std::string_view kLayers[] = {"container", "link", "ip", "tcp", "capture"};
constexpr std::string_view kKinds[] = {"check", "transition", "remark"};

NameList List(std::string_view key, std::span<const std::string_view> names) {
  return {std::string(key), {names.begin(), names.end()}};
}

std::vector<std::string> Used(std::span<const std::string_view> args) {
  std::vector<std::string> used;
  for (std::string_view arg : args) {
    if (arg != "_") used.emplace_back(arg);
  }
  return used;
}

}  // namespace

std::vector<NameList> AllNameLists() {
  return {List("states", kStateNames),      List("certainties", kCertaintyNames),
          List("analyses", kAnalysisNames), List("outcomes", kOutcomes),
          List("openings", kOpenings),      List("zeekStates", kZeekStateNames)};
}

std::vector<NamedRow> FindingRows() {
  std::vector<NamedRow> rows;
  for (const FindingInfo& info : AllFindingInfos()) {
    rows.push_back({{{"name", std::string(info.name)},
                     {"severity", std::string(kSeverities[static_cast<size_t>(info.severity)])},
                     {"layer", std::string(kLayers[static_cast<size_t>(info.layer)])}},
                    Used(info.args)});
  }
  return rows;
}

std::vector<NamedRow> StatementRows() {
  std::vector<NamedRow> rows;
  for (const StatementInfo& info : AllStatementInfos()) {
    rows.push_back({{{"name", std::string(info.name)},
                     {"kind", std::string(kKinds[static_cast<size_t>(info.kind)])},
                     {"clause", std::string(info.clause)}},
                    Used(info.args)});
  }
  return rows;
}

}  // namespace tcpladder
