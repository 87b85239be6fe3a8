#include "core/script/tcp_option_reader.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/net/tcp_options.h"
#include "core/script/characters.h"
#include "core/script/mptcp_option_reader.h"

namespace tcpladder {
namespace {

// The value of an undefined symbol: the usual MSS.
constexpr uint32_t kUsualMss = 1460;
// ExIDs of the experiments (RFC 6994) that have a name here.
constexpr uint16_t kAccurateEcn0Experiment = 0xacc0, kAccurateEcn1Experiment = 0xacc1;
constexpr uint16_t kTarrExperiment = 0x00ac;

void Append(std::vector<std::byte>& bytes, uint32_t value, size_t size) {
  for (size_t i = size; i-- > 0;) bytes.push_back(static_cast<std::byte>(value >> 8 * i & 0xff));
}

// Appends the kind and a placeholder for the length, which SetLength() fills in.
size_t Begin(std::vector<std::byte>& bytes, uint8_t kind) {
  const size_t at = bytes.size();
  Append(bytes, kind, 1);
  Append(bytes, 0, 1);
  return at;
}

void SetLength(std::vector<std::byte>& bytes, size_t at) {
  bytes[at + 1] = static_cast<std::byte>(bytes.size() - at);
}

// Reads an even number of hexadecimal digits, if there are any. A symbol without a value stands for
// `symbol` bytes.
bool ReadHex(Cursor& cursor, std::vector<std::byte>& bytes, size_t most, size_t symbol) {
  const Token token = cursor.Peek();
  if (token.kind != TokenKind::word && token.kind != TokenKind::integer &&
      token.kind != TokenKind::hex) {
    return true;
  }
  const bool hex =
      std::all_of(token.text.begin(), token.text.end(), [](char c) { return HexDigit(c) >= 0; });
  if (!hex && Cursor::IsSymbol(token)) {
    cursor.Take();
    bytes.resize(bytes.size() + symbol);
    return true;
  }
  if (!hex) return cursor.Fail(ProblemId::expected_hex_digits);
  if (token.text.size() % 2 != 0) return cursor.Fail(ProblemId::odd_number_of_hex_digits);
  if (token.text.size() / 2 > most) return cursor.Fail(ProblemId::option_value_too_long);
  for (size_t i = 0; i < token.text.size(); i += 2) {
    Append(bytes, static_cast<uint32_t>(HexDigit(token.text[i]) << 4 | HexDigit(token.text[i + 1])),
           1);
  }
  cursor.Take();
  return true;
}

bool ReadNumberOption(Cursor& cursor, std::vector<std::byte>& bytes, uint8_t kind, uint32_t most,
                      size_t size, uint32_t symbol) {
  const size_t at = Begin(bytes, kind);
  const auto number = cursor.Number(most, ProblemId::expected_option_number, symbol);
  if (!number) return false;
  Append(bytes, *number, size);
  SetLength(bytes, at);
  return true;
}

bool ReadSack(Cursor& cursor, std::vector<std::byte>& bytes) {
  const size_t at = Begin(bytes, kOption_sack);
  do {
    for (int edge = 0; edge < 2; ++edge) {
      if (edge == 1 && !cursor.Expect(':', ProblemId::expected_colon)) return false;
      const auto number = cursor.Number(kU32, ProblemId::expected_option_number);
      if (!number) return false;
      Append(bytes, *number, 4);
    }
    if (bytes.size() > kMaxTcpOptions) return cursor.Fail(ProblemId::options_too_long);
  } while (cursor.Peek().IsNumber());
  SetLength(bytes, at);
  return true;
}

// Reads TS val N ecr N. In FreeBSD's packetdrill, val may be an ellipsis and ecr may be absolute:
// `N!`.
bool ReadTimestamps(Cursor& cursor, std::vector<std::byte>& bytes) {
  const size_t at = Begin(bytes, kOption_timestamps);
  for (const std::string_view name : {"val", "ecr"}) {
    if (!cursor.Accept(name)) return cursor.Fail(ProblemId::expected_option_number);
    if (cursor.Peek().kind == TokenKind::ellipsis) {
      cursor.Take();
      Append(bytes, 0, 4);
      continue;
    }
    const auto number = cursor.Number(kU32, ProblemId::expected_option_number, 0);
    if (!number) return false;
    cursor.Accept('!');
    Append(bytes, *number, 4);
  }
  SetLength(bytes, at);
  return true;
}

// Reads the counters of AccECN (RFC 9768), each after its name. Their order determines the kind.
bool ReadCounters(Cursor& cursor, std::vector<std::byte>& bytes,
                  std::array<std::string_view, 3> names) {
  for (const std::string_view name : names) {
    if (!cursor.Accept(name)) break;
    const auto number = cursor.Number(kU24, ProblemId::expected_option_number);
    if (!number) return false;
    Append(bytes, *number, 3);
  }
  return true;
}

constexpr std::array<std::string_view, 3> kFirstE0 = {"e0b", "ceb", "e1b"};
constexpr std::array<std::string_view, 3> kFirstE1 = {"e1b", "ceb", "e0b"};
constexpr std::array<std::string_view, 3> kFirstE0FreeBsd = {"ee0b", "eceb", "ee1b"};
constexpr std::array<std::string_view, 3> kFirstE1FreeBsd = {"ee1b", "eceb", "ee0b"};

bool ReadAccurateEcn(Cursor& cursor, std::vector<std::byte>& bytes) {
  const bool first_e1 = cursor.Peek().Is("e1b");
  if (!first_e1 && !cursor.Peek().Is("e0b")) return cursor.Fail(ProblemId::expected_option_number);
  const size_t at = Begin(bytes, first_e1 ? kOption_accurate_ecn_1 : kOption_accurate_ecn_0);
  if (!ReadCounters(cursor, bytes, first_e1 ? kFirstE1 : kFirstE0)) return false;
  SetLength(bytes, at);
  return true;
}

size_t BeginExperiment(std::vector<std::byte>& bytes, uint16_t id) {
  const size_t at = Begin(bytes, kOption_experiment_2);
  Append(bytes, id, 2);
  return at;
}

// Reads the options whose names begin with `exp-` in FreeBSD's packetdrill.
bool ReadExperiment(Cursor& cursor, std::string_view name, std::vector<std::byte>& bytes) {
  size_t at = 0;
  if (name == "FO") {
    at = BeginExperiment(bytes, kFastOpenExperiment);
    if (!ReadHex(cursor, bytes, kMaxTcpOptions - 4, 8)) return false;
  } else if (name == "AccECN0" || name == "AccECN1") {
    const bool first_e1 = name.back() == '1';
    at = BeginExperiment(bytes, first_e1 ? kAccurateEcn1Experiment : kAccurateEcn0Experiment);
    if (!ReadCounters(cursor, bytes, first_e1 ? kFirstE1FreeBsd : kFirstE0FreeBsd)) return false;
  } else if (name == "tarr") {
    at = BeginExperiment(bytes, kTarrExperiment);
    if (cursor.Peek().IsNumber()) {
      const auto rate = cursor.Number(0x7f, ProblemId::expected_option_number);
      if (!rate) return false;
      Append(bytes, *rate << 1, 1);
    }
  } else {
    uint32_t id = 0;
    for (const char c : name) {
      if (HexDigit(c) < 0 || name.size() > 4) {
        return cursor.Fail(ProblemId::unknown_tcp_option, cursor.lexer().last());
      }
      id = id << 4 | static_cast<uint32_t>(HexDigit(c));
    }
    at = BeginExperiment(bytes, static_cast<uint16_t>(id));
    if (!ReadHex(cursor, bytes, kMaxTcpOptions - 4, 0)) return false;
  }
  SetLength(bytes, at);
  return true;
}

// Reads gen-KIND of FreeBSD's packetdrill: an option of any kind with any bytes.
bool ReadGeneric(Cursor& cursor, std::string_view digits, std::vector<std::byte>& bytes) {
  uint32_t kind = 0;
  for (const char c : digits) {
    kind = kind * 10 + static_cast<uint32_t>(c - '0');
    if (!IsDigit(c) || kind > kU8) {
      return cursor.Fail(ProblemId::unknown_tcp_option, cursor.lexer().last());
    }
  }
  const size_t at = Begin(bytes, static_cast<uint8_t>(kind));
  if (!ReadHex(cursor, bytes, kMaxTcpOptions - 2, 0)) return false;
  SetLength(bytes, at);
  return true;
}

bool ReadHexOption(Cursor& cursor, std::vector<std::byte>& bytes, size_t at, size_t symbol) {
  if (!ReadHex(cursor, bytes, kMaxTcpOptions - (bytes.size() - at), symbol)) return false;
  SetLength(bytes, at);
  return true;
}

bool ReadOption(Cursor& cursor, std::vector<std::byte>& bytes) {
  if (!BeginsTcpOption(cursor.Peek())) {
    return cursor.Fail(cursor.Peek().kind == TokenKind::word ? ProblemId::unknown_tcp_option
                                                             : ProblemId::expected_tcp_option);
  }
  const std::string_view name = cursor.Take().text;
  if (name == "nop") return Append(bytes, kOption_no_operation, 1), true;
  if (name == "eol") return Append(bytes, kOption_end_of_options, 1), true;
  if (name == "mss") return ReadNumberOption(cursor, bytes, kOption_mss, kU16, 2, kUsualMss);
  if (name == "wscale") return ReadNumberOption(cursor, bytes, kOption_window_scale, kU8, 1, 0);
  if (name == "sack") return ReadSack(cursor, bytes);
  if (name == "TS") return ReadTimestamps(cursor, bytes);
  if (name == "ECN") return ReadAccurateEcn(cursor, bytes);
  if (name == "FOEXP") {
    return ReadHexOption(cursor, bytes, BeginExperiment(bytes, kFastOpenExperiment), 8);
  }
  if (name.substr(0, 4) == "exp-" || name.substr(0, 4) == "EXP-") {
    return ReadExperiment(cursor, name.substr(4), bytes);
  }
  if (name == "raw") return ReadHex(cursor, bytes, kMaxTcpOptions, 0);
  if (name.substr(0, 4) == "gen-") return ReadGeneric(cursor, name.substr(4), bytes);
  if (IsMptcpOption(name)) return ReadMptcpOption(cursor, name, bytes);
  if (name == "sackOK") {
    SetLength(bytes, Begin(bytes, kOption_sack_permitted));
    return true;
  }
  if (name == "FO") return ReadHexOption(cursor, bytes, Begin(bytes, kOption_fast_open), 8);
  if (name == "md5") {
    const size_t at = Begin(bytes, kOption_md5_signature);
    if (cursor.Accept("valid")) bytes.resize(bytes.size() + 16);
    return ReadHexOption(cursor, bytes, at, 16);
  }
  const bool first_e1 = name == "AccECN1";
  const size_t at = Begin(bytes, first_e1 ? kOption_accurate_ecn_1 : kOption_accurate_ecn_0);
  if (!ReadCounters(cursor, bytes, first_e1 ? kFirstE1FreeBsd : kFirstE0FreeBsd)) return false;
  SetLength(bytes, at);
  return true;
}

}  // namespace

bool BeginsTcpOption(const Token& token) {
  if (token.kind == TokenKind::ellipsis) return true;
  if (token.kind != TokenKind::word) return false;
  constexpr std::array<std::string_view, 14> kNames = {
      "nop", "eol", "mss", "wscale", "sack",    "sackOK",  "TS",
      "FO",  "md5", "ECN", "FOEXP",  "AccECN0", "AccECN1", "raw"};
  const std::string_view name = token.text;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         name.substr(0, 4) == "exp-" || name.substr(0, 4) == "EXP-" ||
         name.substr(0, 4) == "gen-" || IsMptcpOption(name);
}

bool ReadTcpOptions(Cursor& cursor, std::vector<std::byte>& options) {
  do {
    const Token first = cursor.Peek();
    if (!ReadOption(cursor, options)) return false;
    if (options.size() > kMaxTcpOptions) return cursor.Fail(ProblemId::options_too_long, first);
  } while (cursor.Accept(','));
  return true;
}

}  // namespace tcpladder
