// The element reads pcap and pcapng; the page reads the containers of other tools, too.
#include "core/capture/rare_containers.h"

const tcpladder::RareContainers tcpladder::kRareContainers = nullptr;
