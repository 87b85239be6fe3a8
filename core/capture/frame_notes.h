// What a frame lacks that was written, not captured, and what else its writer knew.
//
// They are stored in an option for local use of a pcapng packet block (draft-ietf-opsawg-pcapng
// section 3.5), which begins with kFrameNotesMark to distinguish it from other programs' options.
#ifndef TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
#define TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_

#include <cstddef>
#include <cstdint>

namespace tcpladder {

enum FrameNote : uint32_t {
  kWindowUnknown = 1,    // the window was invented
  kNumbersRelative = 2,  // seq and ack count from an unknown number
  kOptionsUnknown = 4,   // the segment had other TCP options, or may have had
  // The end it is sent to had no connection on these ports before, and
  kReceiverClosed = 8,    // no listening socket
  kReceiverListens = 16,  // a listening socket
  kSeqUnknown = 32        // the sequence number is unknown; it takes none, and has the next one
};

// The notes on what a segment lacks.
inline constexpr uint32_t kUnknownNotes =
    kWindowUnknown | kNumbersRelative | kOptionsUnknown | kSeqUnknown;

inline constexpr uint16_t kFrameNotesOption = 0xd00d;
// "TCPL", then the bits, both 32 bits in the section's byte order.
inline constexpr uint32_t kFrameNotesMark = 0x5443504c;
inline constexpr size_t kFrameNotesLength = 8;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
