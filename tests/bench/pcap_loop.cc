// tcpladder-pcap-loop FILE: a bare libpcap reading loop, the baseline for the benchmarks.

#include <pcap/pcap.h>

#include <cinttypes>
#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: tcpladder-pcap-loop FILE\n", stderr);
    return 2;
  }
  char problem[PCAP_ERRBUF_SIZE];
  pcap_t* capture = pcap_open_offline(argv[1], problem);
  if (!capture) {
    std::fprintf(stderr, "%s\n", problem);
    return 1;
  }
  uint64_t packets = 0, bytes = 0;
  pcap_pkthdr* header;
  const u_char* bytes;
  while (pcap_next_ex(capture, &header, &bytes) == 1) {
    ++packets;
    bytes += header->caplen;
  }
  pcap_close(capture);
  std::printf("packets\t%" PRIu64 "\noctets\t%" PRIu64 "\n", packets, bytes);
  return 0;
}
