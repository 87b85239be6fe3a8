// The layers of a frame.
#ifndef TCPLADDER_CORE_NET_LAYERS_H_
#define TCPLADDER_CORE_NET_LAYERS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tcpladder {

enum class LayerId : uint8_t {
#define LAYER(id, reader) id,
#include "core/net/layers.def"
#undef LAYER
  tcp,  // the walk ends with a segment
  none  // the walk ends without a segment
};

// The id as in layers.def, or "tcp".
std::string_view NameOf(LayerId layer);
// All names in the order of the ids; `tcp` is last.
std::vector<std::string_view> AllLayerNames();

// The LINKTYPE_ name registered by tcpdump.org, without the prefix; empty if there is none.
std::string_view LinkTypeName(uint16_t link_type);
// The first layer of frames with this LINKTYPE_; `none` if they cannot carry TCP or are not
// supported.
LayerId FirstLayer(uint16_t link_type);

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_NET_LAYERS_H_
