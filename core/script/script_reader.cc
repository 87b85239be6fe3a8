// Reads the events of a script in order.
#include <algorithm>

#include "core/script/call_reader.h"
#include "core/script/cursor.h"
#include "core/script/packet_reader.h"
#include "core/script/script.h"
#include "core/script/time_text.h"

namespace tcpladder {
namespace {

class ScriptReader {
 public:
  ScriptReader(std::string_view text, Script& script)
      : script_(script),
        lexer_(text, script.settings.symbols, script.problems),
        cursor_(lexer_, script.problems) {}

  void Read() {
    while (cursor_.Peek().kind != TokenKind::end) {
      const size_t begin = cursor_.Peek().offset;
      if (!ReadItem()) lexer_.Recover(std::max(begin, lexer_.last().offset));
    }
    script_.comments = lexer_.comments();
  }

 private:
  bool ReadItem() {
    const Token& token = cursor_.Peek();
    if (token.kind == TokenKind::option) return ReadOption();
    ScriptEvent event;
    event.at = token.at;
    range_ = false;
    if (token.kind == TokenKind::shell) return AddText(event, ScriptEvent::Kind::shell);
    if (token.Is('<') || token.Is('>')) {  // a short form without a time
      event.time_ns = script_.packets.empty() ? now_ns_ : now_ns_ + script_.settings.delay_ns;
      return AddPacket(event);
    }
    return ReadTime(event) && ReadAction(event);
  }

  // --name, --name=value, --name = value
  bool ReadOption() {
    const Token option = cursor_.Take();
    std::string_view text = option.text;
    std::string joined;
    if (text.find('=') == std::string_view::npos && cursor_.Accept('=')) {
      const Token value = cursor_.Peek();
      if (value.kind == TokenKind::end || value.kind == TokenKind::broken) {
        return cursor_.Fail(ProblemId::expected_option_value);
      }
      cursor_.Take();
      joined = std::string(text) + '=' + std::string(value.text);
      text = joined;
    }
    if (TakeSetting(text, script_.settings)) return true;
    return cursor_.Fail(ProblemId::bad_option_value, option);
  }

  // `1.5`, `+.1`, `*`, `1~2`, `+1~+2`
  bool ReadTime(ScriptEvent& event) {
    if (cursor_.Accept('*')) {
      range_ = true;
      event.time_ns = now_ns_;
      return true;
    }
    const bool relative = cursor_.Accept('+');
    int64_t ns = 0, end_ns = 0;
    event.at = cursor_.Peek().at;
    const Token number = cursor_.Peek();
    if (!ReadSeconds(ns)) return false;
    range_ = cursor_.Accept('~');
    if (range_) {
      if (relative) cursor_.Accept('+');
      if (!ReadSeconds(end_ns)) return false;
      if (end_ns < ns) return cursor_.Fail(ProblemId::time_range_is_backwards, number);
    }
    event.time_ns = relative ? now_ns_ + ns : ns;
    if (event.time_ns > kLatest) return cursor_.Fail(ProblemId::time_too_large, number);
    return true;
  }

  bool ReadSeconds(int64_t& ns) {
    const Token& token = cursor_.Peek();
    if (token.kind != TokenKind::integer && token.kind != TokenKind::decimal) {
      const Token& before = lexer_.last();
      const bool behind_packet = !script_.events.empty() && token.kind == TokenKind::word &&
                                 before.at.line == token.at.line &&
                                 script_.events.back().kind == ScriptEvent::Kind::packet;
      if (behind_packet) return FailBehindPacket();
      return cursor_.Fail(ProblemId::expected_time);
    }
    if (token.text.front() == '-') return cursor_.Fail(ProblemId::time_is_negative);
    const auto parsed = ParseSeconds(token.text);
    if (!parsed) return cursor_.Fail(ProblemId::time_too_large);
    ns = *parsed;
    cursor_.Take();
    return true;
  }

  // The word may have been meant to modify the packet, which would be wrong without it.
  bool FailBehindPacket() {
    script_.packets.pop_back();
    script_.events.pop_back();
    return cursor_.Fail(ProblemId::unexpected_word_after_packet);
  }

  bool ReadAction(ScriptEvent& event) {
    const Token& token = cursor_.Peek();
    if (range_ && !token.Is('>')) return cursor_.Fail(ProblemId::time_range_of_injected_event);
    if (token.Is('<') || token.Is('>')) return AddPacket(event);
    if (token.kind == TokenKind::shell) return AddText(event, ScriptEvent::Kind::shell);
    if (token.kind == TokenKind::code) return AddText(event, ScriptEvent::Kind::code);
    event.kind = ScriptEvent::Kind::call;
    return ReadCall(cursor_, event.call) && Add(event);
  }

  bool AddPacket(ScriptEvent& event) {
    ScriptPacket packet;
    if (!PacketReader(cursor_, script_.settings).Read(packet)) return false;
    event.kind = ScriptEvent::Kind::packet;
    event.packet = static_cast<uint32_t>(script_.packets.size());
    script_.packets.push_back(std::move(packet));
    return Add(event);
  }

  bool AddText(ScriptEvent& event, ScriptEvent::Kind kind) {
    event.kind = kind;
    event.text = cursor_.Take().text;
    return Add(event);
  }

  bool Add(ScriptEvent& event) {
    event.last_line = lexer_.last().at.line;
    // Shell lines without a time, before and after the other events, do not advance the time.
    if (event.kind != ScriptEvent::Kind::shell || event.time_ns != 0) now_ns_ = event.time_ns;
    script_.events.push_back(event);
    return true;
  }

  // 2^32 seconds, so that sums stay far below the limits of capture times.
  static constexpr int64_t kLatest = (int64_t{1} << 32) * kNsPerSecond;

  Script& script_;
  Lexer lexer_;
  Cursor cursor_;
  int64_t now_ns_ = 0;  // time of the previous event
  bool range_ = false;  // the event's time is a range
};

}  // namespace

Script ReadScript(std::string_view text) {
  Script script;
  // Options of a SYN for short forms that omit them.
  TakeSetting("syn=mss 1460", script.settings);
  if (text.size() > kMaxScript) {
    script.problems.Add(ProblemId::text_too_long, {}, 0);
    return script;
  }
  ScriptReader(text, script).Read();
  return script;
}

}  // namespace tcpladder
