// Listings in the forms in which people post them: in forums, issues, mails, books and chats.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/engine/engine.h"
#include "core/tcp/state.h"
#include "core/text/text_capture.h"

namespace tcpladder::test {
namespace {

struct Post {
  const char* name;
  const char* text;
  // Letters of each segment that is drawn, and the states of client and server after the last one.
  const char* drawn;
};

std::string StateOf(uint8_t packed) {
  return std::string(kStateNames[static_cast<size_t>(EndState::Unpack(packed).state)]);
}

std::string Drawn(std::string_view text) {
  const TextCapture capture = ReadText(text);
  Engine engine;
  engine.Push(capture.pcapng);
  if (engine.Finish() != EngineStatus::finished) return "no capture";
  std::string drawn;
  for (size_t i = 0; i < engine.segments().size(); ++i) {
    const SegmentRecord& record = engine.segments()[i];
    constexpr std::string_view kLetters = "FSRPAUEC";
    for (size_t bit = 0; bit < kLetters.size(); ++bit) {
      if (record.flags >> bit & 1) drawn += kLetters[bit];
    }
    drawn += ' ';
  }
  if (engine.segments().size() == 0) return "nothing";
  const SegmentRecord& last = engine.segments()[engine.segments().size() - 1];
  return drawn + StateOf(last.client_state) + ' ' + StateOf(last.server_state);
}

constexpr Post kPosts[] = {
    {"a shell with prompt, banner and counts",
     "alice@web:~$ sudo tcpdump -nn -i eth0 port 80\n"
     "tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n"
     "listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n"
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100, win 64240, "
     "options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0\n"
     "10:01:02.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [S.], seq 900, ack 101, win "
     "65160, options [mss 1460,sackOK,TS val 5 ecr 1,nop,wscale 7], length 0\n"
     "10:01:02.020200 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [.], ack 1, win 502, options "
     "[nop,nop,TS val 2 ecr 5], length 0\n"
     "^C\n3 packets captured\n3 packets received by filter\n0 packets dropped by kernel\n",
     "S SA A ESTABLISHED ESTABLISHED"},
    {"wrapped at 80 columns, the rest indented",
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100, win\n"
     "    64240, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0\n"
     "10:01:03.010100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100, win\n"
     "    64240, options [mss 1460,sackOK,TS val 9 ecr 0,nop,wscale 7], length 0\n",
     "S S SYN-SENT SYN-RECEIVED"},
    {"wrapped by a mail program, in three parts",
     "10:01:02.000100 IP 192.0.2.10.50001 >\n198.51.100.7.80: Flags [S], seq 100, win 64240,\n"
     "options [mss 1460], length 0\n"
     "10:01:02.000300 IP 198.51.100.7.80 >\n192.0.2.10.50001: Flags [R.], seq 0, ack 101, win 0,\n"
     "length 0\n",
     "S RA CLOSED CLOSED"},
    {"cut by a terminal in the middle of an address and of a number",
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.1\n00.7.80: Flags [S], seq 100, win 64240, "
     "opti\n"
     "ons [mss 1460], length 0\n"
     "10:01:02.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [S.], seq 900, ack 101, win "
     "651\n"
     "60, options [mss 1460], length 0\n",
     "S SA ESTABLISHED SYN-RECEIVED"},
    {"quoted in a mail",
     "> On Monday alice wrote:\n"
     "> 10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100, win 64240, "
     "length 0\n"
     "> 10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 101, win 0, "
     "length 0\n",
     "S RA CLOSED CLOSED"},
    {"quoted twice and wrapped",
     "> > 10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100,\n"
     "> > win 64240, length 0\n"
     "> > 10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0,\n"
     "> > ack 101, win 0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"numbered by an editor",
     "  1  10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length "
     "0\n"
     "  2  10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 2, win 0, "
     "length 0\n",
     "S RA CLOSED CLOSED"},
    {"numbered with colons, as grep -n does",
     "14:10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n"
     "15:10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 2, win 0, "
     "length 0\n",
     "S RA CLOSED CLOSED"},
    {"with a hex dump after each packet (-X)",
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [P.], seq 1:5, ack 1, win 502, "
     "length 4\n"
     "\t0x0000:  4500 002c 1c46 4000 4006 b1e6 c000 020a  E..,.F@.@.......\n"
     "\t0x0010:  c633 6407 c351 0050 0000 0001 0000 0001  .3d..Q.P........\n"
     "10:01:02.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [.], ack 5, win 509, length 0\n"
     "\t0x0000:  4500 0028 1c46 4000 4006 b1e6 c633 6407  E..(.F@.@....3d.\n",
     "PA A ESTABLISHED ESTABLISHED"},
    {"with the text of the packets (-A)",
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [P.], seq 1:38, ack 1, win 502, "
     "length 37: HTTP: GET / HTTP/1.1\n"
     "E..Y.F@.@.......3d..Q.P........P...........GET / HTTP/1.1\nHost: www.example.com\n\n\n"
     "10:01:02.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [.], ack 38, win 509, length 0\n"
     "E..(.F@.@....3d.\n",
     "PA A ESTABLISHED ESTABLISHED"},
    {"two lines a packet (-v)",
     "10:01:02.000100 IP (tos 0x0, ttl 64, id 7238, offset 0, flags [DF], proto TCP (6), length "
     "60)\n"
     "    192.0.2.10.50001 > 198.51.100.7.80: Flags [S], cksum 0x1e2f (incorrect -> 0x9a4b), seq "
     "100, win 64240, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0\n"
     "10:01:02.020100 IP (tos 0x0, ttl 57, id 0, offset 0, flags [DF], proto TCP (6), length 60)\n"
     "    198.51.100.7.80 > 192.0.2.10.50001: Flags [S.], cksum 0x7d31 (correct), seq 900, ack "
     "101, "
     "win 65160, options [mss 1460,sackOK,TS val 5 ecr 1,nop,wscale 7], length 0\n",
     "S SA ESTABLISHED SYN-RECEIVED"},
    {"two lines a packet, joined to one by the forum",
     "10:01:02.000100 IP (tos 0x0, ttl 64, id 7238, offset 0, flags [DF], proto TCP (6), length "
     "40) "
     "192.0.2.10.50001 > 198.51.100.7.80: Flags [S], cksum 0x1e2f (correct), seq 100, win 9, "
     "length 0\n"
     "10:01:02.000300 IP (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) "
     "198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], cksum 0x7d31 (correct), seq 0, ack 101, win "
     "0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"with link headers (-e)",
     "10:01:02.000100 00:00:5e:00:53:01 > 00:00:5e:00:53:02, ethertype IPv4 (0x0800), length 54: "
     "192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 100, win 64240, length 0\n"
     "10:01:02.000300 00:00:5e:00:53:02 > 00:00:5e:00:53:01, ethertype IPv4 (0x0800), length 54: "
     "198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 101, win 0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"of all interfaces (-i any)",
     "10:01:02.000100 eth0  Out IP 192.0.2.10.50001 > 198.51.100.7.443: Flags [S], seq 100, win "
     "64240, length 0\n"
     "10:01:02.000300 eth0  In  IP 198.51.100.7.443 > 192.0.2.10.50001: Flags [R.], seq 0, ack "
     "101, win 0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"IPv6",
     "10:01:02.000100 IP6 2001:db8::10.50001 > 2001:db8:7::1.443: Flags [S], seq 100, win 64800, "
     "options [mss 1440], length 0\n"
     "10:01:02.020100 IP6 2001:db8:7::1.443 > 2001:db8::10.50001: Flags [S.], seq 900, ack 101, "
     "win 64260, options [mss 1440], length 0\n",
     "S SA ESTABLISHED SYN-RECEIVED"},
    {"names of hosts and services",
     "10:01:02.000100 IP laptop.example.net.50001 > www.example.com.https: Flags [S], seq 100, win "
     "64240, length 0\n"
     "10:01:02.000300 IP www.example.com.https > laptop.example.net.50001: Flags [R.], seq 0, ack "
     "101, win 0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"dates (-tttt), absolute numbers (-S)",
     "2026-11-30 10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [F.], seq "
     "3000000100, ack 4000000900, win 502, length 0\n"
     "2026-11-30 10:01:02.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [F.], seq "
     "4000000900, ack 3000000101, win 509, length 0\n"
     "2026-11-30 10:01:02.020200 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [.], ack "
     "4000000901, win 502, length 0\n",
     "FA FA A TIME-WAIT CLOSED"},
    {"seconds since 1970 (-tt), the end of a connection",
     "1764496862.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [P.], seq 7:9, ack 1, win "
     "502, length 2\n"
     "1764496862.020100 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R], seq 1, win 0, length 0\n",
     "PA R CLOSED CLOSED"},
    {"intervals (-ttt)",
     " 00:00:00.000000 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n"
     " 00:00:01.001000 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n"
     " 00:00:02.003000 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n",
     "S S S SYN-SENT SYN-RECEIVED"},
    {"without times (-t), in a fenced block",
     "```\nIP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n"
     "IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [S.], seq 7, ack 2, win 9, length 0\n```\n",
     "S SA ESTABLISHED SYN-RECEIVED"},
    {"HTML characters, as a forum's source has them",
     "10:01:02.000100 IP 192.0.2.10.50001 &gt; 198.51.100.7.80: Flags [S], seq 1, win 9, length 0\n"
     "10:01:02.000300 IP 198.51.100.7.80 &gt; 192.0.2.10.50001: Flags [R.], seq 0, ack 2, win 0, "
     "length 0\n",
     "S RA CLOSED CLOSED"},
    {"spaces that do not break, and lines that end as on Windows",
     "10:01:02.000100\xc2\xa0IP\xc2\xa0"
     "192.0.2.10.50001\xc2\xa0>\xc2\xa0"
     "198.51.100.7.80: Flags "
     "[S],\xc2\xa0seq 1, win 9, length 0\r\n"
     "10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 2, win 0, "
     "length 0\r\n",
     "S RA CLOSED CLOSED"},
    {"comments of the author beside the lines",
     "10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: Flags [S], seq 1, win 9, length 0   "
     "<--- here it begins\n"
     "   (nothing for a minute!)\n"
     "10:02:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: Flags [R.], seq 0, ack 2, win 0, "
     "length 0  # ???\n",
     "S RA CLOSED CLOSED"},
    {"the log of a service",
     "Nov 30 10:01:02 web tcpdump[812]: 10:01:02.000100 IP 192.0.2.10.50001 > 198.51.100.7.80: "
     "Flags [S], seq 1, win 9, length 0\n"
     "Nov 30 10:01:02 web tcpdump[812]: 10:01:02.000300 IP 198.51.100.7.80 > 192.0.2.10.50001: "
     "Flags [R.], seq 0, ack 2, win 0, length 0\n",
     "S RA CLOSED CLOSED"},
    {"tcpdump 3, from a mailing list",
     "10:01:02.000100 192.0.2.10.1037 > 198.51.100.7.80: S 1415531521:1415531521(0) win 4096 <mss "
     "1024> (DF)\n"
     "10:01:02.002402 198.51.100.7.80 > 192.0.2.10.1037: S 1823083521:1823083521(0) ack 1415531522 "
     "win 4096 <mss 1024>\n"
     "10:01:02.007224 192.0.2.10.1037 > 198.51.100.7.80: . ack 1 win 4096 (DF)\n"
     "10:01:03.007224 192.0.2.10.1037 > 198.51.100.7.80: P 1:11(10) ack 1 win 4096 (DF)\n",
     "S SA A PA ESTABLISHED ESTABLISHED"},
    {"a textbook: numbers, times with their differences, names",
     "1  0.0                 desk.1037 > print.discard: S 400:400(0)\n"
     "                                  win 4096 <mss 1024>\n"
     "2  0.002402 (0.0024)   print.discard > desk.1037: S 800:800(0)\n"
     "                                  ack 401 win 4096 <mss 1024>\n"
     "3  0.007224 (0.0048)   desk.1037 > print.discard: . ack 801 win 4096\n"
     "4  4.155441 (4.1482)   desk.1037 > print.discard: F 401:401(0)\n"
     "                                  ack 801 win 4096\n"
     "5  4.156747 (0.0013)   print.discard > desk.1037: . ack 402 win 4096\n",
     "S SA A FA A FIN-WAIT-2 CLOSE-WAIT"},
    {"OpenBSD",
     "10:01:02.000100 192.0.2.10.40001 > 198.51.100.7.22: S 100:100(0) win 16384 <mss "
     "1460,nop,nop,sackOK,nop,wscale 6,nop,nop,timestamp 7 0> (DF)\n"
     "10:01:02.020100 198.51.100.7.22 > 192.0.2.10.40001: S 900:900(0) ack 101 win 16384 <mss "
     "1460,nop,nop,sackOK,nop,wscale 6,nop,nop,timestamp 9 7> (DF)\n"
     "10:01:02.020200 192.0.2.10.40001 > 198.51.100.7.22: . ack 1 win 256 <nop,nop,timestamp 8 9> "
     "(DF)\n",
     "S SA A ESTABLISHED ESTABLISHED"},
    {"tshark of today",
     "    1 0.000000000   192.0.2.10 \xe2\x86\x92 198.51.100.7  TCP 74 50001 \xe2\x86\x92 80 [SYN] "
     "Seq=0 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=1 TSecr=0 WS=128\n"
     "    2 0.020000000 198.51.100.7 \xe2\x86\x92 192.0.2.10    TCP 74 80 \xe2\x86\x92 50001 [SYN, "
     "ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460 SACK_PERM TSval=5 TSecr=1 WS=128\n"
     "    3 0.020100000   192.0.2.10 \xe2\x86\x92 198.51.100.7  TCP 66 50001 \xe2\x86\x92 80 [ACK] "
     "Seq=1 Ack=1 Win=64256 Len=0 TSval=2 TSecr=5\n",
     "S SA A ESTABLISHED ESTABLISHED"},
    {"tshark before 2.0, with duplicates",
     "10   1.694047   192.0.2.10 -> 198.51.100.7   TCP 54 5001 > 18442 [FIN, ACK] Seq=1 Ack=10002 "
     "Win=262140 Len=0\n"
     "11   1.694124   198.51.100.7 -> 192.0.2.10   TCP 54 18442 > 5001 [ACK] Seq=10002 Ack=2 "
     "Win=262140 Len=0\n"
     "12   1.694272   192.0.2.10 -> 198.51.100.7   TCP 54 [TCP Dup ACK 10#1] 5001 > 18442 [ACK] "
     "Seq=2 Ack=10002 Win=262140 Len=0\n",
     "FA A A CLOSE-WAIT FIN-WAIT-2"},
    {"tshark's banner and wrapped lines",
     "Capturing on 'eth0'\n"
     "  1   0.000000   192.0.2.10 -> 198.51.100.7   TCP 74 50001 > 80 [SYN] Seq=0\n"
     "Win=64240 Len=0 MSS=1460\n"
     "  2   0.000300   198.51.100.7 -> 192.0.2.10   TCP 54 80 > 50001 [RST,\n"
     "ACK] Seq=1 Ack=1 Win=0 Len=0\n2 packets captured\n",
     "S RA CLOSED CLOSED"},
    {"Wireshark's packet list with details of each packet",
     "No.     Time           Source                Destination           Protocol Length Info\n"
     "      1 0.000000000    192.0.2.10            198.51.100.7          TCP      74     50001 "
     "\xe2\x86\x92 80 [SYN] Seq=0 Win=64240 Len=0 MSS=1460\n\n"
     "Frame 1: 74 bytes on wire (592 bits), 74 bytes captured (592 bits) on interface eth0\n"
     "Transmission Control Protocol, Src Port: 50001, Dst Port: 80, Seq: 0, Len: 0\n"
     "    [TCP Segment Len: 0]\n    Window: 64240\n\n"
     "No.     Time           Source                Destination           Protocol Length Info\n"
     "      2 1.010000000    192.0.2.10            198.51.100.7          TCP      74     [TCP "
     "Retransmission] 50001 \xe2\x86\x92 80 [SYN] Seq=0 Win=64240 Len=0 MSS=1460\n",
     "S S SYN-SENT SYN-RECEIVED"},
    {"Wireshark's list as CSV",
     "\"No.\",\"Time\",\"Source\",\"Destination\",\"Protocol\",\"Length\",\"Info\"\n"
     "\"1\",\"0.000000\",\"192.0.2.10\",\"198.51.100.7\",\"TCP\",\"74\",\"50001  >  80 [SYN] Seq=0 "
     "Win=64240 Len=0 MSS=1460\"\n"
     "\"2\",\"0.000300\",\"198.51.100.7\",\"192.0.2.10\",\"TCP\",\"54\",\"80  >  50001 [RST, ACK] "
     "Seq=1 Ack=1 Win=0 Len=0\"\n",
     "S RA CLOSED CLOSED"},
    {"a table of Markdown",
     "| No. | Time | Source | Destination | Protocol | Info |\n|---|---|---|---|---|---|\n"
     "| 1 | 0.000000 | 192.0.2.10 | 198.51.100.7 | TCP | 50001 \xe2\x86\x92 80 [SYN] Seq=0 "
     "Win=64240 Len=0 MSS=1460 |\n"
     "| 2 | 0.000300 | 198.51.100.7 | 192.0.2.10 | TCP | 80 \xe2\x86\x92 50001 [RST, ACK] Seq=1 "
     "Ack=1 Win=0 Len=0 |\n",
     "S RA CLOSED CLOSED"},
    {"tshark with names and dates",
     "1 2026-11-30 10:01:02.000100 laptop.example.net \xe2\x86\x92 www.example.com TCP 74 50001 "
     "\xe2\x86\x92 https(443) [SYN] Seq=0 Win=64240 Len=0 MSS=1460\n"
     "2 2026-11-30 10:01:02.000300 www.example.com \xe2\x86\x92 laptop.example.net TCP 54 "
     "https(443) \xe2\x86\x92 50001 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0\n",
     "S RA CLOSED CLOSED"},
    {"tshark among lines of other protocols",
     "1 0.000000 192.0.2.10 \xe2\x86\x92 192.0.2.53 DNS 75 Standard query 0x1 A www.example.com\n"
     "2 0.010000 192.0.2.10 \xe2\x86\x92 198.51.100.7 TCP 74 50001 \xe2\x86\x92 80 [SYN] Seq=0 "
     "Win=64240 Len=0 MSS=1460\n"
     "3 0.030000 198.51.100.7 \xe2\x86\x92 192.0.2.10 TCP 74 80 \xe2\x86\x92 50001 [SYN, ACK] "
     "Seq=0 "
     "Ack=1 Win=65160 Len=0 MSS=1460\n"
     "4 0.031000 192.0.2.10 \xe2\x86\x92 198.51.100.7 HTTP 140 GET / HTTP/1.1\n"
     "5 0.051000 198.51.100.7 \xe2\x86\x92 192.0.2.10 TCP 54 80 \xe2\x86\x92 50001 [ACK] Seq=1 "
     "Ack=87 Win=65152 Len=0\n",
     "S SA A ESTABLISHED ESTABLISHED"},
    {"macOS, with the process (-k)",
     "10:01:02.000100 (en0, proc curl:4711, svc BE, out) IP 192.0.2.10.50001 > 198.51.100.7.443: "
     "Flags [SEW], seq 1, win 65535, options [mss 1460,nop,wscale 6,nop,nop,TS val 7 ecr "
     "0,sackOK,eol], length 0\n"
     "10:01:02.020100 (en0, proc curl:4711, svc BE, in) IP 198.51.100.7.443 > 192.0.2.10.50001: "
     "Flags [S.E], seq 9, ack 2, win 65160, options [mss 1460,sackOK,TS val 5 ecr 7,nop,wscale 7], "
     "length 0\n",
     "SEC SAE ESTABLISHED SYN-RECEIVED"},
};

TEST(PostedListing, EachIsDrawn) {
  static_assert(std::size(kPosts) >= 30);
  for (const Post& post : kPosts) EXPECT_EQ(Drawn(post.text), post.drawn) << post.name;
}

TEST(PostedListing, ALineThatIsCutIsNotGuessed) {
  EXPECT_EQ(Drawn("10:01:02.0 IP 192.0.2.1.4 > 192.0.2.2.80: Flags [S], seq 1, win 9, length 0\n"
                  "10:01:03.0 IP 192.0.2.2.80 > 192.0.2.1.4: Flags [S.], seq 7, ack 2, wi\n"
                  "10:01:04.0 IP 192.0.2.1.4 > 192.0.2.2.80: Flags [S], seq 1, win 9, length 0\n"),
            "S S SYN-SENT SYN-RECEIVED");
  EXPECT_EQ(Drawn("IP 192.0.2.1.4 > 192.0.2.2.80: Flags [P.], seq 1:101, ack 1, win 9, length 1\n"),
            "no capture");
}

}  // namespace
}  // namespace tcpladder::test
