// tcpladder-tins-follower FILE: libtins' stream follower with callbacks that store nothing.

#include <tins/tcp_ip/stream_follower.h>
#include <tins/tins.h>

#include <cinttypes>
#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: tcpladder-tins-follower FILE\n", stderr);
    return 2;
  }
  uint64_t packets = 0, streams = 0;
  try {
    Tins::TCPIP::StreamFollower follower;
    follower.new_stream_callback([&](Tins::TCPIP::Stream& stream) {
      ++streams;
      stream.auto_cleanup_payloads(true);
    });
    Tins::FileSniffer sniffer(argv[1]);
    sniffer.sniff_loop([&](Tins::PDU& pdu) {
      ++packets;
      follower.process_packet(pdu);
      return true;
    });
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  std::printf("packets\t%" PRIu64 "\nstreams\t%" PRIu64 "\n", packets, streams);
  return 0;
}
