#include "core/script/tcp_option_writer.h"

#include <algorithm>
#include <array>

#include "core/base/byte_reader.h"
#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

std::string Hex(std::span<const std::byte> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 0xf];
  }
  return text;
}

std::string Word(const char* name, std::span<const std::byte> bytes) {
  std::string text = name;
  if (!bytes.empty()) text += ' ' + Hex(bytes);
  return text;
}

std::string Generic(uint8_t kind, std::span<const std::byte> value) {
  return Word(("gen-" + std::to_string(kind)).c_str(), value);
}

std::string SackText(ByteReader value, uint32_t base) {
  std::string text = "sack";
  for (size_t at = 0; value.Has(at + 8); at += 8) {
    text += ' ' + std::to_string(value.U32(at) - base);
    text += ':' + std::to_string(value.U32(at + 4) - base);
  }
  return text;
}

std::string CountersText(uint8_t kind, ByteReader value) {
  const bool first_e1 = kind == kOption_accurate_ecn_1;
  const std::array names{first_e1 ? "e1b" : "e0b", "ceb", first_e1 ? "e0b" : "e1b"};
  std::string text = "ECN";
  for (size_t i = 0; i < std::min<size_t>(value.size() / 3, names.size()); ++i) {
    text += ' ';
    text += names[i];
    text += ' ' + std::to_string(value.U24(3 * i));
  }
  return text;
}

// An option with a valid length. `bytes` is the value after kind and length.
std::string OptionText(uint8_t kind, std::span<const std::byte> bytes, uint32_t sack_base) {
  const ByteReader value(bytes);
  const size_t size = bytes.size();
  if (kind == kOption_mss && size == 2) return "mss " + std::to_string(value.U16(0));
  if (kind == kOption_window_scale && size == 1) return "wscale " + std::to_string(value.U8(0));
  if (kind == kOption_sack_permitted && size == 0) return "sackOK";
  if (kind == kOption_sack && size > 0 && size % 8 == 0) return SackText(value, sack_base);
  if (kind == kOption_timestamps && size == 8) {
    std::string text = "TS val " + std::to_string(value.U32(0));
    text += " ecr " + std::to_string(value.U32(4));
    return text;
  }
  if (kind == kOption_md5_signature && size == 16) return Word("md5", bytes);
  if (kind == kOption_fast_open && size <= 16) return Word("FO", bytes);
  if (kind == kOption_experiment_2 && size >= 2 && value.U16(0) == kFastOpenExperiment) {
    return Word("FOEXP", bytes.subspan(2));
  }
  const bool counters = kind == kOption_accurate_ecn_0 || kind == kOption_accurate_ecn_1;
  if (counters && size > 0 && size <= 9 && size % 3 == 0) return CountersText(kind, value);
  return Generic(kind, bytes);
}

}  // namespace

std::string TcpOptionsText(std::span<const std::byte> options, uint32_t sack_base) {
  std::string text;
  const auto add = [&](const std::string& option) {
    if (!text.empty()) text += ',';
    text += option;
  };
  for (size_t at = 0; at < options.size();) {
    const auto kind = std::to_integer<uint8_t>(options[at]);
    const std::span<const std::byte> rest = options.subspan(at);
    if (kind == kOption_no_operation) {
      add("nop");
      ++at;
      continue;
    }
    if (kind == kOption_end_of_options) {
      const bool padding = std::all_of(rest.begin(), rest.end(),
                                       [](std::byte byte) { return byte == std::byte{0}; });
      if (!padding) {
        add(Word("raw", rest));
        break;
      }
      for (size_t i = 0; i < rest.size(); ++i) add("eol");
      break;
    }
    const size_t length = rest.size() > 1 ? std::to_integer<size_t>(rest[1]) : 0;
    if (length < 2 || length > rest.size()) {
      add(Word("raw", rest));
      break;
    }
    add(OptionText(kind, rest.subspan(2, length - 2), sack_base));
    at += length;
  }
  return text;
}

}  // namespace tcpladder
