#!/usr/bin/env python3
"""Changes one operator of the core at a time and looks whether a native test notices.

    mutate.py [--seed N] [--count N] [--only PATH_PART] [--list]

Takes COUNT random operators of core/*/*.cc: relational, logical, plus and minus. Each is replaced by its
neighbour (`<` by `<=`, `&&` by `||`, `+` by `-`), the tests of its folder are built and run, and the rest of
the native tests where those pass. A mutant that does not compile is replaced by another. The source is
restored behind each, also when the run is interrupted. Comparison sets that are not part of the repository
are not used.

A survivor is either a missing test or equivalent: the program does the same. The equivalent ones are known
from mutants_equivalent.tsv (path, line before, line after, reason; lines without indentation).

The last line is `N killed, M survived, K equivalent`; the exit status is 1 where one survived.
"""
import argparse
import csv
import os
import random
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / 'build' / 'mutate'
EQUIVALENT = Path(__file__).with_name('mutants_equivalent.tsv')
# Operators with a space on both sides: so clang-format writes those that take two operands.
NEIGHBOURS = {'<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==', '&&': '||', '||': '&&', '+': '-', '-': '+'}
OPERATOR = re.compile(r'(?<= )(<=|>=|==|!=|&&|\|\||<|>|\+|-)(?= )')
LITERAL = re.compile(r'//.*|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
BUILD_LIMIT, TEST_LIMIT = 900, 300  # seconds


class Mutant:
    def __init__(self, path, number, at, operator):
        self.path, self.number, self.at, self.operator = path, number, at, operator
        self.lines = path.read_text().split('\n')
        before = self.lines[number]
        self.before = before.strip()
        self.after_line = before[:at] + NEIGHBOURS[operator] + before[at + len(operator):]
        self.after = self.after_line.strip()

    def __str__(self):
        return f'{self.path.relative_to(PROJECT)}:{self.number + 1}: {self.before}  ->  {self.after}'

    def apply(self):
        changed = list(self.lines)
        changed[self.number] = self.after_line
        self.path.write_text('\n'.join(changed))

    def restore(self):
        self.path.write_text('\n'.join(self.lines))


def mutants_of(path):
    for number, line in enumerate(path.read_text().split('\n')):
        if line.lstrip().startswith(('#', 'template')):
            continue
        code = LITERAL.sub(lambda match: '_' * len(match.group()), line)
        for match in OPERATOR.finditer(code):
            yield Mutant(path, number, match.start(), match.group())


def run(command, limit):
    """Whether it succeeded; what takes too long has not."""
    try:
        return subprocess.run(command, cwd=PROJECT, timeout=limit, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def build(*targets):
    return run(['cmake', '--build', str(BUILD), '--target', *targets], BUILD_LIMIT)


def configure():
    # Each file for itself and hardly optimised: one file is compiled again for each mutant.
    command = ['cmake', '-S', str(PROJECT), '-B', str(BUILD), '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug',
               '-DCMAKE_CXX_FLAGS_DEBUG=-O1', '-DTCPLADDER_UNITY=OFF', '-DTCPLADDER_WERROR=OFF']
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def test(pattern):
    environment = ['env', f'TCPLADDER_SHARED={os.devnull}']
    return run([*environment, 'ctest', '--test-dir', str(BUILD), '--stop-on-failure', '-R', pattern], TEST_LIMIT)


def verdict(mutant):
    folder = mutant.path.parent.name
    mutant.apply()
    try:
        own = f'{folder}_test'
        if not build(own):
            return 'does not compile'
        if not test(f'^{own}$'):
            return 'killed'
        if not build('all'):
            return 'does not compile'
        return 'survived' if test('.') else 'killed'
    finally:
        mutant.restore()


def known_as_equivalent():
    with open(EQUIVALENT, encoding='utf-8') as file:
        return {tuple(row[:3]) for row in csv.reader(file, delimiter='\t') if row}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=20)
    parser.add_argument('--only', default='', help='a part of the path')
    parser.add_argument('--list', action='store_true', help='only show what would be changed')
    arguments = parser.parse_args()
    files = [path for path in sorted(PROJECT.glob('core/*/*.cc')) if arguments.only in str(path)]
    candidates = [mutant for path in files for mutant in mutants_of(path)]
    random.Random(arguments.seed).shuffle(candidates)
    if arguments.list:
        print('\n'.join(map(str, candidates[:arguments.count])))
        return 0
    equivalent = known_as_equivalent()
    configure()
    if not build('all') or not test('.'):
        sys.exit('mutate.py: the tests fail without a mutant')
    counts = dict.fromkeys(('killed', 'survived', 'equivalent'), 0)
    for mutant in candidates:
        if sum(counts.values()) == arguments.count:
            break
        found = verdict(mutant)
        key = (str(mutant.path.relative_to(PROJECT)), mutant.before, mutant.after)
        if found == 'survived' and key in equivalent:
            found = 'equivalent'
        if found in counts:
            counts[found] += 1
        print(f'{found}: {mutant}', flush=True)
    print(', '.join(f'{count} {name}' for name, count in counts.items()))
    return 1 if counts['survived'] else 0


if __name__ == '__main__':
    sys.exit(main())
