// Statements about a segment: the receiver's checks, the reasons of state changes, remarks.
#ifndef TCPLADDER_CORE_TCP_STATEMENTS_H_
#define TCPLADDER_CORE_TCP_STATEMENTS_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tcpladder {

enum class StatementKind : uint8_t { check, transition, remark };

enum class StatementId : uint16_t {
#define STATEMENT(id, kind, clause, a, b, c, d) id,
#include "core/tcp/statements.def"
#undef STATEMENT
};

struct StatementInfo {
  std::string_view name;
  StatementKind kind;
  std::string_view clause;
  std::array<std::string_view, 4> args;  // "_" where unused
};

const StatementInfo& InfoOf(StatementId id);
std::vector<StatementInfo> AllStatementInfos();

struct Statement {
  uint32_t row = 0;  // ordinal of the segment in its connection, from 0
  StatementId id{};
  uint8_t end = 0;     // whom it is about: 0 client, 1 server
  bool passed = true;  // of a check
  std::array<int64_t, 4> args{};
};

// Collects statements; a null pointer where nobody listens costs one branch.
using Statements = std::vector<Statement>;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_STATEMENTS_H_
