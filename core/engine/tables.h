// Results as columns: what crosses into JavaScript, one array per field.
#ifndef TCPLADDER_CORE_ENGINE_TABLES_H_
#define TCPLADDER_CORE_ENGINE_TABLES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/engine/endpoint_statistics.h"
#include "core/engine/engine.h"

namespace tcpladder {

// See column_values.def.
inline constexpr uint8_t kNoLimit = 0xff;
inline constexpr uint8_t kNoTimer = 0xff;

// Texts one after the other, as bytes that need not be UTF-8, and the end of each.
struct TextColumn {
  std::vector<uint8_t> bytes;
  std::vector<uint32_t> ends;

  void Add(const std::string& text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(static_cast<uint32_t>(bytes.size()));
  }
};

// One struct per table; columns.def documents every member.
// clang-format off
#define TABLE(name, doc) struct name {
#define COUNT uint32_t count = 0;
#define COLUMN(name, type, doc) std::vector<type> name;
#define TEXTS(name, doc) TextColumn name;
#define TEXT(name, doc) std::string name;
#define NUMBER(name, type, doc) type name = 0;
#define END };
#include "core/engine/columns.def"
#undef TABLE
#undef COUNT
#undef COLUMN
#undef TEXTS
#undef TEXT
#undef NUMBER
#undef END
// clang-format on

// Computed for the connection that is viewed; the file is read again for what the records lack.
struct DetailTables {
  ReasonTable reasons;
  FieldTable fields;
  SummaryTable summary;
};

// Nanoseconds as seconds for JavaScript.
double Seconds(int64_t ns);

// Rows [first, first + count), clipped to those that exist.
ConnectionTable TableOfConnections(const Engine& engine, uint32_t first, uint32_t count);
// The same table with empty Zeek columns.
ConnectionTable TableWithoutZeek(const Engine& engine, uint32_t first, uint32_t count);
// Empty if there is no such connection.
SegmentTable TableOfSegments(const Engine& engine, uint32_t connection);
// The segments that decide the outcome; every row is NO_ROW if there is no such connection.
// `segments` is the table of the same connection.
VerdictTable TableOfVerdict(const Engine& engine, uint32_t connection,
                            const SegmentTable& segments);
// Empty if there is no such connection. `segments` is the table of the same connection.
ExchangeTable TableOfExchange(const Engine& engine, uint32_t connection,
                              const SegmentTable& segments);
// Linear in the number of connections.
PortTable TableOfPort(const Engine& engine, uint32_t connection);
IcmpTable TableOfIcmp(const Engine& engine, uint32_t connection);
EventTable TableOfEvents(const Engine& engine, uint32_t connection);
// The places to read again for TablesOfDetails(): first byte and length of each; see reread.h.
std::vector<double> PlacesOfDetails(const Engine& engine, uint32_t connection);
DetailTables TablesOfDetails(const Engine& engine, uint32_t connection,
                             std::span<const std::byte> reread);
NotesTable TableOfNotes(const Engine& engine);
FindingTable TableOfFindings(const Engine& engine);
ListenerTable TableOfListeners(const EndpointStatistics& statistics);
ScannerTable TableOfScanners(const EndpointStatistics& statistics);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_TABLES_H_
