#include "core/net/layers.h"

#include <iterator>

namespace tcpladder {
namespace {

constexpr std::string_view kNames[] = {
#define LAYER(id, reader) #id,
#include "core/net/layers.def"
#undef LAYER
    "tcp",
};

}  // namespace

std::string_view NameOf(LayerId layer) {
  const auto index = static_cast<size_t>(layer);
  return index < std::size(kNames) ? kNames[index] : std::string_view();
}

std::vector<std::string_view> AllLayerNames() { return {std::begin(kNames), std::end(kNames)}; }

std::string_view LinkTypeName(uint16_t link_type) {
  switch (link_type) {
#define LINK_TYPE(number, name, first_layer) \
  case number:                               \
    return #name;
#include "core/net/link_types.def"
#undef LINK_TYPE
    default:
      return {};
  }
}

LayerId FirstLayer(uint16_t link_type) {
  switch (link_type) {
#define LINK_TYPE(number, name, first_layer) \
  case number:                               \
    return LayerId::first_layer;
#include "core/net/link_types.def"
#undef LINK_TYPE
    default:
      return LayerId::none;
  }
}

}  // namespace tcpladder
