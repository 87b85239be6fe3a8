#include "tests/support/capture_fixture.h"

#include <algorithm>

namespace tcpladder::test {
namespace {

class Collector final : public FrameSink {
 public:
  explicit Collector(std::vector<ReadFrame>& frames) : frames_(frames) {}

  void OnFrame(const Frame& frame) override {
    frames_.push_back({frame.number,
                       frame.time_ns,
                       frame.file_offset,
                       frame.original_length,
                       frame.link_type,
                       frame.interface,
                       frame.doubtful,
                       {frame.bytes.begin(), frame.bytes.end()}});
  }

 private:
  std::vector<ReadFrame>& frames_;
};

// Pushes the chunks into which `cuts` divide the file.
ReadCapture ReadPieces(std::span<const std::byte> file, const std::vector<size_t>& cuts) {
  ReadCapture capture;
  Findings findings;
  Collector collector(capture.frames);
  CaptureReader reader(collector, findings);
  size_t at = 0;
  for (size_t cut : cuts) {
    // Each chunk is a separate copy, so that a reader that keeps a pointer is caught.
    const std::vector<std::byte> piece(file.begin() + static_cast<ptrdiff_t>(at),
                                       file.begin() + static_cast<ptrdiff_t>(cut));
    reader.Push(piece);
    at = cut;
  }
  capture.status = reader.Finish();
  capture.findings = findings.entries();
  capture.metadata = reader.metadata();
  return capture;
}

}  // namespace

const Finding* ReadCapture::Find(FindingId id) const {
  const auto it = std::find_if(findings.begin(), findings.end(),
                               [id](const Finding& finding) { return finding.id == id; });
  return it == findings.end() ? nullptr : &*it;
}

ReadCapture ReadAll(std::span<const std::byte> file, size_t chunk) {
  std::vector<size_t> cuts;
  if (chunk != 0) {
    for (size_t at = chunk; at < file.size(); at += chunk) cuts.push_back(at);
  }
  cuts.push_back(file.size());
  return ReadPieces(file, cuts);
}

ReadCapture ReadCutAt(std::span<const std::byte> file, size_t at) {
  return ReadPieces(file, {at, file.size()});
}

bool SameOutput(const ReadCapture& a, const ReadCapture& b) {
  const auto same_finding = [](const Finding& x, const Finding& y) {
    return x.id == y.id && x.key == y.key && x.count == y.count && x.first_frame == y.first_frame &&
           x.first_offset == y.first_offset && x.args == y.args;
  };
  return a.status == b.status && a.frames == b.frames &&
         std::equal(a.findings.begin(), a.findings.end(), b.findings.begin(), b.findings.end(),
                    same_finding);
}

}  // namespace tcpladder::test
