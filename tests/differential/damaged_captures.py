#!/usr/bin/env python3
"""Damages real captures in random ways and compares every segment of the result with what tshark says.

    damaged_captures.py DUMP SECONDS FIRST_SEED CAPTURE ...

The captures hold IPv4 on Ethernet, in classic format. Needs tshark 4.6, whose words the core repeats; nothing of this
runs with the tests. Differences are printed with the seed and the damage; the file stays in /tmp. The figures of the last
campaign stand in README.md.
"""
import csv
import io
import os
import random
import struct
import subprocess
import sys
import time

ANALYSES = ('retransmission fast_retransmission spurious_retransmission out_of_order lost_segment ack_lost_segment '
            'keep_alive keep_alive_ack window_update window_full zero_window zero_window_probe zero_window_probe_ack '
            'duplicate_ack reused_ports').split()
FIELDS = 'frame.number tcp.stream tcp.flags tcp.seq tcp.ack tcp.len tcp.window_size icmp.type'.split()
COLUMNS = 'stream flags seq ack len window analysis'.split()
ETHERNET = 14
FIN, SYN, RST, ACK = 1, 2, 4, 16


def read(path):
    """[nanoseconds, frame] of each record."""
    with open(path, 'rb') as file:
        data = file.read()
    magic, link = struct.unpack_from('<I', data)[0], struct.unpack_from('<I', data, 20)[0]
    if magic not in (0xA1B2C3D4, 0xA1B23C4D) or link != 1:
        return []
    scale = 1000 if magic == 0xA1B2C3D4 else 1
    packets, at = [], 24
    while at + 16 <= len(data):
        seconds, fraction, caught, _ = struct.unpack_from('<IIII', data, at)
        packets.append([seconds * 10**9 + fraction * scale, bytearray(data[at + 16:at + 16 + caught])])
        at += 16 + caught
    return [packet for packet in packets if tcp_at(packet[1])]


def write(path, packets, cut):
    with open(path, 'wb') as file:
        file.write(struct.pack('<IHHiIII', 0xA1B23C4D, 2, 4, 0, 0, 262144, 1))
        for when, frame in packets:
            size = min(len(frame), cut())
            file.write(struct.pack('<IIII', when // 10**9, when % 10**9, size, len(frame)) + frame[:size])


def tcp_at(frame):
    """Where the TCP header begins, or 0."""
    if len(frame) < ETHERNET + 40 or frame[12:14] != b'\x08\x00' or frame[ETHERNET + 9] != 6:
        return 0
    return ETHERNET + (frame[ETHERNET] & 15) * 4


def put(frame, at, form, value):
    struct.pack_into(form, frame, at, value)


def shifted_numbers(packets, rng):
    """Each end's numbers moved, so that they wrap, or begin at 0."""
    shift = {}
    for _, frame in packets:
        at = tcp_at(frame)
        source, target, seq, ack = struct.unpack_from('!HHII', frame, at)
        if (source, target) not in shift:
            begin = rng.choice((2**32 - 1, 0, 2**32 - rng.randint(1, 3000), 2**31 - rng.randint(0, 3000), seq))
            shift[source, target] = begin - seq
        put(frame, at + 4, '!I', (seq + shift[source, target]) % 2**32)
        if (target, source) in shift and frame[at + 13] & ACK:
            put(frame, at + 8, '!I', (ack + shift[target, source]) % 2**32)


def lost(packets, rng):
    packets[:] = [packet for packet in packets if rng.random() > 0.08]


def begun_late(packets, rng):
    del packets[:rng.randint(1, max(1, len(packets) // 2))]


def doubled(packets, rng):
    packets[:] = [copy for when, frame in packets
                  for copy in [[when, frame]] + [[when + 1000, bytearray(frame)]] * (rng.random() < 0.1)]


def reordered(packets, rng):
    for i in range(len(packets) - 1):
        if rng.random() < 0.1:
            j = min(len(packets) - 1, i + rng.randint(1, 4))
            packets[i], packets[j] = packets[j], packets[i]


def wild_clock(packets, rng):
    offset = 0
    for packet in packets:
        if rng.random() < 0.05:
            offset += rng.choice((-10**9, -10**6, 3_000_000, 20_000_000, 10**10))
        packet[0] = max(0, packet[0] + offset)


def slow_clock(packets, rng):
    step = rng.choice((1, 10**6, 10 * 10**6))
    for packet in packets:
        packet[0] -= packet[0] % step


def merged_ports(packets, rng):
    """Connections that follow each other on the same ports."""
    few = {}
    for _, frame in packets:
        at = tcp_at(frame)
        ports = list(struct.unpack_from('!HH', frame, at))
        if frame[ETHERNET + 15] == 2 or ports[0] < ports[1]:
            order = (1, 0)
        else:
            order = (0, 1)
        key = ports[order[0]], ports[order[1]]
        few.setdefault(key, (40_000 + len(few) % 3, 8080))
        ports[order[0]], ports[order[1]] = few[key]
        struct.pack_into('!HH', frame, at, *ports)


def odd_flags(packets, rng):
    for _, frame in packets:
        if rng.random() < 0.04:
            frame[tcp_at(frame) + 13] ^= rng.choice((FIN, SYN, RST, ACK, SYN | ACK, 0x20, 0x40))


def odd_windows(packets, rng):
    for _, frame in packets:
        if rng.random() < 0.1:
            put(frame, tcp_at(frame) + 14, '!H', rng.choice((0, 1, 65535, rng.randrange(65536))))


def odd_options(packets, rng):
    for _, frame in packets:
        at = tcp_at(frame)
        size = (frame[at + 12] >> 4) * 4 - 20
        if size >= 4 and rng.random() < 0.1:
            option = rng.choice((b'\x01\x01\x01\x01', b'\x03\x03\x05\x01', b'\x03\x03\x12\x00', b'\x05\x0a\x00\x00',
                                 b'\x1e\x04\x20\x00', b'\x02\x04\x02\x18', b'\x22\x02\x01\x01', b'\x00\x00\x00\x01'))
            frame[at + 20:at + 24] = option


def odd_lengths(packets, rng):
    for _, frame in packets:
        if rng.random() < 0.03:
            kind = rng.random()
            if kind < 0.4:
                put(frame, ETHERNET + 2, '!H', 0)
            elif kind < 0.7:
                at = tcp_at(frame)
                frame[at + 12] = rng.randrange(16) << 4 | frame[at + 12] & 15
            else:
                put(frame, ETHERNET + 2, '!H', rng.randint(20, len(frame) - ETHERNET))


def odd_numbers(packets, rng):
    for _, frame in packets:
        if rng.random() < 0.05:
            at = tcp_at(frame) + rng.choice((4, 8))
            old = struct.unpack_from('!I', frame, at)[0]
            put(frame, at, '!I', (old + rng.choice((-1, 1, -1460, 1460, 2**31, 100_000))) % 2**32)


def fragmented(packets, rng):
    out = []
    for when, frame in packets:
        at = tcp_at(frame)
        total = struct.unpack_from('!H', frame, ETHERNET + 2)[0]
        body = frame[at:ETHERNET + total]
        if len(body) < 40 or rng.random() > 0.1:
            out.append([when, frame])
            continue
        split = 8 * rng.randint(1, (len(body) - 1) // 8)
        pieces = []
        for begin, piece in ((0, body[:split]), (split, body[split:])):
            head = bytearray(frame[:at])
            put(head, ETHERNET + 2, '!H', at - ETHERNET + len(piece))
            put(head, ETHERNET + 6, '!H', begin // 8 | (0x2000 if begin == 0 else 0))
            pieces.append([when, head + piece])
        if rng.random() < 0.3:
            pieces.reverse()
        if rng.random() < 0.1:
            pieces.pop()
        out += pieces
    packets[:] = out


def quoted(packets, rng):
    out = []
    for when, frame in packets:
        out.append([when, frame])
        if rng.random() > 0.05:
            continue
        inner = frame[ETHERNET:tcp_at(frame) + rng.choice((8, 16, 20, 32, 60))]
        ip = bytearray(frame[ETHERNET:ETHERNET + 20])
        ip[0], ip[9] = 0x45, 1
        ip[12:16], ip[16:20] = ip[16:20], ip[12:16]
        put(ip, 2, '!H', 28 + len(inner))
        out.append([when, frame[:ETHERNET] + ip + struct.pack('!BBHI', rng.choice((3, 11, 5)), 1, 0, 0) + inner])
    packets[:] = out


def tagged(packets, rng):
    for packet in packets:
        if rng.random() < 0.3:
            packet[1][12:12] = b'\x81\x00\x00\x07'


def banners(packets, rng):
    for _, frame in packets:
        at = tcp_at(frame)
        head = (frame[at + 12] >> 4) * 4
        if len(frame) > at + head + 12 and rng.random() < 0.05:
            del frame[at + head + 12:]
            frame[at + head:] = b'RFB 003.008\n'
            put(frame, ETHERNET + 2, '!H', len(frame) - ETHERNET)


# Those that ask for a TCP header in each frame come before those that take it away.
DAMAGES = [shifted_numbers, lost, begun_late, doubled, merged_ports, odd_flags, odd_windows, odd_options, odd_numbers,
           odd_lengths, banners, reordered, wild_clock, slow_clock]
LAST_DAMAGES = [fragmented, quoted, tagged]


def tshark(path):
    command = ['tshark', '-n', '-r', path, '-o', 'tcp.desegment_tcp_streams:FALSE', '-Y', 'tcp', '-T', 'fields',
               '-E', 'occurrence=l']
    for field in FIELDS + ['tcp.analysis.' + name for name in ANALYSES]:
        command += ['-e', field]
    rows = {}
    for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
        v = line.split('\t')
        if v[7] or not v[1] or not v[2]:
            continue  # quoted by an ICMP error, or cut before the flags
        rows[int(v[0])] = dict(stream=v[1], flags=int(v[2], 16) & 0x1FF, seq=v[3], ack=v[4] or '0', len=v[5], window=v[6],
                               analysis=','.join(sorted(name for name, x in zip(ANALYSES, v[8:]) if x)))
    return rows


def ours(dump, path):
    out = subprocess.run([dump, 'segments', path], capture_output=True, text=True).stdout
    rows = {}
    for row in csv.DictReader(io.StringIO(out), delimiter='\t'):
        row['flags'] = int(row['flags'], 0) & 0x1FF
        for name in ('seq', 'ack'):
            row[name] = str(int(row[name] or 0) % 2**32)
        row['analysis'] = ','.join(sorted(filter(None, row['analysis'].split(','))))
        rows[int(row['frame'])] = row
    return rows


def main():
    dump, seconds, seed, captures = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    originals = [packets for packets in map(read, captures) if packets]
    until = time.monotonic() + seconds
    files = segments = equal = 0
    while time.monotonic() < until:
        rng = random.Random(seed)
        packets = [[when, bytearray(frame)] for when, frame in rng.choice(originals)]
        damages = rng.sample(DAMAGES, rng.randint(1, 4)) + rng.sample(LAST_DAMAGES, rng.randint(0, 1))
        for damage in sorted(damages, key=(DAMAGES + LAST_DAMAGES).index):
            damage(packets, rng)
        cutting = rng.random() < 0.2
        path = f'/tmp/damaged-{seed}.pcap'
        write(path, packets, lambda: rng.randint(40, 90) if cutting and rng.random() < 0.3 else 262144)
        theirs, mine = tshark(path), ours(dump, path)
        different = [frame for frame in sorted(theirs.keys() | mine.keys()) if frame not in theirs or frame not in mine
                     or any(theirs[frame][c] != mine[frame][c] for c in COLUMNS
                            if c != 'ack' or theirs[frame]['flags'] & ACK)]
        files, segments = files + 1, segments + len(theirs)
        equal += len(theirs) - len(different)
        if different:
            names = ' '.join(damage.__name__ for damage in damages) + (' cut' if cutting else '')
            first = different[0]
            print(f'{path} ({names}): {len(different)} differ, first #{first}: {theirs.get(first)} '
                  f'{ {c: mine[first][c] for c in COLUMNS} if first in mine else None}', flush=True)
        else:
            os.unlink(path)
        seed += 1
    print(f'{equal} of {segments} segments in {files} files are what tshark says')


main()
