"""What happens in each sample. Every function runs both ends of a story; the kernel does all the TCP."""
import dataclasses
import socket
import time
from typing import Callable

import payload


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    run: Callable
    where: str = 'to-a'         # see Network.start_capture
    snaplen: int = 262144
    nanoseconds: bool = False
    pcapng: bool = False
    late: bool = False          # the story starts the capture itself
    delay_a: float = 0.006      # seconds of cable between A and the capture point
    delay_b: float = 0.002


ALL = []


def scenario(**options):
    def register(function):
        ALL.append(Scenario(function.__name__.replace('_', '-'), function, **options))
        return function
    return register


def pause(seconds):
    time.sleep(seconds)


def connected(net, client_port, server_port, backlog=8):
    """A connection opened by A. Returns both ends; nobody listens any more."""
    listener = net.b.listen(server_port, backlog)
    client = net.a.socket(client_port)
    client.connect((net.b.address, server_port))
    server, _ = listener.accept()
    listener.close()
    return client, server


def receive(sock, size):
    """Reads exactly `size` bytes."""
    while size > 0:
        got = sock.recv(min(size, 65536))
        if not got:
            raise RuntimeError('the peer ended too soon')
        size -= len(got)


def receive_end(sock):
    """Waits for the peer's FIN."""
    while sock.recv(65536):
        pass


def exchange(client, server, request=200, response=600, host='sample.test'):
    client.sendall(payload.http_request(max(request, 200), host))
    receive(server, max(request, 200))
    server.sendall(payload.http_response(response))
    receive(client, response)


def keep_alive(sock, idle, interval, count):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, idle)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, interval)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, count)


@scenario()
def http_1688(net):
    """The story: 365 bytes of request, 1248 of response, idle with probes, the server ends it."""
    client, server = connected(net, 50765, 1688)
    keep_alive(client, idle=1, interval=1, count=3)
    pause(0.03)
    client.sendall(payload.http_request(365, '10.77.0.2:1688', '/tcp'))
    receive(server, 365)
    pause(0.015)
    server.sendall(payload.http_response(1248))
    receive(client, 1248)
    pause(5)
    server.close()
    receive_end(client)
    pause(0.25)  # the client's program looks at its idle connections now and then
    client.close()
    pause(0.05)
