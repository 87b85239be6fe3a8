"""Records the samples named on the command line, or all of them, into the folder above this one; tests into theirs."""
import os
import signal
import sys
import tempfile

import pairs
import pcapng
import scenarios
from network import Network
from truth import KernelTruth

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAIRS = os.path.join(FOLDER, 'pairs')
TESTS = os.path.join(os.path.dirname(FOLDER), 'tests', 'recordings')

SECONDS_MAX = 60


def record(scenario, folder):
    with tempfile.TemporaryDirectory() as scratch, Network(scenario.delay_a, scenario.delay_b) as net, \
            KernelTruth({net.a.address: 'A', net.b.address: 'B'}) as truth:
        capture = os.path.join(scratch, scenario.name + '.pcap')
        states = os.path.join(scratch, scenario.name + '.states.tsv')

        def start():
            net.start_capture(capture, scenario.where, scenario.snaplen, scenario.nanoseconds)
        if scenario.late:
            kept = scenario.run(net, start)
        else:
            start()
            kept = scenario.run(net)
        net.stop_capture()
        truth.save(states)
        del kept  # sockets that the story leaves open are closed only after its end
        results = [capture, states]
        if scenario.pcapng:
            results = [pcapng.convert(capture, scenario.name)]
        elif scenario.late:
            results = [capture]  # the kernel saw a beginning that the capture has not
        for path in results:
            with open(path, 'rb') as source, open(os.path.join(folder, os.path.basename(path)), 'wb') as target:
                target.write(source.read())
        return os.path.getsize(results[0])


def too_slow(*_):
    raise TimeoutError(f'the story did not end within {SECONDS_MAX} s')


def main():
    known = {scenario.name: scenario for scenario in scenarios.ALL}
    known |= {f'pairs/{pair.name}': pair for pair in pairs.ALL}
    wanted = sys.argv[1:] or list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f'no such sample: {" ".join(unknown)}\nthere are: {" ".join(known)}')
    signal.signal(signal.SIGALRM, too_slow)
    for name in wanted:
        signal.alarm(SECONDS_MAX)
        print(f'{name} ...', end=' ', flush=True)
        if isinstance(known[name], pairs.Pair):
            size = pairs.record(known[name], PAIRS)
        else:
            size = record(known[name], TESTS if known[name].test else FOLDER)
        print(f'{size} bytes', flush=True)


main()
