// Decompresses DEFLATE (RFC 1951) for packets that were compressed individually.
#ifndef TCPLADDER_CORE_BASE_INFLATE_H_
#define TCPLADDER_CORE_BASE_INFLATE_H_

#include <cstddef>
#include <span>
#include <vector>

namespace tcpladder {

// Appends the decompressed content of `packed` to `unpacked`, at most `limit` bytes. False if the
// stream is damaged, ends early or contains more; what was decompressed until then remains. Bytes
// after the end of the stream are ignored.
bool Inflate(std::span<const std::byte> packed, size_t limit, std::vector<std::byte>& unpacked);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_INFLATE_H_
