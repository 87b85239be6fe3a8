// Rare formats behind a single pointer, so that a program can omit them.
#ifndef TCPLADDER_CORE_CAPTURE_RARE_CONTAINERS_H_
#define TCPLADDER_CORE_CAPTURE_RARE_CONTAINERS_H_

#include <cstddef>
#include <memory>

#include "core/capture/container.h"

namespace tcpladder {

struct Recognised {
  std::unique_ptr<Container> container;  // null: none of these formats
  size_t need = 0;                       // number of bytes of `input` needed to decide, or 0
};

// `input` is the beginning of the file. It has at least four bytes unless `last`: then it is the
// whole file.
using RareContainers = Recognised (*)(ByteReader input, bool last, CaptureOutput& output);

// Defined in rare_containers.cc; null in a program that reads only pcap and pcapng.
extern const RareContainers kRareContainers;

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_CAPTURE_RARE_CONTAINERS_H_
