"""How well a comparison names the first difference between two connections.

    divergences.py TCPLADDER-DUMP [TIMES]     (root)

Records one usual story, and stories that differ from it in one known way, each TIMES times (five), with kernels at
both ends; compares each with a recording of the usual story and counts how often the first divergence is of the
kind that was made. Then compares recordings of one story with each other, in which there is nothing to find.
The recordings are not kept.
"""
import collections
import itertools
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading

from network import Network
from scenarios import keep_alive, pause, receive, receive_end

PORT = 8080
SAME_PAIRS = 50


class Story:
    """The usual one; what is different in others is overridden."""
    kind = None                  # of divergences.def
    name = None                  # where a kind has several stories
    lengths = (300, 5000, 200, 9000)

    def __init__(self, net, client_port):
        self.net, self.port = net, client_port

    def prepare(self):
        """Before the sockets exist."""

    def restore(self):
        """After the story."""

    def sockets(self):
        listener = self.net.b.listen(PORT, receive_buffer=self.receive_buffer)
        return listener, self.net.a.socket(self.port)

    receive_buffer = None

    def connect(self):
        listener, client = self.sockets()
        with listener:
            client.connect((self.net.b.address, PORT))
            server, _ = listener.accept()
        return client, server

    def say(self, client, server):
        for number, length in enumerate(self.lengths):
            sender, receiver = (client, server) if number % 2 == 0 else (server, client)
            self.before(number)
            sender.sendall(b'x' * length)
            receive(receiver, length)

    def before(self, number):
        pause(0.01)

    def close(self, client, server):
        client.close()
        receive_end(server)
        server.close()

    def run(self):
        client, server = self.connect()
        self.say(client, server)
        self.close(client, server)
        pause(0.05)


class OptionMissing(Story):
    kind = 'option'

    def prepare(self):
        self.net.a.sysctl('net.ipv4.tcp_sack', 0)

    def restore(self):
        self.net.a.sysctl('net.ipv4.tcp_sack', 1)


class TimestampsMissing(OptionMissing):
    name = 'option, timestamps'

    def prepare(self):
        self.net.b.sysctl('net.ipv4.tcp_timestamps', 0)

    def restore(self):
        self.net.b.sysctl('net.ipv4.tcp_timestamps', 1)


class WindowScale(Story):
    kind, receive_buffer = 'window_scale', 200_000


class Mss(Story):
    kind = 'mss'

    def sockets(self):
        listener, client = super().sockets()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1000)
        return listener, client


class Refused(Story):
    kind, name = 'answer', 'answer, refused'

    def run(self):
        with self.net.a.socket(self.port) as client:
            try:
                client.connect((self.net.b.address, PORT + 1))
            except ConnectionRefusedError:
                pass


class Unanswered(Story):
    kind, name = 'answer', 'answer, none'

    def run(self):
        self.net.drop('tcp dport 8080')
        with self.net.a.socket(self.port) as client:
            client.settimeout(0.5)
            try:
                client.connect((self.net.b.address, PORT))
            except TimeoutError:
                pass
        self.net.drop_nothing()


class SynRepeated(Story):
    kind, name = 'repeated', 'repeated, SYN'

    def connect(self):
        self.net.drop('tcp dport 8080 tcp flags == syn', first=1)
        try:
            return super().connect()
        finally:
            self.net.drop_nothing()


class DataRepeated(Story):
    kind = 'repeated'

    def before(self, number):
        super().before(number)
        self.net.drop_nothing()
        if number == 1:
            self.net.drop('tcp sport 8080 ip length > 1000', first=1)


class ServerSpeaksFirst(Story):
    kind = 'first_speaker'

    def say(self, client, server):
        super().say(server, client)


class OtherLength(Story):
    kind, lengths = 'length', (300, 4800, 200, 9000)


class ExtraRoundTrip(Story):
    kind, lengths = 'exchange', (300, 5000, 77, 88, 200, 9000)


class MissingRoundTrip(Story):
    kind, name, lengths = 'exchange', 'exchange, one less', (300, 5000)


class ZeroWindow(Story):
    kind, lengths, waits = 'zero_window', (300, 20_000, 200, 9000), 0.6

    def sockets(self):
        listener, client = super().sockets()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4608)
        return listener, client

    def say(self, client, server):
        for number, length in enumerate(self.lengths):
            sender, receiver = (client, server) if number % 2 == 0 else (server, client)
            pause(0.01)
            sending = threading.Thread(target=sender.sendall, args=(b'x' * length,))
            sending.start()
            pause(self.waits if number == 1 else 0)
            receive(receiver, length)
            sending.join()


class ZeroWindowUsual(ZeroWindow):
    """Beside ZeroWindow: the same buffers, and a program that reads at once."""
    waits = 0


class Waits(Story):
    kind = 'idle'

    def before(self, number):
        pause(1.2 if number == 3 else 0.01)


class KeepAlive(Story):
    kind = 'keep_alive'

    def say(self, client, server):
        keep_alive(client, idle=1, interval=1, count=3)
        super().say(client, server)

    def before(self, number):
        pause(1.3 if number == 2 else 0.01)


class Reset(Story):
    kind = 'ending'

    def close(self, client, server):
        pause(0.05)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        client.close()
        pause(0.05)
        server.close()


class ServerCloses(Story):
    kind = 'closer'

    def close(self, client, server):
        super().close(server, client)


DIFFERENT = [OptionMissing, TimestampsMissing, WindowScale, Mss, Refused, Unanswered, SynRepeated, DataRepeated,
             ServerSpeaksFirst, OtherLength, ExtraRoundTrip, MissingRoundTrip, ZeroWindow, Waits, KeepAlive, Reset,
             ServerCloses]
SAME = [Story, ServerSpeaksFirst, ExtraRoundTrip, Waits, ServerCloses]


class Recorder:
    def __init__(self, net, folder, where):
        self.net, self.folder, self.where = net, folder, where
        self.ports = itertools.count(42000)

    def record(self, story):
        port = next(self.ports)
        path = os.path.join(self.folder, f'{port}.pcap')
        self.net.start_capture(path, self.where)
        told = story(self.net, port)
        told.prepare()
        try:
            told.run()
        finally:
            told.restore()
        self.net.stop_capture()
        return path


def divergences(dump, first, second):
    done = subprocess.run([dump, 'diff', first, '0', second, '0'], check=True, capture_output=True, text=True)
    return [line.split('\t') for line in done.stdout.splitlines()[1:]]


def main():
    dump, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    right = of = 0
    with tempfile.TemporaryDirectory() as folder, Network() as net:
        recorder = Recorder(net, folder, 'to-a')
        for story in DIFFERENT:
            first = collections.Counter()
            for _ in range(times):
                usual = recorder.record(ZeroWindowUsual if story is ZeroWindow else Story)
                found = divergences(dump, usual, recorder.record(story))
                first[found[0][0] if found else 'none'] += 1
            right, of = right + first[story.kind], of + times
            print(f'{story.name or story.kind:22} {dict(first)}', flush=True)
        print(f'first divergence right: {right} of {of}', flush=True)
        invented = 0
        for number in range(SAME_PAIRS):
            story = SAME[number % len(SAME)]
            found = divergences(dump, recorder.record(story), recorder.record(story))
            invented += bool(found)
            for row in found:
                print('invented:', story.__name__, *row, flush=True)
        print(f'invented in {invented} of {SAME_PAIRS} pairs')


main()
