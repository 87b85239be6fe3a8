// Every table of names the core has, so that the page can be held against them.
#ifndef TCPLADDER_CORE_ENGINE_NAMES_H_
#define TCPLADDER_CORE_ENGINE_NAMES_H_

#include <string>
#include <utility>
#include <vector>

namespace tcpladder {

// A list of names by ordinal, under the key it has in JavaScript.
struct NameList {
  std::string key;
  std::vector<std::string> names;
};

// A row of a table with several fields.
struct NamedRow {
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::string> args;  // in order; "_" is left out
};

// states, certainties, analyses, outcomes, openings, zeekStates.
std::vector<NameList> AllNameLists();
// Fields: name, severity, layer.
std::vector<NamedRow> FindingRows();
// Fields: name, kind, clause.
std::vector<NamedRow> StatementRows();

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_NAMES_H_
