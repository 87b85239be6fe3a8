#!/usr/bin/env python3
"""Holds what is read from text against the captures that the text was made from.

    texts.py scripts|listings DUMP CAPTURE... [--show N]

scripts   every connection of a capture is written as a packetdrill script (to-script) and read again, once with each end
          under test: the same flags, lengths, states with their certainty, and Wireshark's analysis flags, segment by
          segment, at times within a microsecond; and the same opening, outcome, Zeek state and history. Not compared is what
          a script does not hold: that ports were used before; what follows the first cut or damaged TCP header; gaps and
          wrong checksums in the history of captures with cut frames or such checksums. Captures that begin at the epoch
          itself are read one day later, because Wireshark takes no round-trip time from a SYN with time 0.
listings  what tcpdump (-nn, -nnvS) and tshark (its own columns, and Wireshark's as CSV) print of a capture is read again:
          the same flags and lengths for every segment that is listed, and states that are equal or less sure. tshark shows
          another protocol's summary in place of TCP's for some segments; those are not listed, and what follows them is
          compared by segment and no longer by state. tcpdump 4.99 prints neither the flag AE, nor the number of a segment
          that takes none (if that was not the next one, states may be surer from there on), nor the rest of a fragmented
          packet.
"""
import csv, gzip, io, os, shutil, struct, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

RANK = {'sure': 3, 'expected': 2, 'assumed': 1, 'unknown': 0}


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=300)
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def table(text):
    return list(csv.DictReader(io.StringIO(text), delimiter='\t', quoting=csv.QUOTE_NONE))


def segments(dump, path):
    return table(run(dump, 'segments', path)[1])


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


class Count:
    def __init__(self, name):
        self.name, self.good, self.all, self.misses = name, 0, 0, []

    def add(self, problem, where):
        self.all += 1
        if problem:
            self.misses.append(f'{where}: {problem}')
        else:
            self.good += 1

    def report(self, show):
        print(f'{self.name}: {self.good} of {self.all}')
        for miss in self.misses[:show]:
            print('    ' + miss)


def moment(row):
    return round(float(row['time']) * 1e9)


KEYS = ('flags', 'len', 'analysis', 'client', 'server')
VERDICT = ('conn_state', 'history', 'opening', 'outcome')
DAMAGED = ('cut_tcp_header', 'bad_data_offset')
DAY = 86400


def plain(capture, folder):
    """the capture itself, or a copy that is unpacked, or begins a day later where it began at time 0"""
    with open(capture, 'rb') as file:
        data = file.read()
    unpacked = gzip.decompress(data) if data[:2] == b'\x1f\x8b' else data
    order = {b'\xd4\xc3\xb2\xa1': '<', b'\x4d\x3c\xb2\xa1': '<',
             b'\xa1\xb2\xc3\xd4': '>', b'\xa1\xb2\x3c\x4d': '>'}.get(unpacked[:4])
    if order and len(unpacked) >= 28 and struct.unpack_from(order + 'I', unpacked, 24)[0] == 0:
        later, at = bytearray(unpacked), 24
        while at + 16 <= len(later):
            seconds, _, length = struct.unpack_from(order + '3I', later, at)
            struct.pack_into(order + 'I', later, at, seconds + DAY)
            at += 16 + length
        unpacked = bytes(later)
    if unpacked == data:
        return capture
    path = os.path.join(folder, os.path.basename(capture))
    with open(path, 'wb') as file:
        file.write(unpacked)
    return path


def same_from(original, start, back, damaged):
    """'' where `back` are rows of `original` from `start` on, in its order and at its times. `damaged`: the frame of the first
    header that is not whole; then what differs from there on is not told."""
    shift, at = moment(original[start]) - moment(back[0]), start
    for number, row in enumerate(back):
        fits = lambda one: abs(moment(one) - moment(row) - shift) <= 1000 and one['len'] == row['len'] and \
            one['flags'] == row['flags']
        while at < len(original) and not fits(original[at]):
            at += 1
        if at == len(original):
            return '' if int(original[at - 1]['frame']) >= damaged else f'segment {number + 1} is not there'
        was = dict(original[at])
        if int(was['frame']) >= damaged and any(was[k] != row[k] for k in KEYS):
            return ''
        if 'reused_ports' not in row['analysis']:  # what came before the connection is not in its script
            was['analysis'] = ','.join(a for a in was['analysis'].split(',') if a != 'reused_ports')
        differ = [k for k in KEYS if was[k] != row[k]]
        if differ:
            return f'segment {number + 1}: ' + ', '.join(f'{k} {row[k]}, was {was[k]}' for k in differ)
        at += 1
    return ''


def same_rows(original, stream, back, damaged):
    """'' where `back` are rows of `original`. The script's connection is most often the one that is `stream`th to begin."""
    if not back:
        return 'nothing came back'
    starts = [i for i, row in enumerate(original) if all(row[k] == back[0][k] for k in ('flags', 'len'))]
    problem = f'no segment like the first, {back[0]["flags"]}'
    for start in sorted(starts, key=lambda i: original[i]['stream'] != str(stream)):
        problem = same_from(original, start, back, damaged)
        if not problem:
            break
    return problem


def scripts(dump, captures, show):
    counts = {local: Count(f'connections written as scripts of the {local} and read again the same')
              for local in ('client', 'server')}
    verdicts = Count('verdicts that are the same')
    with tempfile.TemporaryDirectory() as folder:
        def trip(capture, stream, local, original, was, notes):
            status, text = run(dump, 'to-script', capture, str(stream), local)
            if status:  # a later row of Zeek's for a connection that has one already
                return None
            path = write(folder, f'{os.path.basename(capture)}.{stream}.{local}.pkt', text)
            rows, now = segments(dump, path), table(run(dump, 'connections', path)[1])
            os.remove(path)
            where = f'{os.path.basename(capture)} {stream} {local}'
            cut = any(note in notes for note in ('cut_frame', *DAMAGED)) or 'C' in was['history'].upper()
            differ = [f'{k} {now[0][k]}, was {was[k]}' for k in VERDICT
                      if now and now[0][k] != was[k] and not (k == 'history' and cut)]
            damaged = min((notes[note] for note in DAMAGED if note in notes), default=10 ** 9)
            return local, where, same_rows(original, stream, rows, damaged), \
                ', '.join(differ) if now else 'nothing came back'

        for capture in captures:
            path = plain(capture, folder)
            original, connections = segments(dump, path), table(run(dump, 'connections', path)[1])
            notes = {note['finding']: int(note['frame']) for note in table(run(dump, 'notes', path)[1])}
            with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
                for local, where, problem, differ in filter(None, pool.map(
                        lambda job: trip(path, *job, original, connections[job[0]], notes),
                        [(stream, local) for stream in range(len(connections)) for local in counts])):
                    counts[local].add(problem, where)
                    verdicts.add(differ, where)
    for count in (*counts.values(), verdicts):
        count.report(show)
    return not any(count.misses for count in (*counts.values(), verdicts))


def listed(original, back, mask, lengths):
    """'' where `back` holds segments of `original` in its order, with states that are equal or less sure. `mask`: the flags
    that are printed; `lengths`: whether lengths are."""
    same = lambda a, b: not (int(a['flags'], 16) ^ int(b['flags'], 16)) & mask and (not lengths or a['len'] == b['len'])
    at, gap, surer = 0, False, False
    for number, row in enumerate(back):
        start = at
        while at < len(original) and not same(original[at], row):
            at += 1
        if at == len(original):
            return f'segment {number + 1} ({row["flags"]}, {row["len"]}) is not there'
        gap = gap or at > start
        unlisted = original[at]['len'] == '0' and not int(row['flags'], 16) & 3
        surer = surer or unlisted and 'lost_segment' in original[at]['analysis'] and 'lost_segment' not in row['analysis']
        for end in ('client', 'server'):
            (was, sure), (now, certainty) = original[at][end].split('/'), row[end].split('/')
            if not gap and (was != now or not surer and RANK[certainty] > RANK[sure]):
                return f'segment {number + 1}: {end} {row[end]}, was {original[at][end]}'
        at += 1
    return ''


def listings(dump, captures, show):
    tcpdump = os.environ.get('TCPDUMP') or shutil.which('tcpdump')
    tshark = shutil.which('tshark')
    columns = ['-T', 'fields', '-E', 'header=y', '-E', 'separator=,', '-E', 'quote=d'] + \
        [x for c in ('No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info') for x in ('-e', f'_ws.col.{c}')]
    tools = []
    if tcpdump:
        tools += [('tcpdump -nn', [tcpdump, '-nn', '-r']), ('tcpdump -nnvS', [tcpdump, '-nnvS', '-r'])]
    if tshark:
        tools += [('tshark', [tshark, '-n', '-r']), ("Wireshark's columns", [tshark, '-n', *columns, '-r'])]
    if len(tools) < 4:
        print('skipped: ' + ' and '.join(t for t, there in (('tcpdump', tcpdump), ('tshark', tshark)) if not there))
    if not tools:
        sys.exit(77)
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for name, command in tools:
            count = Count(f'listings of {name} read again the same')
            rows = 0

            def read_again(capture):
                base, capture = os.path.basename(capture), plain(capture, folder)
                text = run(*command, capture)[1]
                back = segments(dump, write(folder, base + '.txt', text))
                mask, lengths = (0xff, 'ip-proto-6' not in text) if name.startswith('tcpdump') else (0x1ff, True)
                return base, len(back), listed(segments(dump, capture), back, mask, lengths) if back else ''

            # tshark mostly waits.
            with ThreadPoolExecutor(4 * (os.cpu_count() or 1)) as pool:
                for base, length, problem in pool.map(read_again, captures):
                    rows += length
                    if length:
                        count.add(problem, base)
            count.report(show)
            print(f'    {rows} segments')
            good = good and not count.misses
    return good


def main():
    words, show = sys.argv[1:], 5
    if '--show' in words:
        at = words.index('--show')
        show = int(words[at + 1])
        del words[at:at + 2]
    check, dump, *captures = words
    captures = [os.path.abspath(capture) for capture in captures]  # a tool may run in another root
    sys.exit(0 if {'scripts': scripts, 'listings': listings}[check](dump, captures, show) else 1)


if __name__ == '__main__':
    main()
