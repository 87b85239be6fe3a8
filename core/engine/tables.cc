#include "core/engine/tables.h"

#include "core/capture/frame_notes.h"
#include "core/net/tcp_flags.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {
namespace {

constexpr double kSecondsPerNano = 1e-9;

#define COLUMN_VALUE(name, number, constant, doc) static_assert((constant) == (number));
#include "core/engine/column_values.def"
#undef COLUMN_VALUE

void AddAddress(const IpAddress& address, std::vector<uint8_t>& version,
                std::vector<uint8_t>& bytes) {
  version.push_back(address.version);
  bytes.insert(bytes.end(), address.bytes.begin(), address.bytes.end());
}

}  // namespace

double Seconds(int64_t ns) { return static_cast<double>(ns) * kSecondsPerNano; }

IcmpTable TableOfIcmp(const Engine& engine, uint32_t index) {
  IcmpTable table;
  const IcmpErrors& errors = engine.icmp_errors();
  for (uint32_t i = errors.First(index); i != kNone; i = errors[i].next) {
    const IcmpRecord& record = errors[i];
    table.time.push_back(Seconds(record.time_ns));
    table.frame.push_back(record.frame);
    table.offset.push_back(static_cast<double>(record.offset));
    table.after.push_back(record.after);
    table.seq.push_back(record.seq);
    table.mtu.push_back(record.error.mtu);
    table.type.push_back(record.error.type);
    table.code.push_back(record.error.code);
    table.to.push_back(record.to);
    AddAddress(record.error.source, table.version, table.source);
    ++table.count;
  }
  return table;
}

NotesTable TableOfNotes(const Engine& engine) {
  const CaptureMetadata& metadata = engine.metadata();
  NotesTable table;
  table.section.Add(metadata.hardware);
  table.section.Add(metadata.operating_system);
  table.section.Add(metadata.application);
  for (const CaptureMetadata::Interface& interface : metadata.interfaces) {
    table.link_type.push_back(interface.link_type);
    table.snap_length.push_back(interface.snap_length);
    table.counted.push_back(interface.counted ? 1 : 0);
    table.received.push_back(static_cast<double>(interface.received));
    table.dropped.push_back(static_cast<double>(interface.dropped));
    table.interface_name.Add(interface.name);
    table.interface_description.Add(interface.description);
  }
  for (const CaptureMetadata::Name& name : metadata.names) {
    table.name_version.push_back(name.version);
    table.name_address.insert(table.name_address.end(), name.address.begin(), name.address.end());
    table.name.Add(name.text);
  }
  for (const CaptureMetadata::Comment& comment : metadata.comments) {
    table.comment_frame.push_back(comment.frame);
    table.comment_interface.push_back(comment.interface);
    table.comment.Add(comment.text);
  }
  return table;
}

FindingTable TableOfFindings(const Engine& engine) {
  FindingTable table;
  for (const Finding& finding : engine.findings().entries()) {
    table.id.push_back(static_cast<uint16_t>(finding.id));
    table.key.push_back(static_cast<double>(finding.key));
    table.times.push_back(static_cast<double>(finding.count));
    table.frame.push_back(finding.first_frame);
    table.offset.push_back(static_cast<double>(finding.first_offset));
    for (int64_t arg : finding.args) table.args.push_back(static_cast<double>(arg));
    ++table.count;
  }
  return table;
}

PortTable TableOfPort(const Engine& engine, uint32_t index) {
  PortTable table;
  if (index >= engine.connections().size()) return table;
  const HalfOpenPort port = HalfOpenPortOf(engine, index);
  if (port.attempts == 0) return table;
  table.count = 1;
  table.half_open.push_back(port.half_open);
  table.attempts.push_back(port.attempts);
  table.sources.push_back(port.sources);
  table.within.push_back(Seconds(port.within_ns));
  return table;
}

ListenerTable TableOfListeners(const EndpointStatistics& statistics) {
  ListenerTable table;
  for (const Listener& listener : statistics.listeners) {
    AddAddress(listener.address, table.version, table.address);
    table.port.push_back(listener.port);
    table.attempts.push_back(listener.attempts);
    table.completed.push_back(listener.completed);
    table.half_open.push_back(listener.half_open);
    table.unanswered.push_back(listener.unanswered);
    table.refused.push_back(listener.refused);
    table.syn_ack_retries.push_back(listener.syn_ack_retries);
    table.sources.push_back(listener.sources);
    table.peak_half_open.push_back(listener.peak_half_open);
    table.peak_time.push_back(Seconds(listener.peak_ns));
    table.flood.push_back(listener.flood ? 1 : 0);
    table.half_open_over_time.insert(table.half_open_over_time.end(),
                                     listener.half_open_over_time.begin(),
                                     listener.half_open_over_time.end());
    ++table.count;
  }
  return table;
}

ScannerTable TableOfScanners(const EndpointStatistics& statistics) {
  ScannerTable table;
  for (const Scanner& scanner : statistics.scanners) {
    AddAddress(scanner.address, table.version, table.address);
    table.attempts.push_back(scanner.attempts);
    table.targets.push_back(scanner.targets);
    table.refused.push_back(scanner.refused);
    table.unanswered.push_back(scanner.unanswered);
    table.dropped.push_back(scanner.dropped);
    ++table.count;
  }
  return table;
}

}  // namespace tcpladder
