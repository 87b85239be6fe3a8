#!/usr/bin/env python3
"""Whole captures: this analysis and other programs in turn, as ratios to the bare libpcap loop.

usage: compare.py [--build DIR] [--runs N] [--growth] [KIND:PACKETS ...]

Every program reads the same file, from the page cache, one after the other, N times; the figure is
the median, the ratio is that of neighbours in time. Programs that are not installed are left out.
--growth prints time and memory per packet of this analysis alone, at 10^4 to 10^7 packets.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

KINDS = ["short", "bulk", "loss", "flood", "reuse"]


def run(command):
    """Processor seconds (user and system) and peak octets of one run."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]}: exit status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, time.monotonic() - start


def programs(tests, path):
    """By name; the first is what the others are measured against."""
    bench = os.path.join(tests, "bench")
    candidates = {
        "libpcap loop": [os.path.join(bench, "tcpladder-pcap-loop"), path],
        "TCP Ladder": [os.path.join(tests, "tcpladder-dump"), "summary", path],
        "TCP Ladder and Zeek's rows": [os.path.join(tests, "tcpladder-dump"), "connections", path],
        "libtins follower": [os.path.join(bench, "tcpladder-tins-follower"), path],
        "tcptrace": ["tcptrace", "-n", path],
    }
    return {name: command for name, command in candidates.items() if shutil.which(command[0])}


def generate(tests, kind, packets, folder):
    path = os.path.join(folder, f"{kind}-{packets}.pcap")
    generator = os.path.join(tests, "bench", "tcpladder-generate")
    subprocess.run([generator, kind, str(packets), path], check=True)
    return path


def compare(tests, kind, packets, runs, folder):
    path = generate(tests, kind, packets, folder)
    print(f"\n{kind}: {packets} packets, {os.path.getsize(path) / 1e6:.0f} MB")
    commands = programs(tests, path)
    names = list(commands)
    results = {name: [] for name in names}
    for round_number in range(runs + 1):
        for name in names:
            result = run(commands[name])
            if round_number > 0:
                results[name].append(result)
    base = results[names[0]]
    print(f"{'':28}{'cpu s':>8}{'least':>8}{'ratio':>8}{'peak MB':>9}")
    for name in names:
        seconds = [result[0] for result in results[name]]
        ratio = statistics.median(own / one[0] for own, one in zip(seconds, base))
        peak = max(result[1] for result in results[name]) / 1e6
        print(f"{name:28}{statistics.median(seconds):8.3f}{min(seconds):8.3f}{ratio:8.2f}{peak:9.1f}")
    os.remove(path)


def growth(tests, runs, folder):
    print(f"{'':8}{'packets':>10}{'ns/packet':>11}{'peak octets/packet':>20}")
    for kind in KINDS:
        for packets in [10**4, 10**5, 10**6, 10**7]:
            path = generate(tests, kind, packets, folder)
            command = [os.path.join(tests, "tcpladder-dump"), "summary", path]
            results = [run(command) for _ in range(runs if packets < 10**7 else 1)]
            seconds = min(result[0] for result in results)
            peak = max(result[1] for result in results)
            print(f"{kind:8}{packets:10}{seconds / packets * 1e9:11.0f}{peak / packets:20.0f}", flush=True)
            os.remove(path)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=os.path.join(here, "../../build/native"))
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("captures", nargs="*", default=["short:600000", "bulk:310000"])
    options = parser.parse_args()
    tests = os.path.join(os.path.abspath(options.build), "tests")
    with tempfile.TemporaryDirectory() as folder:
        if options.growth:
            growth(tests, options.runs, folder)
            return
        for capture in options.captures:
            kind, packets = capture.split(":")
            compare(tests, kind, int(packets), options.runs, folder)


if __name__ == "__main__":
    main()
