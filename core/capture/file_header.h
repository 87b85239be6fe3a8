// Finds the beginning of another capture file within one: files may be concatenated by mistake.
#ifndef TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_
#define TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_

#include "core/base/byte_reader.h"

namespace tcpladder {

// Number of bytes that BeginsFile() examines.
inline constexpr size_t kFileHeaderLook = 24;

// True if `input` begins with the file header of pcap, pcapng or snoop: magic number, version and
// the other fixed fields. No record or block of these formats looks like that.
bool BeginsFile(ByteReader input);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_
