// Reads TCP options in the form that tcpdump and tshark print.
#ifndef TCPLADDER_CORE_LISTING_OPTION_TEXT_H_
#define TCPLADDER_CORE_LISTING_OPTION_TEXT_H_

#include <string_view>

#include "core/listing/listed_segment.h"

namespace tcpladder {

// `mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7`, between the brackets of tcpdump's line.
void ReadTcpdumpOptions(std::string_view text, ListedSegment& segment);

// `MSS=1460 SACK_PERM TSval=1 TSecr=0 WS=128 SLE=1 SRE=2`, at the end of tshark's line. Neither the
// order of the options nor the padding between them is known.
void ReadTsharkOptions(std::string_view text, ListedSegment& segment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_LISTING_OPTION_TEXT_H_
