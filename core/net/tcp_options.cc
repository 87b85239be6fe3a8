#include "core/net/tcp_options.h"

#include <algorithm>

namespace tcpladder {
namespace {

constexpr uint8_t kMaxShift = 14;

bool LengthFits(const TcpOption& option) {
  switch (option.kind) {
#define TCP_OPTION(kind, id, least, most) \
  case kind:                              \
    return option.length >= (least) && option.length <= (most);
#include "core/net/tcp_options.def"
#undef TCP_OPTION
    default:
      return true;
  }
}

// The flags of a data sequence signal determine its fields (RFC 8684 section 3.3).
bool SignalFits(const TcpOption& option) {
  constexpr uint8_t kDataAck = 1, kLongDataAck = 2, kMapping = 4, kLongMapping = 8;
  const uint8_t flags = std::to_integer<uint8_t>(option.value[1]);
  size_t need = 4;
  if ((flags & kDataAck) != 0) need += (flags & kLongDataAck) != 0 ? 8 : 4;
  if ((flags & kMapping) != 0) need += (flags & kLongMapping) != 0 ? 14 : 10;
  return option.length >= need;
}

// The length of an MPTCP option depends on its subtype.
bool MptcpFits(const TcpOption& option) {
  constexpr uint8_t kDataSequenceSignal = 2;
  if (option.value.empty()) return false;
  const uint8_t subtype = std::to_integer<uint8_t>(option.value[0]) >> 4;
  if (subtype != kDataSequenceSignal) return true;
  return option.value.size() >= 2 && SignalFits(option);
}

ByteReader ValueOf(const TcpOption& option) { return ByteReader(option.value); }

void Append(TcpOptionNumbers& numbers, uint32_t value) {
  if (numbers.count < numbers.values.size()) numbers.values[numbers.count++] = value;
}

void AppendBytes(TcpOptionNumbers& numbers, ByteReader value) {
  for (size_t i = 0; i < value.size(); ++i) Append(numbers, value.U8(i));
}

void TakeFastOpen(TcpOptions& options, size_t cookie) {
  options.fast_open_request = cookie == 0;
  options.fast_open_cookie = cookie != 0;
}

void TakeShift(TcpOptions& options, uint8_t shift) {
  options.window_shift = static_cast<int8_t>(std::min(shift, kMaxShift));
}

void TakeTimestamps(TcpOptions& options, ByteReader value) {
  options.timestamps = true;
  options.timestamp_value = value.U32(0);
  options.timestamp_echo = value.U32(4);
}

void TakeSack(TcpOptions& options, ByteReader value) {
  options.sack_blocks = static_cast<uint8_t>(std::min<size_t>(value.size() / 8, 4));
  for (size_t i = 0; i < options.sack_blocks; ++i) {
    options.sack[i] = {value.U32(8 * i), value.U32(8 * i + 4)};
  }
}

void Take(TcpOptions& options, const TcpOption& option) {
  const ByteReader value = ValueOf(option);
  switch (option.kind) {
    case kOption_mss:
      options.mss = value.U16(0);
      break;
    case kOption_window_scale:
      TakeShift(options, value.U8(0));
      break;
    case kOption_sack_permitted:
      options.sack_permitted = true;
      break;
    case kOption_sack:
      TakeSack(options, value);
      break;
    case kOption_timestamps:
      TakeTimestamps(options, value);
      break;
    case kOption_mptcp:
      options.mptcp_subtypes =
          static_cast<uint16_t>(options.mptcp_subtypes | 1u << (value.U8(0) >> 4));
      break;
    case kOption_fast_open:
      TakeFastOpen(options, value.size());
      break;
    case kOption_experiment_1:
    case kOption_experiment_2:
      if (value.U16(0) == kFastOpenExperiment) TakeFastOpen(options, value.size() - 2);
      break;
    default:
      break;
  }
}

// Fast path for valid options of the most common kinds, with the same result as the walk. If it
// returns false, some of them may already have been added to `options`.
bool TakeUsual(TcpOptions& options, ByteReader bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const uint8_t kind = bytes.U8(at);
    if (kind == kOption_no_operation) {
      ++at;
      continue;
    }
    const uint8_t length = bytes.U8(at + 1);
    if (length > bytes.size() - at) return false;
    if (kind == kOption_mss && length == 4) {
      options.mss = bytes.U16(at + 2);
    } else if (kind == kOption_window_scale && length == 3) {
      TakeShift(options, bytes.U8(at + 2));
    } else if (kind == kOption_sack_permitted && length == 2) {
      options.sack_permitted = true;
    } else if (kind == kOption_timestamps && length == 10) {
      TakeTimestamps(options, bytes.From(at + 2));
    } else if (kind == kOption_sack && length >= 10 && length <= 34) {
      TakeSack(options, bytes.Sub(at + 2, length - 2u));
    } else {
      return false;
    }
    at += length;
  }
  return true;
}

}  // namespace

bool TcpOptionWalk::Next(TcpOption& option) {
  if (rest_.empty()) return false;
  option = TcpOption();
  option.kind = rest_.U8(0);
  option.offset = static_cast<uint8_t>(rest_.offset());
  if (option.kind == kOption_end_of_options) return TakeEnd(option);
  if (option.kind == kOption_no_operation) {
    rest_ = rest_.From(1);
    return true;
  }
  option.length = rest_.U8(1);
  if (option.length < 2) {
    option.fault = TcpOptionFault::no_length;
    option.value = rest_.From(2).bytes();
    rest_ = ByteReader();
    return true;
  }
  option.value = rest_.Sub(2, option.length - 2u).bytes();
  if (!rest_.Has(option.length)) {
    option.fault = TcpOptionFault::cut;
  } else if (!LengthFits(option) || (option.kind == kOption_mptcp && !MptcpFits(option))) {
    option.fault = TcpOptionFault::bad_length;
  }
  rest_ = rest_.From(option.length);
  return true;
}

// Only padding, which must be zero, may follow end-of-options.
bool TcpOptionWalk::TakeEnd(TcpOption& option) {
  const auto padding = rest_.From(1).bytes();
  const auto is_zero = [](std::byte byte) { return byte == std::byte{0}; };
  if (!std::all_of(padding.begin(), padding.end(), is_zero)) {
    option.fault = TcpOptionFault::after_the_end;
  }
  rest_ = ByteReader();
  return true;
}

TcpOptionNumbers NumbersOf(const TcpOption& option) {
  TcpOptionNumbers numbers;
  ByteReader value = ValueOf(option);
  switch (option.kind) {
    case kOption_mss:
      if (value.Has(2)) Append(numbers, value.U16(0));
      break;
    case kOption_window_scale:
      if (value.Has(1)) Append(numbers, value.U8(0));
      break;
    case kOption_sack:
    case kOption_timestamps:
    case kOption_echo:
    case kOption_echo_reply:
    case kOption_cc:
    case kOption_cc_new:
    case kOption_cc_echo:
      for (; value.Has(4); value = value.From(4)) Append(numbers, value.U32(0));
      break;
    case kOption_user_timeout:
      if (!value.Has(2)) break;
      Append(numbers, value.U16(0) >> 15);
      Append(numbers, value.U16(0) & 0x7fffu);
      break;
    case kOption_accurate_ecn_0:
    case kOption_accurate_ecn_1:
      for (; value.Has(3); value = value.From(3)) Append(numbers, value.U24(0));
      break;
    case kOption_mptcp:
      if (value.empty()) break;
      Append(numbers, value.U8(0) >> 4);
      Append(numbers, value.U8(0) & 0xfu);
      AppendBytes(numbers, value.From(1));
      break;
    case kOption_experiment_1:
    case kOption_experiment_2:
      if (!value.Has(2)) break;
      Append(numbers, value.U16(0));
      AppendBytes(numbers, value.From(2));
      break;
    default:
      AppendBytes(numbers, value);
      break;
  }
  return numbers;
}

std::string_view TcpOptionName(uint8_t kind) {
  switch (kind) {
#define TCP_OPTION(number, id, least, most) \
  case number:                              \
    return #id;
#include "core/net/tcp_options.def"
#undef TCP_OPTION
    default:
      return {};
  }
}

TcpOptions ParseCutTcpOptions(std::span<const std::byte> bytes, size_t header_length) {
  TcpOptions options = ParseTcpOptions(bytes);
  TcpOptionWalk walk(bytes);
  TcpOption option;
  while (walk.Next(option)) {
    const bool cut = option.fault == TcpOptionFault::cut && LengthFits(option) &&
                     size_t{option.offset} + option.length <= header_length;
    if (cut && option.kind == kOption_sack) TakeSack(options, ValueOf(option));
  }
  return options;
}

TcpOptions ParseSomeTcpOptions(std::span<const std::byte> bytes) {
  TcpOptions options;
  if (ArePaddedTimestamps(bytes)) {
    options.timestamps = true;
    options.timestamp_value = ByteReader(bytes).U32(4);
    options.timestamp_echo = ByteReader(bytes).U32(8);
    return options;
  }
  if (TakeUsual(options, ByteReader(bytes))) return options;
  options = TcpOptions();
  TcpOptionWalk walk(bytes);
  TcpOption option;
  while (walk.Next(option)) {
    if (option.fault == TcpOptionFault::none) {
      Take(options, option);
    } else if (options.fault == TcpOptionFault::none) {
      options.fault = option.fault;
      options.faulty_kind = option.kind;
    }
  }
  return options;
}

}  // namespace tcpladder
