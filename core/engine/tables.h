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

// Shapes and units of every column stand in wasm/engine.d.mts, which has the same names.
// "Two per row" is client, server.
struct ConnectionTable {
  uint32_t count = 0;
  std::vector<uint8_t> version;
  std::vector<uint8_t> addresses;  // 32 per row
  std::vector<uint16_t> ports;     // two per row
  std::vector<double> start, duration;
  std::vector<uint32_t> segments;         // two per row
  std::vector<double> payload;            // two per row
  std::vector<uint32_t> retransmissions;  // two per row
  std::vector<uint32_t> isn;              // two per row
  std::vector<uint8_t> window_scale;      // two per row
  std::vector<uint16_t> mss;              // two per row
  std::vector<uint32_t> analyses;
  std::vector<uint8_t> outcome, opening, zeek_state;
  std::vector<uint8_t> states;  // two per row, EndState::Pack()
  std::string histories;        // joined with line feeds
};

struct SegmentTable {
  uint32_t count = 0;
  std::vector<double> time;
  std::vector<uint32_t> frame;
  std::vector<double> offset;
  std::vector<uint16_t> header_offset;
  std::vector<uint32_t> seq, ack, length, window;
  std::vector<uint16_t> flags, link_type;
  std::vector<uint32_t> analysis;
  std::vector<uint8_t> client_state, server_state;
  std::vector<uint32_t> original;
};

struct IcmpTable {
  uint32_t count = 0;
  std::vector<double> time;
  std::vector<uint32_t> frame;
  std::vector<double> offset;
  std::vector<uint32_t> after, seq, mtu;
  std::vector<uint8_t> type, code, to, version;
  std::vector<uint8_t> source;  // 16 per row
};

struct EventTable {
  uint32_t count = 0;
  std::vector<uint32_t> row;
  std::vector<uint16_t> id;
  std::vector<uint8_t> end, passed;
  std::vector<double> args;  // four per row
};

struct ReasonTable {
  uint32_t count = 0;
  std::vector<uint32_t> row;
  std::vector<uint8_t> analysis;
  std::vector<double> args;  // four per row
};

// Wireshark's fields, one row per segment.
struct FieldTable {
  std::vector<uint32_t> bytes_in_flight, acks_frame, rto_frame;
  std::vector<double> ack_rtt, rto;
  double initial_rtt = 0;
  uint8_t completeness = 0;
};

struct SummaryTable {
  uint32_t count = 0;
  std::vector<uint8_t> id, end;
  std::vector<double> args;  // four per row
};

// What is computed for the connection on view, the file read again where the records fall short.
struct DetailTables {
  ReasonTable reasons;
  FieldTable fields;
  SummaryTable summary;
};

// Texts one after the other, as bytes that need not be UTF-8, and where each ends.
struct TextColumn {
  std::vector<uint8_t> bytes;
  std::vector<uint32_t> ends;

  void Add(const std::string& text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(static_cast<uint32_t>(bytes.size()));
  }
};

struct NotesTable {
  TextColumn section;  // hardware, operating system, application
  // One row per interface.
  std::vector<uint16_t> link_type;
  std::vector<uint32_t> snap_length;
  std::vector<uint8_t> counted;
  std::vector<double> received, dropped;
  TextColumn interface_name, interface_description;
  // One row per name.
  std::vector<uint8_t> name_version;
  std::vector<uint8_t> name_address;  // 16 per row
  TextColumn name;
  // One row per comment.
  std::vector<uint32_t> comment_frame, comment_interface;
  TextColumn comment;
};

struct FindingTable {
  uint32_t count = 0;
  std::vector<uint16_t> id;
  std::vector<double> key, times;
  std::vector<uint32_t> frame;
  std::vector<double> offset;
  std::vector<double> args;  // three per row
};

struct ListenerTable {
  uint32_t count = 0;
  std::vector<uint8_t> version;
  std::vector<uint8_t> address;  // 16 per row
  std::vector<uint16_t> port;
  std::vector<uint32_t> attempts, completed, half_open, unanswered, refused;
  std::vector<uint32_t> syn_ack_retries, sources, peak_half_open;
  std::vector<double> peak_time;
  std::vector<uint8_t> flood;
  std::vector<uint32_t> half_open_over_time;  // kCurveBins per flood
};

struct ScannerTable {
  uint32_t count = 0;
  std::vector<uint8_t> version;
  std::vector<uint8_t> address;  // 16 per row
  std::vector<uint32_t> attempts, targets, refused, unanswered, dropped;
};

// Nanoseconds as the seconds that cross into JavaScript.
double Seconds(int64_t ns);

// Rows [first, first + count), cut to what there is.
ConnectionTable TableOfConnections(const Engine& engine, uint32_t first, uint32_t count);
// Empty where there is no such connection.
SegmentTable TableOfSegments(const Engine& engine, uint32_t connection);
IcmpTable TableOfIcmp(const Engine& engine, uint32_t connection);
EventTable TableOfEvents(const Engine& engine, uint32_t connection);
// Where to read again for TablesOfDetails(): first byte and how many of each place; see reread.h.
std::vector<double> PlacesOfDetails(const Engine& engine, uint32_t connection);
DetailTables TablesOfDetails(const Engine& engine, uint32_t connection,
                             std::span<const std::byte> reread);
NotesTable TableOfNotes(const Engine& engine);
FindingTable TableOfFindings(const Engine& engine);
ListenerTable TableOfListeners(const EndpointStatistics& statistics);
ScannerTable TableOfScanners(const EndpointStatistics& statistics);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_ENGINE_TABLES_H_
