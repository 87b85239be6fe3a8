// What a frame that was written, and not captured, does not hold, and what its writer knew besides.
//
// They travel in an option for local use of a pcapng packet block (draft-ietf-opsawg-pcapng section
// 3.5), which begins with kFrameNotesMark so that nobody else's option is taken for it.
#ifndef TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
#define TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_

#include <cstddef>
#include <cstdint>

namespace tcpladder {

enum FrameNote : uint32_t {
  kWindowUnknown = 1,    // the window was made up
  kNumbersRelative = 2,  // seq and ack count from a number that is not known
  kOptionsUnknown = 4,   // the segment had other TCP options, or may have had
  // The end it is sent to was in no connection on these ports before, but
  kReceiverClosed = 8,    // had no socket that listens
  kReceiverListens = 16,  // had one
  kSeqUnknown = 32        // the sequence number was not told; it takes none, and has the next one
};

// Those that say what a segment does not hold.
inline constexpr uint32_t kUnknownNotes =
    kWindowUnknown | kNumbersRelative | kOptionsUnknown | kSeqUnknown;

inline constexpr uint16_t kFrameNotesOption = 0xd00d;
// "TCPL", then the bits, both 32 bits in the section's byte order.
inline constexpr uint32_t kFrameNotesMark = 0x5443504c;
inline constexpr size_t kFrameNotesLength = 8;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FRAME_NOTES_H_
