// Reads one frame layer by layer.
#ifndef TCPLADDER_CORE_NET_WALK_H_
#define TCPLADDER_CORE_NET_WALK_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/byte_reader.h"
#include "core/base/mix.h"
#include "core/capture/frame.h"
#include "core/findings/findings.h"
#include "core/net/fragments.h"
#include "core/net/layers.h"
#include "core/net/tcp_segment.h"

namespace tcpladder {

// A further packet of the same frame.
struct LaterPacket {
  LayerId layer = LayerId::none;  // none: there is none
  ByteReader bytes;               // beginning with `layer`
  uint32_t wire_length = 0;       // their number on the wire
};

// The state passed from layer to layer. Each layer reads its header at the front of `bytes`,
// removes it, and returns the next layer.
struct Walk {
  Walk(const Frame& captured_frame, Findings& walk_findings, FragmentTable& fragment_table,
       std::vector<std::byte>& unpacked_bytes)
      : frame(captured_frame),
        findings(walk_findings),
        fragments(fragment_table),
        unpacked(unpacked_bytes),
        bytes(captured_frame.bytes, captured_frame.file_offset),
        wire_length(std::max(captured_frame.original_length,
                             static_cast<uint32_t>(captured_frame.bytes.size()))),
        network(captured_frame.interface) {}

  const Frame& frame;
  Findings& findings;
  FragmentTable& fragments;
  std::vector<std::byte>& unpacked;  // the decompressed packet, if one was compressed

  ByteReader bytes;      // captured bytes from the current layer on
  uint32_t wire_length;  // their number on the wire, never less than bytes.size()

  uint32_t network;             // see TcpSegment
  uint32_t link_addresses = 0;  // see TcpSegment

  IpAddress source, destination;   // of the innermost IP header so far
  bool in_ip = false;              // an IP header has been read
  uint8_t ip_protocol = 0;         // protocol that follows this IP header
  uint16_t ip_identification = 0;  // of the innermost IPv4 header; 0 for IPv6
  uint32_t trailing_bytes = 0;     // see TcpSegment
  IcmpError icmp;                  // if `quoted`: the outermost error
  bool fragmented = false;         // `bytes` is the first fragment of an incomplete datagram
  bool reassembled = false;        // `bytes` is in the fragment table or in `unpacked`
  uint16_t udp_source_port = 0;    // of the innermost tunnel in UDP so far
  bool quoted = false;             // inside an ICMP error
  bool cut = false;                // the innermost IP header states more bytes than the frame has
  bool wlan_aligned = false;       // the following 802.11 header is padded to four bytes
  bool wlan_swapped = false;       // the two bytes of its frame control are swapped
  LaterPacket later;               // a further packet in the current layer

  // From the innermost IP header so far.
  uint8_t hop_limit = 0, traffic_class = 0;
  bool dont_fragment = false;

  // The following layers belong to a separate network. `layer` distinguishes networks by `value`; 0
  // stands for the surrounding network.
  void EnterNetwork(LayerId layer, uint64_t value) {
    if (value == 0) return;
    const uint64_t kind = uint64_t{static_cast<uint8_t>(layer)} + 1;
    network = static_cast<uint32_t>(Mix(network ^ kMixConstant1 * kind, value ^ kMixConstant2));
  }

  // Removes a header of `n` bytes from the front. The caller has checked that they were captured.
  void Drop(size_t n) {
    bytes = bytes.From(n);
    wire_length -= std::min(wire_length, static_cast<uint32_t>(n));
  }
  // Removes everything after the first `n` bytes: padding and trailers.
  void Limit(uint32_t n) {
    if (n >= wire_length) return;
    wire_length = n;
    bytes = bytes.First(n);
  }

  // Limits the packet to an IP datagram of `n` bytes, which may be more than the lower layers have.
  void LimitToDatagram(uint32_t n) {
    trailing_bytes = 0;
    cut = n > wire_length;
    if (n > wire_length && !reassembled) {
      const uint64_t below = bytes.offset() - frame.file_offset;
      const uint64_t behind = frame.bytes.size() - std::min<uint64_t>(below, frame.bytes.size());
      if (behind > wire_length) {
        trailing_bytes = static_cast<uint32_t>(std::min<uint64_t>(n, behind)) - wire_length;
      }
    }
    Limit(n);
  }

  // The key of a fragment with `identification` in `layer`.
  FragmentKey KeyOfFragment(LayerId layer, uint32_t identification) const {
    return {.source = source,
            .destination = destination,
            .identification = identification,
            .network = network,
            .protocol = ip_protocol,
            .layer = layer};
  }

  // Defers a further packet, which begins at byte `n` of the current layer and is read from `layer`
  // on after the current packet. Must not be used within a reassembled packet, whose bytes may no
  // longer exist then.
  void ReadLater(LayerId layer, size_t n) {
    if (reassembled) return;
    const uint32_t dropped = std::min(wire_length, static_cast<uint32_t>(n));
    later = {.layer = layer, .bytes = bytes.From(n), .wire_length = wire_length - dropped};
  }

  // Ends the walk with a finding at the current layer.
  LayerId Stop(FindingId id, uint64_t key, std::array<int64_t, 3> args) {
    findings.Add(id, key, frame.number, reassembled ? frame.file_offset : bytes.offset(), args);
    return LayerId::none;
  }
  // The layer carries something other than IP; `value` is the number that identifies it.
  LayerId NoIp(LayerId layer, uint32_t value) {
    const auto id = static_cast<uint64_t>(layer);
    return Stop(FindingId::k_no_ip_inside, id << 32 | value, {static_cast<int64_t>(id), value});
  }
  LayerId Encrypted(LayerId layer) {
    const auto id = static_cast<uint64_t>(layer);
    return Stop(FindingId::k_encrypted, id, {static_cast<int64_t>(id)});
  }
  LayerId CutLink(size_t need) {
    return Stop(FindingId::k_cut_link_header, frame.link_type,
                {static_cast<int64_t>(need), static_cast<int64_t>(bytes.size()), frame.link_type});
  }
  LayerId CutIp(size_t need, uint8_t version) {
    return Stop(FindingId::k_cut_ip_header, version,
                {static_cast<int64_t>(need), static_cast<int64_t>(bytes.size()), version});
  }
};

// The layer for an EtherType; stops with a finding if there is none. A value of 1500 or less is a
// length, and an LLC header follows (IEEE 802.3).
LayerId AfterEtherType(Walk& walk, uint16_t ether_type);
// The layer for a PPP protocol number (IANA, PPP DLL Protocol Numbers).
LayerId AfterPppProtocol(Walk& walk, uint16_t protocol);
// IPv4 or IPv6 according to the first four bits. Anything else stops as payload of `layer`.
LayerId AfterIpVersion(Walk& walk, LayerId layer);
// IPv4 or IPv6 according to an address family of any operating system.
LayerId AfterAddressFamily(Walk& walk, uint32_t family);
// The first layer of this LINKTYPE_, for headers that contain one.
LayerId AfterLinkType(Walk& walk, uint32_t link_type);
// The layer for a GRE protocol number (EtherTypes and vendors' additions), given the flags of GRE.
LayerId AfterGreProtocol(Walk& walk, uint16_t flags, uint16_t protocol);
// The layer for an IP protocol number, which IPv6 calls next header.
LayerId AfterIpProtocol(Walk& walk, uint8_t protocol);

// Handles a fragment `bytes` at `offset` bytes of its datagram; `more`: others follow. True if the
// datagram is complete, or if this is its first fragment, which can be read alone.
bool TakeFragment(Walk& walk, const FragmentKey& key, uint32_t offset, bool more);

// Each function removes the header of its layer and returns the next layer. They are in lan.cc,
// wlan.cc, wan.cc, pseudo_link.cc, netfilter.cc, exported_pdu.cc, ip.cc, ipcomp.cc, icmp.cc,
// tunnel.cc and capwap.cc.
#define LAYER(id, reader) LayerId reader(Walk& walk);
#include "core/net/layers.def"
#undef LAYER
// In tcp_header.cc. False if too little of the header was captured for a segment.
bool ReadTcp(Walk& walk, TcpSegment& segment);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_WALK_H_
