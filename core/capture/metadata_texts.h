// Texts that a capture contains: comments, and names of addresses. Both are bounded.
#ifndef TCPLADDER_CORE_CAPTURE_METADATA_TEXTS_H_
#define TCPLADDER_CORE_CAPTURE_METADATA_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/byte_reader.h"
#include "core/capture/capture_metadata.h"
#include "core/capture/container.h"

namespace tcpladder {

// Stores texts in the metadata. A text beyond a limit of CaptureMetadata is reported as a finding.
class MetadataTexts {
 public:
  MetadataTexts(CaptureMetadata& metadata, CaptureOutput& output)
      : metadata_(metadata), output_(output) {}

  // See CaptureMetadata::Comment.
  void AddComment(ByteReader value, uint32_t frame = 0,
                  uint32_t interface = CaptureMetadata::kNoInterface);
  // `record`: an address of that many bytes and its names, each terminated by a zero byte.
  // `version` is that of IP.
  void AddNames(ByteReader record, size_t address_length, uint8_t version);

  // At most `most` bytes, unchanged: the text may be hostile.
  static std::string Text(ByteReader value, size_t most = CaptureMetadata::kMaxText);

 private:
  // The numbers are the first argument of FindingId::k_texts_not_kept.
  enum Kind : uint8_t { kComments, kNames };

  // Whether another text can be stored; `room`: the limit of its kind is not reached.
  bool TakeRoom(bool room, Kind kind, const std::string& text, uint64_t offset);

  CaptureMetadata& metadata_;
  CaptureOutput& output_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_METADATA_TEXTS_H_
