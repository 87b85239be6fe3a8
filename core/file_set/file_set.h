// Determines how several capture files relate to each other.
#ifndef TCPLADDER_CORE_FILE_SET_FILE_SET_H_
#define TCPLADDER_CORE_FILE_SET_FILE_SET_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/file_set/capture_span.h"

namespace tcpladder {

enum class FileRelation : uint8_t {
#define FILE_RELATION(id) id,
#include "core/file_set/file_relations.def"
#undef FILE_RELATION
};

struct FileSet {
  FileRelation relation = FileRelation::apart;
  // The files with packets, in the order of their first packet, followed by the files without
  // packets.
  std::vector<uint32_t> order;
  // From the last packet of the files before to the first packet of each next file, in nanoseconds;
  // negative if they overlap.
  std::vector<int64_t> gaps_ns;
  // Of two taps: which capture each file of `order` that holds packets is a piece of, 0 or 1; the
  // first file that was given is of capture 0. Empty otherwise.
  std::vector<uint8_t> taps;
};

// Files without packets are ignored. Pieces have one link type, overlap no more than the queues of
// a network card reorder packets, and are separated by no more than the longest piece or one
// minute. Captures of two taps contain the same segments with varying time differences, whatever
// their clocks show; each may be in pieces. O(n log n).
FileSet FileSetOf(std::span<const CaptureSpan> files);

// Reads the files one after the other: call Begin(), Push() with chunks of any size, then End().
class FileSetReader {
 public:
  // `name`: a number for the file's name without digits, which is the same for all pieces of one
  // capture; kNoName if it is unknown.
  void Begin(uint32_t name = CaptureSpan::kNoName) {
    reader_.emplace();
    name_ = name;
  }
  // Call only between Begin() and End().
  void Push(std::span<const std::byte> chunk) { reader_->Push(chunk); }
  void End();

  const std::vector<CaptureSpan>& files() const { return files_; }
  FileSet Result() const { return FileSetOf(files_); }

 private:
  std::optional<CaptureSpanReader> reader_;
  uint32_t name_ = CaptureSpan::kNoName;
  std::vector<CaptureSpan> files_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_FILE_SET_FILE_SET_H_
