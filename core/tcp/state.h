// The state of one end, and how certain it is to an observer on the path.
#ifndef TCPLADDER_CORE_TCP_STATE_H_
#define TCPLADDER_CORE_TCP_STATE_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace tcpladder {

enum class State : uint8_t {
#define STATE(id, name) id,
#include "core/tcp/states.def"
#undef STATE
};

inline constexpr std::array kStateNames = {
#define STATE(id, name) std::string_view(name),
#include "core/tcp/states.def"
#undef STATE
};

enum class Certainty : uint8_t {
#define CERTAINTY(id) id,
#include "core/tcp/certainties.def"
#undef CERTAINTY
};

inline constexpr std::array kCertaintyNames = {
#define CERTAINTY(id) std::string_view(#id),
#include "core/tcp/certainties.def"
#undef CERTAINTY
};

// A state with its certainty, one byte in the columns: state in bits 0-3, certainty in bits 4-5.
struct EndState {
  State state = State::unknown;
  Certainty certainty = Certainty::unknown;

  bool operator==(const EndState&) const = default;

  static constexpr int kPackedBits = 6;
  static constexpr uint8_t kStateMask = 0xf;
  static constexpr int kCertaintyShift = 4;
  static constexpr uint8_t kCertaintyMask = 3;

  constexpr uint8_t Pack() const {
    return static_cast<uint8_t>(static_cast<uint8_t>(state) | static_cast<uint8_t>(certainty)
                                                                  << kCertaintyShift);
  }
  static constexpr EndState Unpack(uint8_t packed) {
    return {static_cast<State>(packed & kStateMask),
            static_cast<Certainty>(packed >> kCertaintyShift & kCertaintyMask)};
  }
};

// The states that one end has passed through, in order, starting with the first that is neither
// CLOSED nor LISTEN. Each state takes four bits, the oldest in the lowest bits; the top four bits
// are the count. After fifteen states, the last one is overwritten.
class StatePath {
 public:
  static constexpr int kMax = 15;

  int size() const { return static_cast<int>(bits_ >> kCountShift); }
  State operator[](int i) const { return static_cast<State>(bits_ >> (4 * i) & 0xf); }
  State back() const { return size() == 0 ? State::unknown : (*this)[size() - 1]; }

  bool Passed(State state) const {
    for (int i = 0; i < size(); ++i) {
      if ((*this)[i] == state) return true;
    }
    return false;
  }

  // Appends `state` unless it is already the last. A path never begins with CLOSED or LISTEN.
  void Append(State state);
  // Removes the newest state after later segments have refuted it.
  void Withdraw();
  // Removes `state` from any position in the path.
  void Remove(State state);
  // Inserts a state at the beginning when a later segment reveals it.
  void Prepend(State state);

 private:
  static constexpr int kCountShift = 60;

  void Set(int i, State state);
  void Resize(int size);

  uint64_t bits_ = 0;
};

}  // namespace tcpladder

#endif  // TCPLADDER_CORE_TCP_STATE_H_
