// Unpacks DEFLATE (RFC 1951), for packets that were compressed one by one.
#ifndef TCPLADDER_CORE_BASE_INFLATE_H_
#define TCPLADDER_CORE_BASE_INFLATE_H_

#include <cstddef>
#include <span>
#include <vector>

namespace tcpladder {

// Appends what `packed` holds to `unpacked`, up to `limit` bytes in all. False where the stream is
// damaged, ends early or holds more than that; what was unpacked until then stays. Bytes behind
// the end of the stream are not looked at.
bool Inflate(std::span<const std::byte> packed, size_t limit, std::vector<std::byte>& unpacked);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_BASE_INFLATE_H_
