#!/usr/bin/env python3
"""Measures with the tshark in PATH on which TCP ports a dissector keeps a VNC banner to itself, and writes
core/analysis/dissector_ports.def. Elsewhere the banner makes tshark give what follows the next stream number.

One capture holds one connection for each server port, in which the server (in a second capture: the client) sends a
banner. A port is claimed where the stream number stays the same both times.
"""
import os
import struct
import subprocess
import sys
import tempfile

DEF = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../core/analysis/dissector_ports.def')
CLIENT_PORT = 50001  # has no dissector
PORTS = [port for port in range(1, 65536) if port != CLIENT_PORT]
BANNER = b'RFB 003.008\n'
SEGMENTS = 5
CLIENT, SERVER = b'\x0a\0\0\1', b'\x0a\0\0\2'
SYN, SYN_ACK, ACK, PSH_ACK = 0x02, 0x12, 0x10, 0x18


def frame(source, destination, seq, ack, flags, payload=b''):
    (address, port), (to_address, to_port) = source, destination
    tcp = struct.pack('>HHIIBBHHH', port, to_port, seq, ack, 0x50, flags, 8192, 0, 0) + payload
    return struct.pack('>BBHHHBBH4s4s', 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, address, to_address) + tcp


def connection(port, banner_from_server):
    client, server = (CLIENT, CLIENT_PORT), (SERVER, port)
    yield frame(client, server, 100, 0, SYN)
    yield frame(server, client, 500, 101, SYN_ACK)
    yield frame(client, server, 101, 501, ACK)
    if banner_from_server:
        yield frame(server, client, 501, 101, PSH_ACK, BANNER)
        yield frame(client, server, 101, 501 + len(BANNER), ACK)
    else:
        yield frame(client, server, 101, 501, PSH_ACK, BANNER)
        yield frame(server, client, 501, 101 + len(BANNER), ACK)


def write_capture(path, banner_from_server):
    with open(path, 'wb') as file:
        file.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
        time = 1_000_000
        for port in PORTS:
            for packet in connection(port, banner_from_server):
                time += 100
                file.write(struct.pack('<IIII', *divmod(time, 1_000_000), len(packet), len(packet)) + packet)


def claimed(banner_from_server):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'banners.pcap')
        write_capture(path, banner_from_server)
        streams = subprocess.run(['tshark', '-n', '-r', path, '-T', 'fields', '-e', 'tcp.stream'], check=True,
                                 stdout=subprocess.PIPE, text=True).stdout.split()
    if len(streams) != len(PORTS) * SEGMENTS:
        sys.exit('tshark does not show every segment')
    return {port for i, port in enumerate(PORTS) if streams[i * SEGMENTS] == streams[(i + 1) * SEGMENTS - 1]}


def ranges(ports):
    found = []
    for port in sorted(ports):
        if found and found[-1][1] == port - 1:
            found[-1][1] = port
        else:
            found.append([port, port])
    return found


def main():
    said = subprocess.run(['tshark', '--version'], check=True, stdout=subprocess.PIPE, text=True).stdout
    version = said.split()[2].rstrip('.')
    both = claimed(True) & claimed(False)
    with open(DEF, 'w', encoding='utf-8') as file:
        file.write(f'''// TCP ports whose dissector in tshark {version} keeps a payload to itself even where it is a VNC
// banner, whichever end sends it. Written by tests/differential/dissector_ports.py. Many refuse
// what is not theirs (TLS, DNP 3), and the banner is found after all. In ascending order.
// DISSECTOR_PORTS(first, last)
''')
        for first, last in ranges(both):
            file.write(f'DISSECTOR_PORTS({first}, {last})\n')


main()
