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
EVENT = re.compile(r'(\d+\.\d+): inet_sock_set_state: family=AF_INET protocol=IPPROTO_TCP '
                   r'sport=(\d+) dport=(\d+) saddr=(\S+) .*oldstate=TCP_(\S+) newstate=TCP_(\S+)')


class KernelTruth:
    """Listens to the tracepoint while it is open (`with`). An instance of its own leaves other tracing alone."""

    def __init__(self, ends, instance='tcpladder'):
        self._ends = ends  # address -> 'A' or 'B'
        self._instance = f'{TRACEFS}/instances/{instance}'

    def _write(self, name, text):
        with open(f'{self._instance}/{name}', 'w') as file:
            file.write(text)

    def __enter__(self):
        if not os.path.isdir(f'{TRACEFS}/instances'):
            subprocess.run(['mount', '-t', 'tracefs', 'tracefs', TRACEFS], check=True)
        if os.path.isdir(self._instance):
            os.rmdir(self._instance)
        os.mkdir(self._instance)
        self._write('trace_clock', 'mono')
        self._write('events/sock/inet_sock_set_state/enable', '1')
        return self

    def __exit__(self, *_):
        os.rmdir(self._instance)

    def save(self, file):
        """Writes what happened so far. Nothing after this call is recorded."""
        self._write('events/sock/inet_sock_set_state/enable', '0')
        to_capture_clock = time.time() - time.monotonic()
        with open(f'{self._instance}/trace') as trace, open(file, 'w') as out:
            for match in filter(None, map(EVENT.search, trace)):
                seconds, local, remote, address, old, new = match.groups()
                if address in self._ends:
                    print(f'{float(seconds) + to_capture_clock:.6f}', self._ends[address], local, remote, old, new,
                          sep='\t', file=out)
