"""Captures of the same traffic from two places, with a clock each, and the truth beside them.

NAME.a.pcap is taken first on the way from A; NAME.b.pcap nearer to B. Both places share one kernel, so that their times are of one
clock: those of b are then written as a second clock would have shown them, offset + drift * (t - start)
later. NAME.json has that clock, the delay of each way between the places as the cables were set, and what
was dropped. NAME.truth.tsv has one line per packet: its frame in a, its frame in b (empty: it is not there),
who sent it, and its fate: `both`, `lost` (dropped between the places), `behind` (dropped after the second
place on its way), `outside` (b had not begun). Packets are told apart by their bytes: IP identification
counts up with every packet of a socket.
"""
import dataclasses
import json
import os
import struct
import tempfile
from typing import Callable

import payload
from network import Network
from scenarios import connected, exchange, pause, receive, receive_end, transfer

FILE_HEADER, RECORD_HEADER, ETHERNET = 24, 16, 14


@dataclasses.dataclass(frozen=True)
class Pair:
    name: str
    run: Callable
    places: tuple = ('host-a', 'host-b')
    offset: float = 0.0         # seconds that b's clock is ahead when the capture begins
    drift_ppm: float = 0.0      # how much faster it runs
    delay_a: object = 0.006     # of the cable between A and the middle; a pair: from A, to A
    delay_b: object = 0.002     # between the middle and B; a pair: to B, from B
    late: bool = False          # the story starts the second capture itself
    dropped: str = 'nothing'


ALL = []


def pair(**options):
    def register(function):
        ALL.append(Pair(function.__name__.replace('_', '-'), function, **options))
        return function
    return register


def close(client, server):
    client.close()
    receive_end(server)
    server.close()
    pause(0.1)


@pair(offset=37.0, drift_ppm=12)
def request_response(net):
    """Nothing is lost, both ways take 8 ms: the clock is all there is to find."""
    client, server = connected(net, 42001, 8080)
    for _ in range(6):
        exchange(client, server)
        pause(0.05)
    close(client, server)


@pair(offset=-2.5, delay_a=(0.001, 0.009), delay_b=(0.001, 0.001))
def unlike_ways(net):
    """2 ms there and 10 ms back: no two captures show how a round trip is split."""
    client, server = connected(net, 42002, 8080)
    for _ in range(4):
        exchange(client, server)
        pause(0.03)
    close(client, server)


@pair(offset=0.25, dropped='four data segments of A and one acknowledgment of B, in the middle')
def lost_between(net):
    """A sends 60 kB; the middle drops some of it."""
    client, server = connected(net, 42003, 8080)
    net.drop('ip saddr 10.77.0.1 tcp dport 8080 ip length > 1000 numgen inc mod 11 == 7', first=4)
    net.drop('ip saddr 10.77.0.2 tcp sport 8080 ip length < 80 numgen inc mod 9 == 4', first=1)
    transfer(client, server, payload.http_response(60_000))
    net.drop_nothing()
    close(client, server)


@pair(places=('host-a', 'to-a'), offset=1.0, dropped='three data segments of A, behind both places')
def lost_behind(net):
    """Both places have what is lost after the second one."""
    client, server = connected(net, 42004, 8080)
    net.drop('ip saddr 10.77.0.1 tcp dport 8080 ip length > 1000 numgen inc mod 9 == 5', first=3)
    transfer(client, server, payload.http_response(40_000))
    net.drop_nothing()
    close(client, server)


@pair(offset=120.0, dropped='the first SYN and the first SYN ACK')
def opening_lost(net):
    """The SYN is lost between the places, and then its answer."""
    net.drop('ip saddr 10.77.0.1 tcp dport 8080 tcp flags == syn', first=1)
    net.drop('ip saddr 10.77.0.2 tcp sport 8080 tcp flags == (syn | ack)', first=1)
    client, server = connected(net, 42005, 8080)
    net.drop_nothing()
    exchange(client, server)
    close(client, server)


@pair(offset=-0.8, late=True)
def second_begins_late(net, start):
    """The second capture begins within the connection."""
    client, server = connected(net, 42006, 8080)
    exchange(client, server)
    pause(0.2)
    start()
    for _ in range(3):
        exchange(client, server)
        pause(0.05)
    close(client, server)


@pair(offset=5.0, drift_ppm=-80)
def drifting_clock(net):
    """A segment a second for half a minute: long enough to see that one clock runs slower."""
    client, server = connected(net, 42007, 8080)
    for _ in range(30):
        client.sendall(b'tick')
        receive(server, 4)
        pause(1)
    close(client, server)


def frames(path):
    """(time in ns, IP packet) of each record of a little-endian pcap with nanoseconds."""
    data = open(path, 'rb').read()
    at = FILE_HEADER
    while at < len(data):
        seconds, ns, length, _ = struct.unpack_from('<IIII', data, at)
        yield seconds * 10**9 + ns, data[at + RECORD_HEADER + ETHERNET:at + RECORD_HEADER + length]
        at += RECORD_HEADER + length


def with_clock(path, offset_ns, drift_ppm, start_ns):
    """The file as a clock that is ahead would have written it."""
    data = bytearray(open(path, 'rb').read())
    at = FILE_HEADER
    while at < len(data):
        seconds, ns, length, _ = struct.unpack_from('<IIII', data, at)
        time = seconds * 10**9 + ns
        time += offset_ns + round((time - start_ns) * drift_ppm / 10**6)
        struct.pack_into('<II', data, at, *divmod(time, 10**9))
        at += RECORD_HEADER + length
    return bytes(data)


def paired(a, b):
    """Frame numbers in b by those in a. A SYN ACK that is sent again has the same bytes: what the middle dropped is
    the first of them."""
    copies = {}
    for tap, packets in enumerate((a, b)):
        for number, (_, packet) in enumerate(packets, 1):
            copies.setdefault(packet, ([], []))[tap].append(number)
    found = {}
    for in_a, in_b in copies.values():
        count = min(len(in_a), len(in_b))
        if count:
            found.update(zip(in_a[-count:], in_b[-count:]))
    return found


def truth_of(a, b, behind, late):
    """Lines of NAME.truth.tsv. `behind`: IP packets that passed both places and were dropped after."""
    there = paired(a, b)
    lines = ['frame_a\tframe_b\tfrom\tfate']
    for number, (time, packet) in enumerate(a, 1):
        other = there.get(number, '')
        fate = 'both' if other else 'outside' if late and time < b[0][0] else 'lost'
        if other and packet in behind:
            fate = 'behind'
        lines.append(f"{number}\t{other}\t{'A' if packet[15] == 1 else 'B'}\t{fate}")
    for number, (_, packet) in enumerate(b, 1):
        if number not in there.values():
            lines.append(f"\t{number}\t{'A' if packet[15] == 1 else 'B'}\tlost")
    return '\n'.join(lines) + '\n'


def delays(pair):
    """Seconds from one place to the other as the cables were set: there, and back."""
    def ways(delay):
        return delay if isinstance(delay, tuple) else (delay, delay)
    legs = [ways(pair.delay_a)] + ([ways(pair.delay_b)] if pair.places[1] == 'host-b' else [])
    return sum(leg[0] for leg in legs), sum(leg[1] for leg in legs)


def record(pair, folder):
    """Returns the bytes of both captures."""
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, Network(pair.delay_a, pair.delay_b) as net:
        paths = {tap: os.path.join(scratch, f'{tap}.pcap') for tap in 'abc'}

        def start(tap):
            # The third place tells what was dropped behind the second.
            net.start_capture(paths[tap], {'a': pair.places[0], 'b': pair.places[1], 'c': 'host-b'}[tap],
                              snaplen=128, nanoseconds=True)
        start('a')
        start('c')
        if pair.late:
            kept = pair.run(net, lambda: start('b'))
        else:
            start('b')
            kept = pair.run(net)
        net.stop_capture()
        del kept
        a, b, c = (list(frames(paths[tap])) for tap in 'abc')
        arrived = {packet for _, packet in c}
        behind = {packet for _, packet in b if packet[15] == 1 and packet not in arrived}
        start_ns, offset_ns = a[0][0], round(pair.offset * 10**9)
        there, back = delays(pair)
        about = {'offset_ns': offset_ns, 'drift_ppm': pair.drift_ppm, 'reference_ns': start_ns,
                 'delay_from_a_s': there, 'delay_from_b_s': back, 'places': pair.places, 'dropped': pair.dropped}
        moved = with_clock(paths['b'], offset_ns, pair.drift_ppm, start_ns)
        results = {'a.pcap': open(paths['a'], 'rb').read(), 'b.pcap': moved,
                   'truth.tsv': truth_of(a, b, behind, pair.late).encode(),
                   'json': (json.dumps(about, indent=2) + '\n').encode()}
        for ending, content in results.items():
            with open(os.path.join(folder, f'{pair.name}.{ending}'), 'wb') as file:
                file.write(content)
        return len(results['a.pcap']) + len(moved)
