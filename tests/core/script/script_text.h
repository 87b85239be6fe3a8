// Scripts in tests: read from text, with their mistakes as text.
#ifndef TCPLADDER_TESTS_CORE_SCRIPT_SCRIPT_TEXT_H_
#define TCPLADDER_TESTS_CORE_SCRIPT_SCRIPT_TEXT_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/script/player.h"
#include "core/script/script.h"

namespace tcpladder::test {

// "2:7 unknown_flag" for each problem, one a line.
inline std::string ProblemsOf(const Script& script) {
  std::string text;
  for (const Problem& problem : script.problems.entries()) {
    if (!text.empty()) text += '\n';
    text += std::to_string(problem.at.line) + ':' + std::to_string(problem.at.column) + ' ';
    text += kProblemNames[static_cast<size_t>(problem.id)];
  }
  return text;
}
inline std::string ProblemsOf(std::string_view text) { return ProblemsOf(ReadScript(text)); }

// The only packet of `0 LINE`, or of a short form; the test fails where there is another number of
// them, or a mistake.
inline ScriptPacket PacketOf(const std::string& line) {
  const std::string text = "0 " + line;
  Script script = ReadScript(text);
  EXPECT_EQ(ProblemsOf(script), "") << line;
  EXPECT_EQ(script.packets.size(), 1u) << line;
  return script.packets.empty() ? ScriptPacket() : script.packets.front();
}

// "0 1 2" for bytes.
inline std::string HexOf(std::span<const std::byte> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 0xf];
  }
  return text;
}

// The bytes of the TCP options in `line`.
inline std::string OptionsOf(const std::string& options) {
  return HexOf(PacketOf("< . 1:1(0) ack 1 win 9 <" + options + ">").options);
}

inline std::vector<PlayedPacket> Played(const Script& script) {
  std::vector<PlayedPacket> packets;
  Player player(script);
  for (PlayedPacket packet; player.Next(packet);) packets.push_back(packet);
  return packets;
}

}  // namespace tcpladder::test

#endif  // TCPLADDER_TESTS_CORE_SCRIPT_SCRIPT_TEXT_H_
