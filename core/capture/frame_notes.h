// The notes on a frame that was written instead of captured: what it lacks, and what its writer
// knew.
//
// They are stored in a local-use option of a pcapng packet block (draft-ietf-opsawg-pcapng section
// 3.5) that begins with kFrameNotesMark, to distinguish it from options of other programs.
#ifndef TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
#define TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_

#include <cstddef>
#include <cstdint>

namespace tcpladder {

enum FrameNote : uint32_t {
  kWindowUnknown = 1,    // the window was invented
  kNumbersRelative = 2,  // seq and ack are relative to an unknown number
  kOptionsUnknown = 4,   // the segment had, or may have had, other TCP options
  // Before this segment, its receiver had no connection on these ports and
  kReceiverClosed = 8,    // no listening socket
  kReceiverListens = 16,  // a listening socket
  kSeqUnknown = 32        // the sequence number is unknown; it is set to the next one
};

// The notes on missing fields.
inline constexpr uint32_t kUnknownNotes =
    kWindowUnknown | kNumbersRelative | kOptionsUnknown | kSeqUnknown;

inline constexpr uint16_t kFrameNotesOption = 0xd00d;
// "TCPL", followed by the bits; both have 32 bits in the byte order of the section.
inline constexpr uint32_t kFrameNotesMark = 0x5443504c;
inline constexpr size_t kFrameNotesLength = 8;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
