#!/usr/bin/env python3
"""Takes one story out of a recording: extract.py RECORDING PORT OUT

RECORDING and OUT are paths without `.pcap` and `.states.tsv`; PORT is that of end A, or of B where both open.
"""
import os
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faulty_wire import ETHERNET  # noqa: E402


def main():
    base, port, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(base + '.pcap', 'rb') as source, open(out + '.pcap', 'wb') as target:
        target.write(source.read(24))
        while head := source.read(16):
            frame = source.read(struct.unpack_from('<I', head, 8)[0])
            ports = struct.unpack_from('!HH', frame, ETHERNET + (frame[ETHERNET] & 15) * 4)
            if port in ports:
                target.write(head + frame)
    with open(base + '.states.tsv') as source, open(out + '.states.tsv', 'w') as target:
        target.writelines(line for line in source if str(port) in line.split('\t')[2:4])


main()
