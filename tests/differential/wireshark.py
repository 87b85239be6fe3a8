#!/usr/bin/env python3
"""Every segment of a capture as tcpladder-dump and as tshark 4.6 tell it: stream, numbers, analysis and the fields beside.

    wireshark.py DUMP CAPTURE...    asks the tshark in PATH, and prints where the two differ
    wireshark.py --renew            asks it about the captures in samples/ and tests/recordings, and writes its answers to
                                    answers/NAME.tsv, with which check.py compares

Both need tshark 4.6: other versions analyse otherwise.
"""
import csv
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
ANSWERS = os.path.join(HERE, 'answers')
VERSION = '4.6'

ANALYSES = ('retransmission fast_retransmission spurious_retransmission out_of_order lost_segment ack_lost_segment '
            'keep_alive keep_alive_ack window_update window_full zero_window zero_window_probe zero_window_probe_ack '
            'duplicate_ack reused_ports').split()
# Columns of `tcpladder-dump segments`, then of `fields`, each with tshark's name.
SEGMENT = {'stream': 'tcp.stream', 'flags': 'tcp.flags', 'seq': 'tcp.seq', 'ack': 'tcp.ack', 'len': 'tcp.len',
           'window': 'tcp.window_size'}
NUMBERS = ('bytes_in_flight push_bytes_sent acks_frame ack_rtt initial_rtt rto rto_frame partial_ack ambiguous_ack '
           'duplicate_ack_num duplicate_ack_frame').split()
FAST_OPEN = 'tfo_syn tfo_ack tfo_ignored'.split()
COUNTS = {'completeness': 'tcp.completeness', 'completeness_str': 'tcp.completeness.str',
          'client_contiguity': 'tcp.stream.client.contiguity_count',
          'server_contiguity': 'tcp.stream.server.contiguity_count', 'stream_packet': 'tcp.stream.pnum'}
# Of these tshark prints another value when it has read the whole capture before.
FINAL = ['completeness', 'completeness_str', 'client_contiguity', 'server_contiguity', 'initial_rtt']
FIELDS = [*NUMBERS, *FAST_OPEN, *COUNTS, *(name + '_final' for name in FINAL)]
COLUMNS = ['frame', *SEGMENT, 'analysis', *FIELDS]


def run_tshark(capture, names, passes=1):
    command = ['tshark', '-n', '-r', os.path.abspath(capture), '-o', 'tcp.desegment_tcp_streams:FALSE', '-T', 'fields',
               '-E', 'occurrence=l', *(['-2'] if passes == 2 else [])]
    for name in ['frame.number', *names]:
        command += ['-e', name]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for line in out.splitlines():
        frame, *values = line.split('\t')
        yield frame, dict(zip(names, values))


def ask_tshark(capture):
    """One dictionary a segment; headers that ICMP errors quote are left out."""
    analysis = {name: 'tcp.analysis.' + name for name in [*NUMBERS, *FAST_OPEN]}
    flags = {name: 'tcp.analysis.' + name for name in ANALYSES}
    names = [*SEGMENT.values(), *analysis.values(), *COUNTS.values(), *flags.values(), 'icmp.type', 'icmpv6.type']
    finals = {name: COUNTS.get(name, 'tcp.analysis.' + name) for name in FINAL}
    later = dict(run_tshark(capture, list(finals.values()), passes=2))
    rows = []
    for frame, said in run_tshark(capture, names):
        if said['icmp.type'] or said['icmpv6.type'] or not said['tcp.stream'] or not said['tcp.flags']:
            continue
        row = {'frame': frame, **{column: said[name] for column, name in {**SEGMENT, **analysis, **COUNTS}.items()}}
        row['flags'] = str(int(row['flags'], 16))
        row['ack'] = row['ack'] or '0'
        row['analysis'] = ','.join(sorted(name for name, field in flags.items() if said[field]))
        for mark in ('partial_ack', 'ambiguous_ack', *FAST_OPEN):
            row[mark] = '1' if row[mark] else ''
        for name, field in finals.items():
            row[name + '_final'] = later[frame][field]
        rows.append(row)
    return rows


def ours(dump, capture):
    """By frame number."""
    rows = {}
    for command in ('segments', 'fields'):
        out = subprocess.run([dump, command, capture], capture_output=True, text=True, check=False).stdout
        for row in csv.DictReader(out.splitlines(), delimiter='\t'):
            rows.setdefault(row['frame'], {}).update(row)
    return rows


def same(column, want, got):
    if column == 'flags':
        return int(want or '0', 0) == int(got or '0', 0)
    if column == 'analysis':
        return set(filter(None, want.split(','))) == set(filter(None, got.split(',')))
    if column in ('seq', 'ack'):
        return int(want or 0) % 2**32 == int(got or 0) % 2**32
    # A time of many years has more digits than the printed number.
    if 'rt' in column and 'frame' not in column and want and got:
        return abs(float(want) - float(got)) < 1.5e-9
    return want == got


def difference(want, got):
    """Text; empty where the two rows say the same in every column of the first."""
    if not want or not got:
        return 'only tshark' if want else 'only ours'
    return '; '.join(f'{column}: tshark {want[column]!r}, ours {got.get(column)!r}' for column in want
                     if column not in ('file', 'frame') and not same(column, want[column], got.get(column, '')))


def differences(expected, mine):
    """Frame and text of each segment in which the two differ."""
    wanted = {row['frame']: row for row in expected}
    both = ((frame, difference(wanted.get(frame), mine.get(frame))) for frame in sorted(wanted | mine, key=int))
    return [(frame, text) for frame, text in both if text]


def shipped():
    return sorted(glob.glob(f'{PROJECT}/samples/*.pcap') + glob.glob(f'{PROJECT}/tests/recordings/*.pcap'))


def answers_about(capture):
    return os.path.join(ANSWERS, os.path.splitext(os.path.basename(capture))[0] + '.tsv')


def read_answers(capture):
    with open(answers_about(capture), encoding='utf-8') as file:
        return list(csv.DictReader(file, delimiter='\t'))


def renew():
    os.makedirs(ANSWERS, exist_ok=True)
    for capture in shipped():
        with open(answers_about(capture), 'w', encoding='utf-8') as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter='\t', lineterminator='\n')
            writer.writeheader()
            writer.writerows(ask_tshark(capture))


def need_version():
    try:
        said = subprocess.run(['tshark', '--version'], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        sys.exit(f'wireshark.py: no tshark in PATH; {VERSION} is needed')
    found = re.search(r'(\d+\.\d+)\.\d+', said)
    if not found or found[1] != VERSION:
        sys.exit(f'wireshark.py: tshark {VERSION} is needed, found: {said.splitlines()[0] if said else "nothing"}')


def main():
    if sys.argv[1:] == ['--renew']:
        need_version()
        return renew()
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    need_version()
    dump, *captures = sys.argv[1:]
    total = bad = 0
    for capture in captures:
        expected = ask_tshark(capture)
        found = differences(expected, ours(dump, capture))
        total += len(expected)
        bad += len(found)
        for frame, text in found[:10]:
            print(f'{os.path.basename(capture)} #{frame} {text}')
    print(f'{total - bad} of {total} segments are what tshark says')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
