// TCP options by name.
#include "core/script/tcp_option_writer.h"
#include "tests/core/script/script_text.h"

namespace tcpladder::test {
namespace {

TEST(TcpOptionName, Plain) {
  EXPECT_EQ(OptionsOf("nop,eol"), "0100");
  EXPECT_EQ(OptionsOf("mss 1460"), "020405b4");
  EXPECT_EQ(OptionsOf("wscale 7"), "030307");
  EXPECT_EQ(OptionsOf("sackOK"), "0402");
  EXPECT_EQ(OptionsOf("sack 1:2 3:4"), "051200000001000000020000000300000004");
  EXPECT_EQ(OptionsOf("TS val 1 ecr 2"), "080a0000000100000002");
  EXPECT_EQ(OptionsOf("md5 00112233445566778899aabbccddeeff"),
            "131200112233445566778899aabbccddeeff");
}

TEST(TcpOptionName, FastOpen) {
  EXPECT_EQ(OptionsOf("FO"), "2202");
  EXPECT_EQ(OptionsOf("FO 0123456789abcdef"), "220a0123456789abcdef");
  EXPECT_EQ(OptionsOf("FOEXP 1234"), "fe06f9891234");
  EXPECT_EQ(OptionsOf("exp-FO"), "fe04f989");
}

TEST(TcpOptionName, AccurateEcn) {
  EXPECT_EQ(OptionsOf("ECN e0b 1 ceb 2 e1b 3"), "ac0b000001000002000003");
  EXPECT_EQ(OptionsOf("ECN e1b 1"), "ae05000001");
  EXPECT_EQ(OptionsOf("AccECN0 ee0b 1"), "ac05000001");
  EXPECT_EQ(OptionsOf("exp-AccECN1"), "fe04acc1");
}

TEST(TcpOptionName, AnyKind) {
  EXPECT_EQ(OptionsOf("gen-30 1234"), "1e041234");
  EXPECT_EQ(OptionsOf("exp-f00d 12"), "fe05f00d12");
  EXPECT_EQ(OptionsOf("raw 0201"), "0201");
}

// RFC 8684.
TEST(TcpOptionName, Mptcp) {
  EXPECT_EQ(OptionsOf("mpcapable v1 flags[flag_h] nokey"), "1e040101");
  EXPECT_EQ(OptionsOf("mpcapable v1 flags[flag_h] key[skey=2]"), "1e0c01010000000000000002");
  EXPECT_EQ(OptionsOf("mpcapable v1 flags[flag_h] key[a=1, b=2]"),
            "1e14010100000000000000010000000000000002");
  EXPECT_EQ(OptionsOf("mp_join_syn backup=1 address_id=2 token=sha256_32(skey)"),
            "1e0c11020000000000000000");
  EXPECT_EQ(OptionsOf("dss dack8=101 nocs"), "1e0c20030000000000000065");
  EXPECT_EQ(OptionsOf("dss dack4=1 dsn4=5 ssn=1 dll=10 nocs"),
            "1e122005000000010000000500000001000a");
  EXPECT_EQ(OptionsOf("mp_prio backup=1"), "1e0351");
  EXPECT_EQ(OptionsOf("mp_fastclose"), "1e0c70000000000000000000");
  EXPECT_EQ(OptionsOf("remove_address address_id=[1,2]"), "1e05400102");
  EXPECT_EQ(OptionsOf("mp_reset 3"), "1e048003");
}

TEST(TcpOptionName, SymbolsOfTheCommandLine) {
  EXPECT_EQ(OptionsOf("mss MSS"), "020405b4");
  EXPECT_EQ(OptionsOf("FO TFO_COOKIE"), "220a0000000000000000");
}

TEST(TcpOptionName, Mistakes) {
  const auto problem = [](const std::string& options) {
    return ProblemsOf("0 < . 1:1(0) win 9 <" + options + ">");
  };
  EXPECT_EQ(problem("nop,nap"), "1:25 unknown_tcp_option");
  EXPECT_EQ(problem("mss 65536"), "1:25 number_too_large");
  EXPECT_EQ(problem("mss"), "1:24 expected_option_number");
  EXPECT_EQ(problem("FO 123"), "1:24 odd_number_of_hex_digits");
  EXPECT_EQ(problem("FO xy"), "1:24 expected_hex_digits");
  EXPECT_EQ(problem("sack 1:2 1:2 1:2 1:2 1:2"), "1:45 options_too_long");
}

TEST(TcpOptionName, WrittenAsRead) {
  for (const char* const options :
       {"nop,nop,TS val 1 ecr 2", "mss 1460,nop,wscale 7,sackOK", "FO", "FO 0123456789abcdef",
        "FOEXP 1234", "ECN e0b 1 ceb 2 e1b 3", "ECN e1b 1", "sack 5:6 7:8", "gen-30 12345678",
        "md5 00112233445566778899aabbccddeeff", "mss 1,eol,eol", "gen-2 01", "raw 0201"}) {
    const ScriptPacket packet = PacketOf(std::string("< . 1:1(0) win 9 <") + options + '>');
    EXPECT_EQ(TcpOptionsText(packet.options, 0), options);
  }
}

}  // namespace
}  // namespace tcpladder::test
