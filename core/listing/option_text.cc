#include "core/listing/option_text.h"

#include <array>
#include <string>

#include "core/listing/line_scanner.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

constexpr size_t kMaxOptions = 40;

class OptionBytes {
 public:
  explicit OptionBytes(ListedSegment& segment) : segment_(segment) {}

  // Adds an option with `values` of `size` bytes each; omits it if there is no room.
  void Add(uint8_t kind, std::initializer_list<uint32_t> values, size_t size) {
    const size_t length = 2 + values.size() * size;
    if (!HasRoom(length)) return;
    Put(kind, 1);
    Put(static_cast<uint32_t>(length), 1);
    for (const uint32_t value : values) Put(value, size);
  }
  void AddSingle(uint8_t kind) {
    if (HasRoom(1)) Put(kind, 1);
  }
  void AddHex(uint8_t kind, std::string_view hex) {
    if (hex.size() % 2 != 0 || !HasRoom(2 + hex.size() / 2)) return Lack();
    for (const char c : hex) {
      if (HexDigit(c) < 0) return Lack();
    }
    Put(kind, 1);
    Put(static_cast<uint32_t>(2 + hex.size() / 2), 1);
    for (size_t i = 0; i < hex.size(); i += 2) {
      Put(static_cast<uint32_t>(HexDigit(hex[i]) << 4 | HexDigit(hex[i + 1])), 1);
    }
  }
  void AddSack(const std::vector<uint32_t>& edges) {
    if (!HasRoom(2 + edges.size() * 4)) return;
    Put(kOption_sack, 1);
    Put(static_cast<uint32_t>(2 + edges.size() * 4), 1);
    for (const uint32_t edge : edges) Put(edge, 4);
  }
  // Notes that the line contains an option that was not added.
  void Lack() { segment_.options_complete = false; }

 private:
  bool HasRoom(size_t length) {
    if (segment_.options.size() + length <= kMaxOptions) return true;
    Lack();
    return false;
  }
  void Put(uint32_t value, size_t size) {
    for (size_t i = size; i-- > 0;) {
      segment_.options.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
    }
  }
  ListedSegment& segment_;
};

// `sack 2 {1:101}{201:301}`
bool ReadTcpdumpSack(LineScanner& scanner, OptionBytes& options) {
  std::vector<uint32_t> edges;
  if (!scanner.Number()) return false;
  scanner.SkipBlanks();
  while (scanner.Accept("{")) {
    const auto left = scanner.Number();
    if (!left || !scanner.Accept(":")) return false;
    const auto right = scanner.Number();
    if (!right || !scanner.Accept("}")) return false;
    edges.push_back(*left);
    edges.push_back(*right);
    if (edges.size() > 8) return false;
  }
  if (!edges.empty()) options.AddSack(edges);
  return !edges.empty();
}

// `tfo cookiereq` or `tfo cookie HEX`. The value begins with `id`, in hex.
bool ReadFastOpen(LineScanner& scanner, uint8_t kind, std::string_view id, OptionBytes& options) {
  scanner.SkipBlanks();
  std::string value(id);
  if (!scanner.Accept("cookiereq")) {
    if (!scanner.Accept("cookie ")) return false;
    value += scanner.Until(" ,]");
  }
  options.AddHex(kind, value);
  return true;
}

bool ReadTcpdumpOption(std::string_view text, OptionBytes& options) {
  LineScanner scanner(text);
  if (text == "nop") return options.AddSingle(kOption_no_operation), true;
  if (text == "eol") return options.AddSingle(kOption_end_of_options), true;
  if (text == "sackOK") return options.Add(kOption_sack_permitted, {}, 0), true;
  if (scanner.Accept("mss ")) {
    const auto mss = scanner.Number();
    if (mss && *mss <= 0xffff) options.Add(kOption_mss, {*mss}, 2);
    return mss && *mss <= 0xffff;
  }
  if (scanner.Accept("wscale ")) {
    const auto shift = scanner.Number();
    if (shift && *shift <= 0xff) options.Add(kOption_window_scale, {*shift}, 1);
    return shift && *shift <= 0xff;
  }
  const bool old_form = scanner.Accept("timestamp ");
  if (old_form || scanner.Accept("TS val ")) {
    const auto value = scanner.Number();
    if (!value || !scanner.Accept(old_form ? " " : " ecr ")) return false;
    const auto echo = scanner.Number();
    if (echo) options.Add(kOption_timestamps, {*value, *echo}, 4);
    return echo.has_value();
  }
  scanner.Accept("sack sack");  // in old versions
  if (scanner.Accept(" ") || scanner.Accept("sack ")) return ReadTcpdumpSack(scanner, options);
  if (scanner.Accept("exp-tfo"))
    return ReadFastOpen(scanner, kOption_experiment_2, "f989", options);
  if (scanner.Accept("tfo")) return ReadFastOpen(scanner, kOption_fast_open, "", options);
  if (scanner.Accept("unknown-")) {  // `unknown-70 0x0102`
    const auto kind = scanner.Number();
    if (!kind || *kind > 0xff) return false;
    options.AddHex(static_cast<uint8_t>(*kind), scanner.Accept(" 0x") ? scanner.rest() : "");
    return true;
  }
  return false;
}

}  // namespace

void ReadTcpdumpOptions(std::string_view text, ListedSegment& segment) {
  OptionBytes options(segment);
  while (!text.empty()) {
    const size_t end = text.find(',');
    if (!ReadTcpdumpOption(text.substr(0, end), options)) options.Lack();
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void ReadTsharkOptions(std::string_view text, ListedSegment& segment) {
  OptionBytes options(segment);
  options.Lack();
  LineScanner scanner(text);
  std::vector<uint32_t> edges;
  std::optional<uint32_t> time_value;
  while (!scanner.empty()) {
    scanner.SkipBlanks();
    std::optional<uint32_t> value;
    if (scanner.Accept("MSS=")) {
      if ((value = scanner.Number()) && *value <= 0xffff) options.Add(kOption_mss, {*value}, 2);
    } else if (scanner.Accept("WS=")) {
      value = scanner.Number();
      uint8_t shift = 0;
      while (value && shift < 14 && (uint32_t{1} << shift) < *value) ++shift;
      if (value) options.Add(kOption_window_scale, {shift}, 1);
    } else if (scanner.Accept("SACK_PERM")) {
      options.Add(kOption_sack_permitted, {}, 0);
    } else if (scanner.Accept("TSval=")) {
      time_value = scanner.Number();
    } else if (scanner.Accept("TSecr=")) {
      value = scanner.Number();
      if (value && time_value) options.Add(kOption_timestamps, {*time_value, *value}, 4);
    } else if (scanner.Accept("SLE=") || scanner.Accept("SRE=")) {
      if ((value = scanner.Number()) && edges.size() < 8) edges.push_back(*value);
    } else if (scanner.Accept("TFO=R")) {
      options.Add(kOption_fast_open, {}, 0);
    }
    scanner.Until(" \t[");
    if (scanner.rest().substr(0, 1) == "[") break;  // a remark after the options
  }
  if (!edges.empty() && edges.size() % 2 == 0) options.AddSack(edges);
}

}  // namespace tcpladder
