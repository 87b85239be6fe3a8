// The element reads only pcap and pcapng; the page also reads the formats of other tools.
#include "core/capture/rare_containers.h"

const tcpladder::RareContainers tcpladder::kRareContainers = nullptr;
