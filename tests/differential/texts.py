#!/usr/bin/env python3
"""Holds what is read from text against the captures that the text was made from.

    texts.py scripts|listings DUMP CAPTURE... [--show N]

scripts   every connection of a capture is written as a packetdrill script (to-script) and read again: the same flags,
          lengths, states with their certainty, and Wireshark's analysis flags, segment by segment. That ports were used
          before is not told by a connection alone, and not compared.
listings  what tcpdump (-nn, -nnvS) and tshark (its own columns, and Wireshark's as CSV) print of a capture is read again:
          the same flags and lengths for every segment that is listed, and states that are equal or less sure. tshark shows
          another protocol's summary in place of TCP's for some segments; those are not listed, and what follows them is
          compared by segment and no longer by state.
"""
import csv, io, os, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

RANK = {'sure': 3, 'expected': 2, 'assumed': 1, 'unknown': 0}


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=120)
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


def same_rows(original, back):
    """'' where `back` are rows of `original`, in its order, that begin at the time of the first that fits"""
    keys = ('flags', 'len', 'analysis', 'client', 'server')
    if not back:
        return 'nothing came back'
    starts = [i for i, row in enumerate(original) if all(row[k] == back[0][k] for k in ('flags', 'len'))]
    best = f'no segment like the first, {back[0]["flags"]}'
    for start in starts:
        shift, at = moment(original[start]) - moment(back[0]), start
        for number, row in enumerate(back):
            fits = lambda one: abs(moment(one) - moment(row) - shift) <= 1000 and one['len'] == row['len'] and \
                one['flags'] == row['flags']
            while at < len(original) and not fits(original[at]):
                at += 1
            if at == len(original):
                best = f'segment {number + 1} is not there'
                break
            was = dict(original[at])
            if 'reused_ports' not in row['analysis']:  # what came before the connection is not in its script
                was['analysis'] = ','.join(a for a in was['analysis'].split(',') if a != 'reused_ports')
            differ = [k for k in keys if was[k] != row[k]]
            if differ:
                best = f'segment {number + 1}: ' + ', '.join(f'{k} {row[k]}, was {was[k]}' for k in differ)
                break
            at += 1
        else:
            return ''
    return best


def scripts(dump, captures, show):
    count = Count('connections written as scripts and read again the same')
    with tempfile.TemporaryDirectory() as folder:
        for capture in captures:
            original = segments(dump, capture)
            for stream in range(10 ** 9):
                status, text = run(dump, 'to-script', capture, str(stream))
                if status:
                    break
                back = segments(dump, write(folder, 'back.pkt', text))
                count.add(same_rows(original, back), f'{os.path.basename(capture)} {stream}')
    count.report(show)
    return not count.misses


def listed(original, back):
    """'' where `back` holds segments of `original` in its order, with states that are equal or less sure"""
    at, gap = 0, False
    for number, row in enumerate(back):
        start = at
        while at < len(original) and any(original[at][k] != row[k] for k in ('flags', 'len')):
            at += 1
        if at == len(original):
            return f'segment {number + 1} ({row["flags"]}, {row["len"]}) is not there'
        gap = gap or at > start
        for end in ('client', 'server'):
            (was, sure), (now, certainty) = original[at][end].split('/'), row[end].split('/')
            if not gap and was != now or not gap and RANK[certainty] > RANK[sure]:
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
                name = os.path.basename(capture)
                back = segments(dump, write(folder, name + '.txt', run(*command, capture)[1]))
                return name, len(back), listed(segments(dump, capture), back) if back else ''

            # tshark mostly waits.
            with ThreadPoolExecutor(4 * (os.cpu_count() or 1)) as pool:
                for name, length, problem in pool.map(read_again, captures):
                    rows += length
                    if length:
                        count.add(problem, name)
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
    sys.exit(0 if {'scripts': scripts, 'listings': listings}[check](dump, captures, show) else 1)


if __name__ == '__main__':
    main()
