#include "core/script/mptcp_option_reader.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/net/tcp_options.h"

namespace tcpladder {
namespace {

// Subtypes (RFC 8684 section 8.2).
enum Subtype : uint8_t {
  kCapable,
  kJoin,
  kDss,
  kAddAddress,
  kRemoveAddress,
  kPriority,
  kFail,
  kFastClose,
  kReset
};

struct Name {
  std::string_view name;
  Subtype subtype;
};

constexpr std::array<Name, 13> kNames = {{{"mpcapable", kCapable},
                                          {"mp_capable", kCapable},
                                          {"mp_capable_no_cs", kCapable},
                                          {"mp_join_syn", kJoin},
                                          {"mp_join_syn_ack", kJoin},
                                          {"mp_join_ack", kJoin},
                                          {"dss", kDss},
                                          {"add_address", kAddAddress},
                                          {"remove_address", kRemoveAddress},
                                          {"mp_prio", kPriority},
                                          {"mp_fail", kFail},
                                          {"mp_fastclose", kFastClose},
                                          {"mp_reset", kReset}}};

// One word after the name, such as `nocs`, `dack8=101` or `key[ckey, skey]`.
struct Attribute {
  std::string_view name;
  bool has_value = false;
  int64_t value = 0;   // after `=`, if it is a number
  size_t entries = 0;  // between the brackets
  std::array<int64_t, 4> numbers{};
  std::string_view first_entry;
};

class MptcpOption {
 public:
  MptcpOption(Cursor& cursor, std::string_view name) : cursor_(cursor), name_(name) {}

  bool ReadAttributes() {
    for (;;) {
      const Token& token = cursor_.Peek();
      if (token.IsNumber()) {
        number_ = cursor_.Take().value;
        continue;
      }
      if (token.kind != TokenKind::word) return true;
      Attribute attribute;
      attribute.name = cursor_.Take().text;
      if (!ReadValue(attribute) || !ReadEntries(attribute)) return false;
      if (count_ < attributes_.size()) attributes_[count_++] = attribute;
    }
  }

  std::vector<std::byte> Bytes(Subtype subtype) {
    switch (subtype) {
      case kCapable:
        return Capable();
      case kJoin:
        return Join();
      case kDss:
        return Dss();
      case kAddAddress:
        return AddAddress();
      case kRemoveAddress:
        return RemoveAddress();
      case kPriority:
        Head(kPriority, static_cast<uint8_t>(ValueOf("backup") & 1));
        if (Find("address_id")) Put(ValueOf("address_id"), 1);
        return Done();
      case kFail:
        Head(kFail, 0);
        Put(0, 1);
        Put(Find("dsn8") ? ValueOf("dsn8") : ValueOf("dsn4"), 8);
        return Done();
      case kFastClose:
        Head(kFastClose, 0);
        Put(0, 1);
        Put(count_ > 0 ? attributes_[0].value : 0, 8);
        return Done();
      case kReset:
        Head(kReset, FlagsListed("flag_t") ? 1 : 0);
        Put(number_, 1);
        return Done();
    }
    return {};
  }

 private:
  // `=N`, `=word`, `=word(word word) + N`.
  bool ReadValue(Attribute& attribute) {
    if (!cursor_.Accept('=')) return true;
    attribute.has_value = true;
    const Token& token = cursor_.Peek();
    if (token.IsNumber()) {
      attribute.value = cursor_.Take().value;
      return true;
    }
    if (token.Is('[')) return true;
    if (token.kind != TokenKind::word) return cursor_.Fail(ProblemId::expected_option_number);
    cursor_.Take();
    if (cursor_.Accept('(')) {
      while (cursor_.Peek().kind == TokenKind::word || cursor_.Peek().IsNumber() ||
             cursor_.Peek().kind == TokenKind::string) {
        cursor_.Take();
      }
      if (!cursor_.Expect(')', ProblemId::expected_closing_parenthesis)) return false;
    }
    if (cursor_.Accept('+')) return cursor_.Number(0xffffffff).has_value();
    return true;
  }

  // `[a=1, b]`
  bool ReadEntries(Attribute& attribute) {
    if (!cursor_.Accept('[')) return true;
    do {
      const Token entry = cursor_.Peek();
      if (entry.kind != TokenKind::word && !entry.IsNumber()) {
        return cursor_.Fail(ProblemId::expected_option_number);
      }
      cursor_.Take();
      Attribute inner;
      inner.value = entry.value;
      if (!ReadValue(inner)) return false;
      if (attribute.entries == 0) attribute.first_entry = entry.text;
      if (attribute.entries < attribute.numbers.size()) {
        attribute.numbers[attribute.entries] = inner.value;
      }
      ++attribute.entries;
    } while (cursor_.Accept(','));
    return cursor_.Expect(']', ProblemId::expected_closing_bracket);
  }

  const Attribute* Find(std::string_view name) const {
    for (size_t i = 0; i < count_; ++i) {
      if (attributes_[i].name == name) return &attributes_[i];
    }
    return nullptr;
  }
  int64_t ValueOf(std::string_view name) const {
    const Attribute* attribute = Find(name);
    return attribute ? attribute->value : 0;
  }
  bool FlagsListed(std::string_view flag) const {
    const Attribute* flags = Find("flags");
    return flags != nullptr && flags->first_entry == flag;
  }

  void Put(int64_t value, size_t size) {
    for (size_t i = size; i-- > 0;) {
      bytes_.push_back(static_cast<std::byte>(static_cast<uint64_t>(value) >> 8 * i & 0xff));
    }
  }
  // Writes kind, length, subtype and the four bits after the subtype.
  void Head(Subtype subtype, uint8_t low) {
    Put(kOption_mptcp, 1);
    Put(0, 1);
    Put(subtype << 4 | (low & 0xf), 1);
  }
  std::vector<std::byte> Done() {
    bytes_[1] = static_cast<std::byte>(bytes_.size());
    return std::move(bytes_);
  }

  // Version 0 with its keys as words, or version 1 with `key[...]` (RFC 8684 section 3.1).
  std::vector<std::byte> Capable() {
    const bool version_0 = name_ != "mpcapable";
    Head(kCapable, version_0 ? 0 : 1);
    Put(Find("flags") == nullptr || FlagsListed("flag_h") ? 0x01 : 0x81, 1);
    size_t keys = 0;
    if (version_0) {
      for (size_t i = 0; i < count_ && keys < 2; ++i) {
        if (attributes_[i].name.substr(0, 5) == "flag_" || attributes_[i].name == "no_flags") break;
        Put(attributes_[i].value, 8);
        ++keys;
      }
    } else if (const Attribute* key = Find("key")) {
      for (; keys < std::min<size_t>(key->entries, 2); ++keys) Put(key->numbers[keys], 8);
    }
    if (Find("mpcdatalen")) Put(number_, 2);
    return Done();
  }

  // RFC 8684 section 3.2.
  std::vector<std::byte> Join() {
    Head(kJoin, static_cast<uint8_t>(ValueOf("backup") & 1));
    Put(ValueOf("address_id"), 1);
    if (name_ == "mp_join_ack") {
      for (int i = 0; i < 5; ++i) Put(0, 4);  // the sender's HMAC
    } else if (name_ == "mp_join_syn_ack") {
      Put(0, 8);
      Put(ValueOf("rand"), 4);
    } else {
      Put(ValueOf("token"), 4);
      Put(ValueOf("rand"), 4);
    }
    return Done();
  }

  // RFC 8684 section 3.3.
  std::vector<std::byte> Dss() {
    const bool ack_8 = Find("dack8") != nullptr, ack = ack_8 || Find("dack4") != nullptr;
    const bool dsn_8 = Find("dsn8") != nullptr, dsn = dsn_8 || Find("dsn4") != nullptr;
    Head(kDss, 0);
    Put((Find("fin") ? 16 : 0) | (dsn_8 ? 8 : 0) | (dsn ? 4 : 0) | (ack_8 ? 2 : 0) | (ack ? 1 : 0),
        1);
    if (ack) Put(ack_8 ? ValueOf("dack8") : ValueOf("dack4"), ack_8 ? 8 : 4);
    if (dsn) {
      Put(dsn_8 ? ValueOf("dsn8") : ValueOf("dsn4"), dsn_8 ? 8 : 4);
      Put(ValueOf("ssn"), 4);
      Put(ValueOf("dll"), 2);
      if (!Find("nocs")) Put(ValueOf("cksum"), 2);
    }
    return Done();
  }

  // RFC 8684 section 3.4.1.
  std::vector<std::byte> AddAddress() {
    const bool echo = Find("addr_echo") != nullptr;
    Head(kAddAddress, echo ? 1 : 0);
    Put(ValueOf("address_id"), 1);
    Put(0, 4);  // an address that exists only at run time
    if (Find("port")) Put(ValueOf("port"), 2);
    if (!echo) Put(ValueOf("hmac"), 8);
    return Done();
  }

  std::vector<std::byte> RemoveAddress() {
    Head(kRemoveAddress, 0);
    const Attribute* ids = Find("address_id");
    if (ids == nullptr) ids = Find("addresses_id");
    const size_t count = ids ? std::min(ids->entries, ids->numbers.size()) : 0;
    for (size_t i = 0; i < count; ++i) Put(ids->numbers[i], 1);
    return Done();
  }

  Cursor& cursor_;
  std::string_view name_;
  std::array<Attribute, 12> attributes_{};
  size_t count_ = 0;
  int64_t number_ = 0;  // the last number without a name
  std::vector<std::byte> bytes_;
};

}  // namespace

bool IsMptcpOption(std::string_view name) {
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](const Name& known) { return known.name == name; });
}

bool ReadMptcpOption(Cursor& cursor, std::string_view name, std::vector<std::byte>& options) {
  const auto known =
      std::find_if(kNames.begin(), kNames.end(), [&](const Name& one) { return one.name == name; });
  MptcpOption option(cursor, name);
  if (!option.ReadAttributes()) return false;
  const std::vector<std::byte> bytes = option.Bytes(known->subtype);
  options.insert(options.end(), bytes.begin(), bytes.end());
  return true;
}

}  // namespace tcpladder
