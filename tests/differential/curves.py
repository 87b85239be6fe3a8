#!/usr/bin/env python3
"""Compares the points of curves with what tshark says about the same frames.

    curves.py DUMP CAPTURE...    asks the tshark in PATH, which should be 4.6

Compared are, frame by frame, where both have a value: the window (tcp.window_size), SACK blocks (lengths of
tcp.options.sack_le to sack_re), bytes in flight after a segment with data (tcp.analysis.bytes_in_flight), and the round-trip
time of an acknowledgment (tcp.analysis.ack_rtt). A difference counts as explained if it is one of these:

- not captured: bytes between the acknowledgment and the highest byte sent that are not in the capture. tshark leaves them
  out; here they are in flight, because they were sent.
- acknowledged already: a spurious retransmission. tshark counts its bytes again until the next acknowledgment.
- window scale: tshark files the SYN that agreed on it in another stream, or scales though one SYN had no such option.
- one number: tshark counts a SYN, a FIN or a keep-alive's byte that it has not seen acknowledged.
- SACK blocks: tshark subtracts the blocks of the newest acknowledgment, even of bytes that were never sent or that are
  acknowledged; here all blocks since then count once.
- clock: a time before that of the frame above it; times of curves never run back.
- partly acknowledged: the acknowledgment ends inside a segment. tshark counts all of that segment as in flight, and takes its
  round-trip time; here the part behind the acknowledgment counts, and the time is that of the segment before.

Exits with 1 if fewer than 99.9 % of the points of a kind are equal or explained.
"""
import collections
import csv
import os
import shutil
import subprocess
import sys

SEP = ','
SKIPPED = 77
LEAST = 0.999
FIELDS = ['frame.number', 'frame.time_epoch', 'tcp.stream', 'tcp.srcport', 'tcp.dstport', 'tcp.len', 'tcp.flags',
          'tcp.seq_raw', 'tcp.ack_raw', 'tcp.window_size', 'tcp.options.sack_le', 'tcp.options.sack_re',
          'tcp.analysis.bytes_in_flight', 'tcp.analysis.ack_rtt', 'tcp.analysis.acks_frame', 'tcp.options.wscale.shift']
FIN, SYN, RST, ACK = 1, 2, 4, 16


def frames_of(capture):
    command = ['tshark', '-n', '-r', capture, '-o', 'tcp.desegment_tcp_streams:FALSE', '-T', 'fields', '-E', 'occurrence=a',
               '-E', f'aggregator={SEP}']
    for name in FIELDS:
        command += ['-e', name]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = (dict(zip(FIELDS, line.split('\t'))) for line in out.splitlines())
    # Not those with several TCP headers, or with a damaged one.
    return [row for row in rows if row['tcp.stream'].isdecimal() and row['tcp.len'].isdecimal()]


def dumped(dump, *arguments):
    out = subprocess.run([dump, *arguments], capture_output=True, text=True, check=False).stdout
    return list(csv.DictReader(out.splitlines(), delimiter='\t'))


def points_of(dump, capture):
    """By frame, direction and kind: (low, high) of each point."""
    frames = collections.defaultdict(lambda: collections.defaultdict(list))
    for number in range(len(dumped(dump, 'connections', capture))):
        for row in dumped(dump, 'curves', capture, str(number)):
            frames[row['frame']][row['direction'], row['kind']].append((int(row['low']), int(row['high'])))
    return frames


def blocks_of(row):
    edges = zip(row['tcp.options.sack_le'].split(SEP), row['tcp.options.sack_re'].split(SEP))
    return [(int(left), int(right)) for left, right in edges if left and right]


class Sent:
    """What one end of a stream sent, from the fields of tshark alone."""

    def __init__(self):
        self.base = None
        self.high = self.acked = 0
        self.seen, self.sacked, self.again = [], [], []

    def place(self, number):
        if self.base is None:
            self.base = number
        near = (number - self.base - self.high + 2**31) % 2**32 - 2**31
        return self.high + near

    def send(self, row, flags):
        length = int(row['tcp.len'])
        first = self.place(int(row['tcp.seq_raw'])) + (1 if flags & SYN else 0)
        if length and first + length <= self.acked:
            self.again.append(first)
        if length:
            self.seen.append((first, first + length))
            self.high = max(self.high, first + length)

    def acknowledge(self, row):
        self.again.clear()
        self.acked = max(self.acked, self.place(int(row['tcp.ack_raw'])))
        self.sacked += [(self.place(left), self.place(right)) for left, right in blocks_of(row)]

    def missing(self):
        """Bytes in flight that are neither in the capture nor in a SACK block."""
        count, at = 0, self.acked
        for left, right in sorted(self.seen + self.sacked):
            if left > at:
                count += min(left, self.high) - at
            at = max(at, right)
            if at >= self.high:
                break
        self.seen = [piece for piece in self.seen if piece[1] > self.acked]
        return count


class Comparison:
    def __init__(self):
        self.equal, self.total = collections.Counter(), collections.Counter()
        self.explained, self.alone = collections.Counter(), collections.Counter()

    def take(self, where, kind, theirs, mine, explain=lambda: None):
        if theirs is None or mine is None:
            self.alone[kind, 'tshark' if mine is None else 'here'] += theirs is not mine
            return
        self.total[kind] += 1
        if theirs == mine:
            self.equal[kind] += 1
        elif reason := explain():
            self.explained[kind, reason] += 1
        else:
            print(f'{where} {kind}: tshark {theirs}, here {mine}')

    def print(self):
        """Whether something was compared, and enough of it is equal or explained."""
        enough = bool(self.total)
        for kind, total in self.total.items():
            reasons = {reason: count for (of, reason), count in self.explained.items() if of == kind}
            share = (self.equal[kind] + sum(reasons.values())) / total
            enough &= share >= LEAST
            print(f'{kind}: {self.equal[kind]} of {total} equal ({100 * self.equal[kind] / total:.2f} %), explained '
                  f'{reasons}, in all {100 * share:.2f} %; only tshark {self.alone[kind, "tshark"]}, '
                  f'only here {self.alone[kind, "here"]}')
        return enough


def compare(dump, capture, comparison):
    ours = points_of(dump, capture)
    sent = collections.defaultdict(Sent)
    rows, syns = {}, collections.defaultdict(set)
    newest = None
    for row in frames_of(capture):
        number, flags = row['frame.number'], int(row['tcp.flags'], 16)
        stream, to, back = row['tcp.stream'], row['tcp.srcport'], row['tcp.dstport']
        mine, peer = sent[stream, to, back], sent[stream, back, to]
        late = newest is not None and float(row['frame.time_epoch']) < newest
        newest = max(newest or 0, float(row['frame.time_epoch']))
        row['late'] = late
        rows[number] = row
        if flags & SYN and row['tcp.options.wscale.shift']:
            syns[stream].add(flags & (SYN | ACK))
        if not flags & RST:
            mine.send(row, flags)
            if flags & ACK:
                peer.acknowledge(row)
        points = ours.get(number, {})
        sender = next((end for end, kind in points if kind in ('data', 'retransmission')), None)
        # An acknowledgment belongs to the curves of the other direction.
        receiver = next((end for end, kind in points if kind == 'ack'), None)
        of = lambda end, kind: points.get((end, kind)) or []
        where = f'{capture} #{number}'

        if receiver is not None:
            window = of(receiver, 'window')[0][1] - of(receiver, 'ack')[0][1]
            theirs = int(row['tcp.window_size'])
            low, high = sorted((theirs, window))
            scaled = low and high % low == 0 and (high // low).bit_count() == 1
            comparison.take(where, 'window', theirs, window,
                            lambda: 'window scale' if scaled and syns[stream] != {SYN, SYN | ACK} else None)
        lengths = [(right - left) % 2**32 for left, right in blocks_of(row)]
        comparison.take(where, 'sack', [n for n in lengths if 0 < n < 2**31] or None,
                        [right - left for left, right in of(receiver, 'sack')] or None)

        flight = of(sender, 'pipe') or of(sender, 'in_flight')
        theirs = row['tcp.analysis.bytes_in_flight']
        theirs = int(theirs) if theirs else None
        here = flight[-1][1] if flight else None

        def flight_differs():
            if mine.again:
                return 'acknowledged already'
            missing = mine.missing()
            if missing and here - missing <= theirs < here:
                return 'not captured'
            if 1 in (abs(here - missing - theirs), abs(here - theirs)):
                return 'one number'
            if theirs == mine.high - min((left for left, _ in mine.seen), default=mine.high):
                return 'partly acknowledged'
            return 'SACK blocks' if mine.sacked else None
        comparison.take(where, 'bytes_in_flight', theirs, here, flight_differs)

        trips = of(receiver, 'rtt')
        theirs = row['tcp.analysis.ack_rtt']

        def trip_differs():
            acked = rows.get(row['tcp.analysis.acks_frame'])
            if late or acked and acked['late']:
                return 'clock'
            if acked:
                end = int(acked['tcp.seq_raw']) + int(acked['tcp.len']) + (int(acked['tcp.flags'], 16) & FIN)
                if int(row['tcp.ack_raw']) != end % 2**32:
                    return 'partly acknowledged'
            return None
        comparison.take(where, 'ack_rtt', round(float(theirs) * 1e9) if theirs else None, trips[0][1] if trips else None,
                        trip_differs)


def main():
    dump, *captures = sys.argv[1:]
    if not shutil.which('tshark'):
        print('skipped: there is no tshark')
        return SKIPPED
    comparison = Comparison()
    for capture in captures:
        compare(dump, os.path.abspath(capture), comparison)
    return 0 if comparison.print() else 1


sys.exit(main())
