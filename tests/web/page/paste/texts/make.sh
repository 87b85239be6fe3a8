#!/usr/bin/env bash
# Writes the texts beside it: what people paste, as these tools print it of our samples. Needs
# tcpdump, tshark, xxd, hexdump (bsdmainutils) and od; the tests need only the texts.
set -euo pipefail
cd "$(dirname "$0")"
export TZ=UTC

sample() { echo "../../../../../samples/$1.pcap"; }
dump() { tcpdump -n "${@:2}" -r "$(sample "$1")" 2>/dev/null; }
shark() { tshark -n "${@:2}" -r "$(sample "$1")" 2>/dev/null; }

dump half-close -x >tcpdump-x.txt
dump reset-by-client -xx >tcpdump-xx.txt
dump three-segment-close -X --nano >tcpdump-X.txt
dump client-closes-first -XX -tttt >tcpdump-XX-tttt.txt
dump syn-lost -x -tt >tcpdump-x-tt.txt
dump syn-lost -x -ttt >tcpdump-x-ttt.txt
dump syn-lost -x -ttttt >tcpdump-x-ttttt.txt
dump refused -x -t >tcpdump-x-t.txt
dump reset-by-server -v -e '-#' --nano -X >tcpdump-v-e-nano-X.txt
dump refused >tcpdump-without-octets.txt
dump any-interface -xx >tcpdump-xx-any.txt
shark http-1688 -x >tshark-x.txt
shark refused -P -x >tshark-P-x.txt
shark reset-by-server -V -x >tshark-V-x.txt
shark any-interface -x >tshark-x-any.txt
shark http-1688 -q -z follow,tcp,hex,0 >follow-hex.txt
hexdump -C "$(sample refused)" >hexdump-C.txt
xxd "$(sample refused)" >xxd.txt
xxd -p "$(sample refused)" >xxd-p.txt
xxd -i <"$(sample refused)" >xxd-i.txt
od -A d -t x1 "$(sample unanswered-syn)" >od-decimal.txt
od -t x1 "$(sample unanswered-syn)" >od-octal.txt
base64 "$(sample refused)" >base64.txt
gzip -n -c "$(sample refused)" | base64 -w 0 >base64-gzip.txt
