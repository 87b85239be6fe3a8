#include "core/tcp/statements.h"

namespace tcpladder {
namespace {

constexpr StatementInfo kInfos[] = {
#define STATEMENT(id, kind, clause, a, b, c, d) \
  {#id, StatementKind::kind, clause, {#a, #b, #c, #d}},
#include "core/tcp/statements.def"
#undef STATEMENT
};

}  // namespace

const StatementInfo& InfoOf(StatementId id) { return kInfos[static_cast<size_t>(id)]; }

std::vector<StatementInfo> AllStatementInfos() { return {std::begin(kInfos), std::end(kInfos)}; }

}  // namespace tcpladder
