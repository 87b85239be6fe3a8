#!/usr/bin/env python3
"""Runs connections of captures, written as scripts (to-script), under packetdrill against this machine's kernel.

    packetdrill.py DUMP PACKETDRILL CAPTURE... [--show N] [--tolerance SECONDS]

PACKETDRILL is the binary built from github.com/google/packetdrill (gtests/net/packetdrill: ./configure && make; needs bison
and flex). Root is needed: each script runs in a network namespace of its own. Every connection is run twice, once with each
end under test. It passes when the kernel sends every segment of that end, with its flags, numbers, window and options, at its
time, as far as the tolerance goes. Reported are how many pass, how many do when windows may differ (`win` left out, because
the buffers of the recorded kernel were of another size), and the first complaint of the others.
"""
import os, re, subprocess, sys, tempfile
from collections import Counter

# What the recorded kernels had; a new namespace has its own of most.
SETTINGS = ['net.ipv4.tcp_congestion_control=cubic', 'net.ipv4.tcp_ecn=0', 'net.ipv4.tcp_fastopen=0x70403']


def to_script(dump, capture, stream, local):
    done = subprocess.run([dump, 'to-script', capture, str(stream), local], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def without_windows(script):
    """the same, where the window of a segment that the kernel sends may be any"""
    return ''.join(re.sub(r'^(\S+ > .*?) win \d+', r'\1', line) for line in script.splitlines(True))


def complaint(folder, packetdrill, script, tolerance):
    """'' if packetdrill is content, else what it says first"""
    path = os.path.join(folder, 'script.pkt')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(script)
    settings = ' '.join(f'sysctl -qw {one} 2>/dev/null;' for one in SETTINGS)
    try:
        done = subprocess.run(['unshare', '-n', 'sh', '-c', settings + 'exec "$@"', 'sh', packetdrill,
                               f'--tolerance_usecs={round(tolerance * 1e6)}', path],
                              capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return 'takes longer than two minutes'
    return '' if done.returncode == 0 else (done.stderr or done.stdout).splitlines()[0].replace(path, '').strip(': ')


def main():
    words = sys.argv[1:]
    options = {'--show': 20, '--tolerance': 0.05}
    for name in options:
        if name in words:
            at = words.index(name)
            options[name] = float(words[at + 1])
            del words[at:at + 2]
    dump, packetdrill, *captures = words
    passed, any_window, everything, misses = Counter(), Counter(), Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        for capture in captures:
            stream = 0
            while to_script(dump, capture, stream, 'client') is not None:
                for local in ('client', 'server'):
                    script = to_script(dump, capture, stream, local)
                    everything[local] += 1
                    problem = complaint(folder, packetdrill, script, options['--tolerance'])
                    if not problem:
                        passed[local] += 1
                        continue
                    misses.append(f'{os.path.basename(capture)} {stream} {local}: {problem}')
                    if not complaint(folder, packetdrill, without_windows(script), options['--tolerance']):
                        any_window[local] += 1
                stream += 1
    for local, count in everything.items():
        print(f'{local} under test: {passed[local]} of {count} pass, {any_window[local]} more with any window')
    for miss in misses[:int(options['--show'])]:
        print('    ' + miss)


if __name__ == '__main__':
    main()
