#!/usr/bin/env python3
"""Reads comments that were written to captures with Wireshark's own tools.

    comments.py DUMP CAPTURE...

Each capture is written back with comments on the file and on some of its frames (annotate): capinfos must show the file's
comment and the same number of packets, and tshark each frame's comments. Then editcap adds a comment of its own, which must
still be there after the next writing. Uses the tools in PATH: PATH=/folder/of/tshark-4.6:$PATH for another version.
"""
import os, shutil, subprocess, sys, tempfile

WHOLE = 'all of it, 全部\nsecond line'
OWN = {1: ['plain'], 2: ['two\nlines, a "quote" and a\ttab', '<b>&amp;</b> \\n'], 3: ['中文 \U0001f50d', 'x' * 65535]}
SKIPPED = 77


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def unescaped(text):
    """tshark 4.0 escapes line feeds and tabs, 4.6 backslashes too: both readings of a value."""
    plain = text.replace('\\n', '\n').replace('\\t', '\t')
    marked = text.replace('\\\\', '\0').replace('\\n', '\n').replace('\\t', '\t').replace('\0', '\\')
    return {plain, marked, text.replace('\\t', '\t')}


def comments_in(path):
    """By frame: the values of frame.comment. tshark 4.6 also lists each line of a comment."""
    _, out = run('tshark', '-r', path, '-T', 'fields', '-e', 'frame.number', '-e', 'frame.comment', '-E', 'aggregator=\x1f')
    found = {}
    for line in out.splitlines():
        number, _, values = line.partition('\t')
        if values:
            found[int(number)] = values.split('\x1f')
    return found


def lacking(path, wanted):
    found = comments_in(path)
    for frame, texts in wanted.items():
        seen = set().union(*map(unescaped, found.get(frame, [])))
        for text in texts:
            # tshark's own output ends a field before this length.
            if not any(text == one or len(text) > 200 and one.startswith(text[:200]) for one in seen):
                yield f'frame {frame}: {text[:40]!r} is not among {sorted(seen)!r:.200}'
    extra = set(found) - set(wanted)
    if extra:
        yield f'comments on frames {sorted(extra)}'


def packets(path):
    return run('capinfos', '-c', '-M', path)[1].rpartition(':')[2].strip()


def check(dump, capture, folder):
    out, again, last = (os.path.join(folder, name) for name in ('out.pcapng', 'again.pcapng', 'last.pcapng'))
    own = [f'{frame}={text}' for frame, texts in OWN.items() for text in texts]
    count = int(packets(capture))
    wanted = {frame: texts for frame, texts in OWN.items() if frame <= count}
    if run(dump, 'annotate', capture, out, 'all', f'0={WHOLE}', *own)[0] != 0:
        return ['not written']
    problems = list(lacking(out, wanted))
    if packets(out) != str(count):
        problems.append(f'{packets(out)} packets instead of {count}')
    said = run('capinfos', '-k', out)[1]
    if not all(line in said for line in WHOLE.split('\n')):
        problems.append(f'capinfos: {said!r}')
    if run('editcap', '-a', '1:by editcap', out, again)[0] != 0:
        return problems + ['editcap refuses the file']
    if run(dump, 'annotate', again, last, 'all', '2=')[0] != 0:
        return problems + ['not written again']
    edited = {frame: texts for frame, texts in wanted.items() if frame != 2}
    # editcap 4.0 replaces the comments of a frame, 4.6 adds one.
    edited[1] = ['by editcap']
    problems += lacking(last, edited)
    return problems


def main(dump, *captures):
    missing = [tool for tool in ('tshark', 'capinfos', 'editcap') if shutil.which(tool) is None]
    if missing:
        print(f'skipped: {", ".join(missing)} not found')
        return SKIPPED
    failed = 0
    print(run('tshark', '--version')[1].splitlines()[0])
    for capture in captures:
        with tempfile.TemporaryDirectory() as folder:
            problems = check(dump, capture, folder)
        failed += bool(problems)
        for problem in problems:
            print(f'{os.path.basename(capture)}: {problem}')
    print(f'{len(captures) - failed} of {len(captures)} captures')
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
