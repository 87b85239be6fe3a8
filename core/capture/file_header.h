// Where does another capture file begin inside of one? Files are joined end to end by mistake.
#ifndef TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_
#define TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_

#include "core/base/byte_reader.h"

namespace tcpladder {

// Bytes that BeginsFile() looks at.
inline constexpr size_t kFileHeaderLook = 24;

// True when `input` begins with the file header of pcap, pcapng or snoop: magic number, version and
// whatever else of it is fixed. Far from every record and block that the formats can have there.
bool BeginsFile(ByteReader input);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_FILE_HEADER_H_
