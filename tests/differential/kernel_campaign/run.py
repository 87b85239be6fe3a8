#!/usr/bin/env python3
"""Records random stories of two Linux stacks over a cable full of faults, and holds the dump against the kernel.

    run.py DUMP FOLDER SEED [SEED ...]     (root; records what FOLDER does not hold yet, a quarter of a minute a seed)
    run.py DUMP FOLDER                     (compares again what is there)

Each seed, any text, gives a capture of STORIES connections or more, and the states of both kernels beside it. With a seed
that begins with `forged` somebody else sends segments too. The figures of the last campaign stand in ../README.md.
"""
import csv
import io
import multiprocessing
import os
import random
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DIFFERENTIAL = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(DIFFERENTIAL, '..', '..', 'samples', 'recorder'), DIFFERENTIAL]
import faulty_wire  # noqa: E402
import stories  # noqa: E402
import wire  # noqa: E402
from kernel_paths import ends_of, equal, kernel_paths  # noqa: E402
from network import SYSCTLS, Host, inside, run  # noqa: E402
from truth import KernelTruth  # noqa: E402

STORIES = 60
STORM_SECONDS, CALM_SECONDS = 9, 6
FIRST_PORT = 20_000
DELAYS = ((0.004, 0.004), (0.0, 0.008), (0.008, 0.0), (0.001, 0.02), (0.02, 0.001), (0.0001, 0.0001))


class Pair:
    """Two hosts and the cable between them."""

    def __init__(self, capture, seed):
        self.a, self.b = Host('campaign-a', '10.77.0.1'), Host('campaign-b', '10.77.0.2')
        self._capture, self._seed = capture, seed
        self._rng = random.Random(f'{seed} pair')

    def __enter__(self):
        self._remove()
        devices = ('campaign-a', 'campaign-b')
        self._taps = [wire.open_tap(device) for device in devices]
        macs = '02:00:00:00:00:0a', '02:00:00:00:00:0b'
        for i, (host, peer) in enumerate(((self.a, self.b), (self.b, self.a))):
            run('ip', 'netns', 'add', host.namespace)
            run('ip', 'link', 'set', 'dev', devices[i], 'netns', host.namespace)
            inner = ['ip', '-n', host.namespace]
            run(*inner, 'link', 'set', 'dev', devices[i], 'address', macs[i], 'up')
            run(*inner, 'address', 'add', f'{host.address}/24', 'dev', devices[i])
            run(*inner, 'neighbour', 'add', peer.address, 'lladdr', macs[1 - i], 'dev', devices[i])
            self._configure(host)
        self.calm_at = time.monotonic() + STORM_SECONDS
        self._carrier = multiprocessing.get_context('fork').Process(
            target=faulty_wire.carry, daemon=True,
            args=(self._taps, self._rng.choice(DELAYS), self._capture, self._seed, self.calm_at))
        self._carrier.start()
        return self

    def _configure(self, host):
        rng = self._rng
        for name, value in SYSCTLS.items():
            host.sysctl(name, value)
        host.sysctl('net.ipv4.tcp_fastopen', 3)
        host.sysctl('net.ipv4.tcp_syn_linear_timeouts', 0, optional=True)
        for name, values in (('tcp_timestamps', (1, 1, 1, 0)), ('tcp_sack', (1, 1, 1, 0)), ('tcp_tw_reuse', (0, 1, 1)),
                             ('tcp_syncookies', (1, 1, 1, 2)), ('tcp_rfc1337', (0, 0, 1)),
                             ('tcp_window_scaling', (1, 1, 1, 0))):
            host.sysctl('net.ipv4.' + name, rng.choice(values))

    def __exit__(self, *_):
        self._carrier.kill()
        self._carrier.join()
        for fd in self._taps:
            os.close(fd)
        self._remove()

    def _remove(self):
        for host in (self.a, self.b):
            if os.path.exists(f'/run/netns/{host.namespace}'):
                run('ip', 'netns', 'del', host.namespace)


def record(seed, base):
    kept = []
    with Pair(base + '.pcap', seed) as net, \
            KernelTruth({net.a.address: 'A', net.b.address: 'B'}, 'tcpladder-campaign') as truth:
        threads = stories.tell_all(net, seed, range(FIRST_PORT, FIRST_PORT + STORIES), kept)
        for thread in threads:
            thread.join(timeout=30)
        time.sleep(max(0, net.calm_at - time.monotonic()) + CALM_SECONDS)
        truth.save(base + '.states.tsv')
    del kept


def compare(dump, base):
    """(equal, all) paths of one recording; prints those that differ."""
    out = subprocess.run([dump, 'connections', base + '.pcap'], capture_output=True, text=True, check=True).stdout
    ours = ends_of(csv.DictReader(io.StringIO(out), delimiter='\t'))
    good = total = 0
    for end, incarnations in kernel_paths(base + '.states.tsv').items():
        mine = [path for path in ours.get(end, []) if path]
        for number, kernel in enumerate(incarnations):
            path = mine[0] if mine else []
            same = equal(kernel, path)
            if not same and kernel in (['SYN-SENT', 'CLOSED'], ['SYN-SENT']) and len(mine) < len(incarnations) - number:
                continue  # every SYN was lost before the capture point
            mine = mine[1:]
            total += 1
            good += same
            if not same:
                print(f'{os.path.basename(base)} {end[0]}:{end[1]}>{end[2]} #{number}: kernel {",".join(kernel)}, '
                      f'ours {",".join(path) or "nothing"}')
    return good, total


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    dump, folder, seeds = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(folder, exist_ok=True)
    for seed in seeds:
        base = os.path.join(folder, f'seed-{seed}')
        if not os.path.exists(base + '.states.tsv'):
            record(seed, base)
    good = total = 0
    for name in sorted(os.listdir(folder)):
        if name.endswith('.states.tsv'):
            equal_ones, all_ones = compare(dump, os.path.join(folder, name[:-len('.states.tsv')]))
            good, total = good + equal_ones, total + all_ones
    print(f'{good} of {total} paths are what the kernel went through')


main()
