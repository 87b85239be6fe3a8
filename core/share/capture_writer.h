// Writes a capture, or the packets of one of its connections, as pcapng with comments.
#ifndef TCPLADDER_CORE_SHARE_CAPTURE_WRITER_H_
#define TCPLADDER_CORE_SHARE_CAPTURE_WRITER_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/capture/capture_reader.h"
#include "core/engine/engine.h"
#include "core/findings/findings.h"
#include "core/share/pcapng_writer.h"

namespace tcpladder {

// Reads the capture a second time, because the engine keeps no frames, and writes each frame with
// the bytes, the time and the lengths that it has in the file, whatever the file's format. The
// comments, interfaces and names of the file are kept, and the program and system that it names.
// What is left behind: decryption secrets, custom blocks and options, and comments beyond the
// limits of CaptureMetadata.
class CaptureWriter final : private FrameSink {
 public:
  // `connection`: only its frames are written, with the ICMP errors about it and the names of its
  // ends; kNone for all frames. If segments of it were in IP fragments, all fragments that the
  // capture contains are written. The engine must outlive this object and must not read further
  // meanwhile.
  CaptureWriter(const Engine& engine, uint32_t connection);

  // Adds a comment on a frame (from 1), or on the whole file (0). Comments on a frame replace those
  // that the file has there; an empty text adds none. All calls come before the first Push(), with
  // ascending frames. Texts longer than an option can be are truncated.
  void Comment(uint32_t frame, std::string_view text);

  // Takes the same bytes as the engine, in chunks of any size. False if the rest need not be read.
  bool Push(std::span<const std::byte> chunk);
  // Call once at the end of the input, unless Push() returned false.
  void Finish();

  // Returns the part of the file written since the last call. It is not much larger than the bytes
  // pushed since then and the comments on their frames.
  std::vector<std::byte> Take();

 private:
  // An interface in the file written.
  struct Written {
    uint16_t interface = 0, link_type = 0;  // of the frames read
    bool early = false;                     // times before 1970
    auto operator<=>(const Written&) const = default;
  };
  // Enough for each interface that is described, with times before and after 1970. Any other is
  // written once for each frame, without texts.
  static constexpr size_t kMostWritten = 2 * CaptureMetadata::kMaxInterfaces;

  void OnFrame(const Frame& frame) override;
  void Begin();
  bool IsWanted(const Frame& frame) const;
  // Skips the segments and errors of the connection up to this frame.
  void AdvanceTo(uint32_t frame);
  bool done() const;
  uint32_t InterfaceOf(const Frame& frame);
  // The comments to be written on a frame, or on the file (0). Frames ascend from call to call.
  std::vector<std::string> CommentsOn(uint32_t frame);
  // Comments of the file on one of its interfaces, or on all of it (kNoInterface).
  std::vector<std::string> CommentsOnFile(uint32_t interface) const;
  void WriteStatistics();

  const Engine& engine_;
  const uint32_t connection_;
  // The next frames of the connection: ordinals among the engine's segments and ICMP errors.
  uint32_t segment_ = kNone, error_ = kNone;
  bool has_fragments_ = false;                 // a segment of the connection was in IP fragments
  std::vector<CaptureMetadata::Comment> own_;  // by frame
  size_t next_own_ = 0, next_comment_ = 0;     // of own_, and of those that the reader found
  std::map<Written, uint32_t> interfaces_;     // with their ordinals in the file written
  int64_t last_ns_ = 0;                        // time of the last frame written
  std::optional<PcapngWriter> file_;
  Findings findings_;
  CaptureReader reader_;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_SHARE_CAPTURE_WRITER_H_
