"""Two hosts, each a network namespace with a TCP stack of its own, joined through a middle one.

    A 10.77.0.1 ── cable 6 ms ── [to-a] bridge in the middle [to-b] ── cable 2 ms ── B 10.77.0.2

tcpdump listens in the middle, on the port towards A or the one towards B. A frame that the middle
drops was seen on the port it came in by and is never seen on the other.
"""
import contextlib
import ctypes
import multiprocessing
import os
import signal
import socket
import subprocess
import time

import wire

CLONE_NEWNET = 0x40000000
MIDDLE = 'tcpladder-middle'
_libc = ctypes.CDLL(None, use_errno=True)

# Quiet and the same on every machine: no IPv6 chatter, no metrics remembered from one run to the next.
SYSCTLS = {
    'net.ipv6.conf.all.disable_ipv6': 1,
    'net.ipv6.conf.default.disable_ipv6': 1,
    'net.ipv4.tcp_no_metrics_save': 1,
    'net.ipv4.tcp_congestion_control': 'reno',
}


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _in_namespace(namespace, *command):
    run('ip', 'netns', 'exec', namespace, *command)


def _enter(fd):
    if _libc.setns(fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), 'setns')


@contextlib.contextmanager
def inside(namespace):
    """Runs the body in a network namespace. A socket stays in the one it was created in."""
    here = os.open('/proc/thread-self/ns/net', os.O_RDONLY)
    there = os.open(f'/run/netns/{namespace}', os.O_RDONLY)
    try:
        _enter(there)
        yield
    finally:
        _enter(here)
        os.close(there)
        os.close(here)


class Host:
    """One end: a network namespace with one address."""

    def __init__(self, name, address):
        self.namespace = f'tcpladder-{name}'
        self.address = address

    def sysctl(self, name, value, optional=False):
        """Sets a kernel parameter of this host; an optional one may be unknown to an older kernel."""
        if not optional or os.path.exists('/proc/sys/' + name.replace('.', '/')):
            _in_namespace(self.namespace, 'sysctl', '-qw', f'{name}={value}')

    def socket(self, port=0, kind=socket.SOCK_STREAM, protocol=0):
        """A socket of this host, bound to its address (and `port` unless 0)."""
        with inside(self.namespace):
            sock = socket.socket(socket.AF_INET, kind, protocol)
        if kind == socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((self.address, port))
        return sock

    def unbound_socket(self, port):
        """A socket that gets its address and `port` only when it connects, as most programs leave it."""
        self.sysctl('net.ipv4.ip_local_port_range', f'{port} {port}')
        with inside(self.namespace):
            return socket.socket(socket.AF_INET, socket.SOCK_STREAM)

    def listen(self, port, backlog=8, receive_buffer=None):
        listener = self.socket(port)
        if receive_buffer:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        listener.listen(backlog)
        return listener


class Network:
    """Both hosts and the middle, for the length of one recording."""

    def __init__(self, delay_a=0.006, delay_b=0.002):
        self.a = Host('a', '10.77.0.1')
        self.b = Host('b', '10.77.0.2')
        self._delays = delay_a, delay_b
        self._taps = []
        self._carrier = None
        self._captures = []

    def __enter__(self):
        self._remove_namespaces()
        for namespace in (self.a.namespace, self.b.namespace, MIDDLE):
            run('ip', 'netns', 'add', namespace)
            for name, value in SYSCTLS.items():
                _in_namespace(namespace, 'sysctl', '-qw', f'{name}={value}')
        with inside(MIDDLE):
            self._taps = [wire.open_tap(name) for name in ('host-a', 'to-a', 'to-b', 'host-b')]
            self._join()
        host_a, port_a, port_b, host_b = self._taps
        cables = [(host_a, port_a, self._delays[0]), (port_b, host_b, self._delays[1])]
        self._carrier = multiprocessing.get_context('fork').Process(
            target=wire.carry, args=(cables,), daemon=True)
        self._carrier.start()
        return self

    def __exit__(self, *_):
        self.stop_capture()
        self._carrier.kill()
        self._carrier.join()
        for fd in self._taps:
            os.close(fd)
        self._remove_namespaces()

    def _remove_namespaces(self):
        for namespace in (self.a.namespace, self.b.namespace, MIDDLE):
            if os.path.exists(f'/run/netns/{namespace}'):
                run('ip', 'netns', 'del', namespace)

    def _join(self):
        run('ip', 'link', 'add', 'bridge', 'type', 'bridge', 'mcast_snooping', '0')
        for port in ('to-a', 'to-b'):
            run('ip', 'link', 'set', 'dev', port, 'master', 'bridge', 'up')
        run('ip', 'link', 'set', 'dev', 'bridge', 'up')
        macs = {self.a: '02:00:00:00:00:0a', self.b: '02:00:00:00:00:0b'}
        for host, peer, device in ((self.a, self.b, 'host-a'), (self.b, self.a, 'host-b')):
            run('ip', 'link', 'set', 'dev', device, 'netns', host.namespace)
            inner = ['ip', '-n', host.namespace]
            run(*inner, 'link', 'set', 'dev', device, 'address', macs[host], 'up')
            run(*inner, 'address', 'add', f'{host.address}/24', 'dev', device)
            # Neighbours known from the start: no ARP in a capture about TCP.
            run(*inner, 'neighbour', 'add', peer.address, 'lladdr', macs[peer], 'dev', device)
            run(*inner, 'route', 'add', 'default', 'via', peer.address)
        run('nft', 'add table bridge middle; add chain bridge middle forward '
            '{ type filter hook forward priority 0; }')

    def drop(self, match, first=None):
        """Drops what passes the middle and matches the nftables expression, or only the first few."""
        count = f'numgen inc mod 1000000 < {first}' if first else ''
        _in_namespace(MIDDLE, 'nft', f'add rule bridge middle forward {match} {count} drop')

    def reject(self, host, match):
        """Lets `host` itself refuse what matches, with the ICMP message of a packet filter."""
        _in_namespace(host.namespace, 'nft', 'add table ip filter; add chain ip filter input '
                      '{ type filter hook input priority 0; }; '
                      f'add rule ip filter input {match} reject with icmp admin-prohibited')

    def drop_nothing(self):
        _in_namespace(MIDDLE, 'nft', 'flush chain bridge middle forward')

    def start_capture(self, file, where='to-a', snaplen=262144, nanoseconds=False):
        """Captures into `file`. `where`: port `to-a` or `to-b` of the middle, `any` device of the middle
        at once, `any-b`, any device of host B, or `host-a` or `host-b`, the device of that host. Several
        captures may be taken at once."""
        hosts = {'any-b': self.b, 'host-a': self.a, 'host-b': self.b}
        namespace = hosts[where].namespace if where in hosts else MIDDLE
        device = 'any' if where == 'any-b' else where
        command = ['ip', 'netns', 'exec', namespace, 'tcpdump', '-i', device, '-w', file, '-U', '-n',
                   '--immediate-mode', '-s', str(snaplen), '-Z', 'root']
        if nanoseconds:
            command.append('--time-stamp-precision=nano')
        tcpdump = subprocess.Popen(command + ['ip'], stderr=subprocess.PIPE, text=True)
        self._captures.append(tcpdump)
        for line in tcpdump.stderr:
            if 'listening on' in line:
                return
        raise RuntimeError('tcpdump did not start')

    def stop_capture(self):
        if not self._captures:
            return
        time.sleep(0.1)  # the last frame is still on the cable
        for tcpdump in self._captures:
            tcpdump.send_signal(signal.SIGINT)
            tcpdump.communicate()
        self._captures = []
