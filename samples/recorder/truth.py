"""The kernel's own account: every state change of the TCP sockets of A and B while a capture is taken.

From the tracepoint sock:inet_sock_set_state. Columns of NAME.states.tsv, separated by tabs: seconds on the
capture's clock, end (A or B), local port, remote port (0: none yet), old state, new state, as the kernel
names them without `TCP_`. A passive open appears only when its third segment arrived, and a socket in
TIME-WAIT is a separate small one whose end the tracepoint does not show.
"""
import os
import re
import subprocess
import time

TRACEFS = '/sys/kernel/tracing'
INSTANCE = f'{TRACEFS}/instances/tcpladder'
EVENT = re.compile(r'(\d+\.\d+): inet_sock_set_state: family=AF_INET protocol=IPPROTO_TCP '
                   r'sport=(\d+) dport=(\d+) saddr=(\S+) .*oldstate=TCP_(\S+) newstate=TCP_(\S+)')


def _write(name, text):
    with open(f'{INSTANCE}/{name}', 'w') as file:
        file.write(text)


class KernelTruth:
    """Listens to the tracepoint while it is open (`with`). An instance of its own leaves other tracing alone."""

    def __init__(self, ends):
        self._ends = ends  # address -> 'A' or 'B'

    def __enter__(self):
        if not os.path.isdir(f'{TRACEFS}/instances'):
            subprocess.run(['mount', '-t', 'tracefs', 'tracefs', TRACEFS], check=True)
        if os.path.isdir(INSTANCE):
            os.rmdir(INSTANCE)
        os.mkdir(INSTANCE)
        _write('trace_clock', 'mono')
        _write('events/sock/inet_sock_set_state/enable', '1')
        return self

    def __exit__(self, *_):
        os.rmdir(INSTANCE)

    def save(self, file):
        """Writes what happened so far. Nothing after this call is recorded."""
        _write('events/sock/inet_sock_set_state/enable', '0')
        to_capture_clock = time.time() - time.monotonic()
        with open(f'{INSTANCE}/trace') as trace, open(file, 'w') as out:
            for match in filter(None, map(EVENT.search, trace)):
                seconds, local, remote, address, old, new = match.groups()
                if address in self._ends:
                    print(f'{float(seconds) + to_capture_clock:.6f}', self._ends[address], local, remote, old, new,
                          sep='\t', file=out)
