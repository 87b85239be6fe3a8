#!/usr/bin/env python3
"""Wireshark's fields beside its words: tcpladder-dump's against those that tshark 4.0.17 prints.

usage: fields.py DUMP [--record] CAPTURE...   asks tshark, and prints where the two differ; with
                                              --record also writes what it says to fields/NAME.tsv
"""
import csv
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = os.path.join(HERE, 'fields')
COLUMNS = ['frame', 'bytes_in_flight', 'acks_frame', 'ack_rtt', 'rto', 'rto_frame', 'initial_rtt', 'completeness']
TSHARK = ['frame.number', 'tcp.analysis.bytes_in_flight', 'tcp.analysis.acks_frame', 'tcp.analysis.ack_rtt',
          'tcp.analysis.rto', 'tcp.analysis.rto_frame', 'tcp.analysis.initial_rtt', 'tcp.completeness']


def ask_tshark(capture):
    """In one pass: tcp.completeness is then what was seen before the segment."""
    fields = [argument for name in TSHARK for argument in ('-e', name)]
    out = subprocess.run(['tshark', '-n', '-r', capture, '-Y', 'tcp.flags && !icmp && !icmpv6', '-T', 'fields', *fields],
                         capture_output=True, text=True, check=False).stdout
    return [dict(zip(COLUMNS, line.split('\t'))) for line in out.splitlines()]


def ours(dump, capture):
    out = subprocess.run([dump, 'fields', capture], capture_output=True, text=True, check=False).stdout
    return {row['frame']: row for row in csv.DictReader(out.splitlines(), delimiter='\t')}


def recorded(name):
    with open(os.path.join(RECORDED, name)) as file:
        return list(csv.DictReader(file, delimiter='\t'))


def record(name, rows):
    with open(os.path.join(RECORDED, name), 'w') as file:
        print(*COLUMNS, sep='\t', file=file)
        for row in rows:
            print(*(row[column] for column in COLUMNS), sep='\t', file=file)


def differences(expected, mine):
    """Lines of text. The initial round-trip time counts only where tshark shows it, times to the nanosecond."""
    lines = []
    for want in expected:
        got = mine.get(want['frame'])
        if got is None:
            lines.append(f'#{want["frame"]}: only tshark')
            continue
        for column in COLUMNS[1:]:
            if want[column] == got[column] or (column == 'initial_rtt' and not want[column]):
                continue
            if 'rt' in column and want[column] and got[column] and abs(float(want[column]) - float(got[column])) < 1.5e-9:
                continue
            lines.append(f'#{want["frame"]} {column}: tshark {want[column]!r}, ours {got[column]!r}')
    return lines


def main():
    arguments = [word for word in sys.argv[1:] if word != '--record']
    if len(arguments) < 2:
        sys.exit(__doc__)
    dump, *captures = arguments
    total = bad = 0
    for capture in captures:
        expected = ask_tshark(capture)
        if '--record' in sys.argv:
            record(os.path.splitext(os.path.basename(capture))[0] + '.tsv', expected)
        found = differences(expected, ours(dump, capture))
        total += len(expected)
        bad += len({line.split(' ')[0] for line in found})
        for line in found[:10]:
            print(f'{os.path.basename(capture)} {line}')
    print(f'{total - bad} of {total} segments have the fields that tshark prints')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
