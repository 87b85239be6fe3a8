#!/usr/bin/env python3
"""Holds tcpladder-dump against what others say about the same captures. One command each, exit status 0 when it agrees.

    check.py samples DUMP         the kernel's own states beside samples/*.pcap and tests/recordings/*.pcap
    check.py wireshark DUMP       what tshark said about every segment of the same captures, kept in answers/
    check.py kernel-truth DUMP    the same for a folder of other recordings
    check.py rules DUMP           tshark's word on one crafted capture per rule
    check.py tshark DUMP          tshark's word on a corpus of captures
    check.py zeek DUMP            Zeek's conn.log of its own test traces

All but the first two need a folder that is not part of this repository: $TCPLADDER_SHARED, or `../shared` beside the
checkout. Where it is not there they say so and exit with 77, which ctest reports as skipped.
"""
import csv
import glob
import io
import os
import re
import subprocess
import sys

import wireshark
from kernel_paths import ends_of, equal, kernel_paths

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
SKIPPED = 77

# What the comparison must reach at least, in percent. The rest is explained in README.md beside this file.
TSHARK_ON_RECORDINGS = dict.fromkeys(
    ('segment found', 'stream', 'flags', 'seq', 'ack', 'len', 'window', 'analysis'), 100.0)
TSHARK_ON_CORPUS = {'segment found': 99.98, 'stream': 99.99, 'flags': 99.99, 'seq': 100.0, 'ack': 100.0, 'len': 100.0,
                    'window': 100.0, 'analysis': 99.99}
ANALYSIS_PRECISION = ANALYSIS_RECALL = 0.98
ANSWERS_AT_LEAST = 1300
RULES_AT_LEAST = 1471  # of 1471 segments
ZEEK_AT_LEAST = {'found': 60, 'conn_state': 59, 'history': 58}  # of 61


def shared(*names):
    top = os.environ.get('TCPLADDER_SHARED') or os.path.join(os.path.dirname(PROJECT), 'shared')
    if not os.path.isdir(top):
        print(f'skipped: no folder {top} with captures to compare with (set TCPLADDER_SHARED)')
        sys.exit(SKIPPED)
    return [os.path.join(top, name) for name in names]


def rows_of(dump, command, capture):
    result = subprocess.run([dump, command, capture], capture_output=True, text=True, timeout=120, errors='replace')
    if result.returncode not in (0, 1):
        raise RuntimeError(f'{capture}: exit status {result.returncode}: {result.stderr.strip()}')
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter='\t'))


def output_of(tool, *arguments):
    result = subprocess.run([sys.executable, tool, *arguments], capture_output=True, text=True, timeout=540)
    print(result.stdout + result.stderr)
    return result.stdout, result.returncode


def check_samples(dump):
    good = total = 0
    for states in sorted(glob.glob(f'{PROJECT}/samples/*.states.tsv') + glob.glob(f'{PROJECT}/tests/recordings/*.states.tsv')):
        name = states[:-len('.states.tsv')]
        ours = ends_of(rows_of(dump, 'connections', name + '.pcap'))
        for end, incarnations in kernel_paths(states).items():
            for number, kernel in enumerate(incarnations):
                mine = ours.get(end, [])
                mine = mine[number] if number < len(mine) else ['(no such connection)']
                total += 1
                if equal(kernel, mine):
                    good += 1
                else:
                    print(f'{os.path.basename(name)} {end[0]}:{end[1]} #{number}: kernel {",".join(kernel)}, ours {",".join(mine)}')
    print(f'{good} of {total} paths are what the kernel went through')
    return total >= 60 and good == total


def check_kernel_truth(dump):
    tool, folder = shared('tools/kernel_truth.py', 'kernel-truth')
    out, _ = output_of(tool, dump, folder)
    counts = re.search(r'^(\d+) / (\d+) paths equal', out, re.M)
    return bool(counts) and counts[1] == counts[2] and int(counts[2]) > 0


def check_wireshark(dump):
    good = total = 0
    for capture in wireshark.shipped():
        expected = wireshark.read_answers(capture)
        found = wireshark.differences(expected, wireshark.ours(dump, capture))
        total += len(expected)
        good += len(expected) - len(found)
        for frame, text in found:
            print(f'{os.path.basename(capture)} #{frame} {text}')
    print(f'{good} of {total} segments are what tshark says')
    return total >= ANSWERS_AT_LEAST and good == total


def check_rules(dump):
    folder, = shared('rules-4.6')
    expected = {}
    for table in ('expected.tsv', 'fields.tsv'):
        with open(os.path.join(folder, table), encoding='utf-8') as file:
            for row in csv.DictReader(file, delimiter='\t'):
                expected.setdefault(row['file'], {}).setdefault(row['frame'], {}).update(row)
    good = total = 0
    for name, rows in sorted(expected.items()):
        found = wireshark.differences(rows.values(), wireshark.ours(dump, os.path.join(folder, name)))
        total += len(rows)
        good += len(rows) - len(found)
        for frame, text in found:
            print(f'{name} #{frame} {text}')
    print(f'{good} of {total} segments are what tshark says')
    return good >= RULES_AT_LEAST


def reached(out, least):
    found = {name: float(percent) for name, percent in re.findall(r'^(\S.*?) +\d+ / \d+ +([\d.]+) %$', out, re.M)}
    short = [f'{name} {found.get(name, 0.0)} % < {percent} %' for name, percent in least.items()
             if found.get(name, 0.0) < percent]
    for both, only_tshark, only_ours, name in (
            (int(b), int(t), int(o), n) for n, b, t, o in
            re.findall(r'^  (\S+) +both +(\d+) +only tshark +(\d+) +only ours +(\d+)$', out, re.M)):
        if both < ANALYSIS_RECALL * (both + only_tshark) or both < ANALYSIS_PRECISION * (both + only_ours):
            short.append(f'{name}: both {both}, only tshark {only_tshark}, only ours {only_ours}')
    print('\n'.join(f'too low: {line}' for line in short))
    return not short


def check_tshark(dump):
    tool, recordings, corpus, oracle = shared('tools/compare.py', 'kernel-truth', 'corpus', 'oracle-4.6')
    good = True
    for folder, least in ((recordings, TSHARK_ON_RECORDINGS), (corpus, TSHARK_ON_CORPUS)):
        out, status = output_of(tool, dump, folder, '--oracle', oracle, '--show', '20')
        good = reached(out, least) and status == 0 and good
    return good


def check_zeek(dump):
    tool, folder = shared('tools/zeek_conn.py', 'zeek')
    out, _ = output_of(tool, dump, folder)
    return all(int((re.search(rf'{name} (\d+) /', out) or [0, 0])[1]) >= least for name, least in ZEEK_AT_LEAST.items())


def main():
    checks = {'samples': check_samples, 'wireshark': check_wireshark, 'kernel-truth': check_kernel_truth, 'rules': check_rules,
              'tshark': check_tshark, 'zeek': check_zeek}
    if len(sys.argv) != 3 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    sys.exit(0 if checks[sys.argv[1]](sys.argv[2]) else 1)


main()
