"""What happens in each sample. Every function runs both ends of a story; the kernel does all the TCP."""
import dataclasses
import socket
import threading
import time
from typing import Callable

import forged
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
    test: bool = False          # only a test: kept in tests/recordings, not offered as a sample


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


def transfer(sender, receiver, data):
    """Sends more than the buffers hold, so both sides work at once."""
    sending = threading.Thread(target=sender.sendall, args=(data,), daemon=True)
    sending.start()
    receive(receiver, len(data))
    sending.join()


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


@scenario()
def client_closes_first(net):
    """Four segments to close: B acknowledges A's FIN, has a last word to say, and closes later."""
    client, server = connected(net, 40001, 8080)
    exchange(client, server)
    client.shutdown(socket.SHUT_WR)
    receive_end(server)
    pause(0.12)
    server.close()
    receive_end(client)
    client.close()
    pause(0.05)


@scenario(nanoseconds=True)
def three_segment_close(net):
    """B closes as soon as it reads the end: its ACK and its FIN travel in one segment."""
    client, server = connected(net, 40002, 8080)
    exchange(client, server)
    pause(0.05)
    client.close()
    receive_end(server)
    server.close()
    pause(0.05)


@scenario()
def refused(net):
    """Nobody listens: RST to the SYN, three tries."""
    for port in (40003, 40004, 40005):
        client = net.a.socket(port)
        try:
            client.connect((net.b.address, 81))
        except ConnectionRefusedError:
            pass
        client.close()
        pause(0.2)


@scenario()
def filtered(net):
    """A packet filter refuses with an ICMP message; another port swallows the SYNs without a word."""
    net.reject(net.b, 'tcp dport 443')
    net.drop('tcp dport 444')
    for client_port, server_port in ((40006, 443), (40007, 444)):
        client = net.a.unbound_socket(client_port)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 2)
        client.settimeout(5)
        try:
            client.connect((net.b.address, server_port))
        except OSError:
            pass
        client.close()


@scenario()
def unanswered_syn(net):
    """Every SYN is lost on the way: repeats with growing gaps, then the kernel gives up."""
    net.drop('tcp dport 8080')
    net.a.sysctl('net.ipv4.tcp_syn_linear_timeouts', 0, optional=True)
    client = net.a.unbound_socket(40008)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_SYNCNT, 3)
    try:
        client.connect((net.b.address, 8080))
    except TimeoutError:
        pass
    client.close()


@scenario()
def syn_lost(net):
    """The first SYN is lost beyond the capture point, then the first SYN-ACK of another connection."""
    net.drop('tcp flags & (syn | ack) == syn', first=1)
    client, server = connected(net, 40009, 8080)
    three_way_end(client, server)
    net.drop_nothing()
    net.drop('tcp flags & (syn | ack) == (syn | ack)', first=1)
    client, server = connected(net, 40010, 8080)
    three_way_end(client, server)


def three_way_end(client, server):
    client.close()
    receive_end(server)
    server.close()
    pause(0.05)


@scenario()
def reset_by_client(net):
    """A program that closes with SO_LINGER 0: no FIN, a RST that drops what was still to be read."""
    client, server = connected(net, 40011, 8080)
    exchange(client, server)
    linger_zero(client)
    pause(0.05)
    client.close()
    pause(0.05)
    return server


def linger_zero(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')


@scenario()
def reset_by_server(net):
    """B closes with a request unread: Linux answers RST, since data was lost."""
    client, server = connected(net, 40012, 8080)
    client.sendall(payload.http_request(365, 'sample.test'))
    pause(0.05)
    server.close()
    pause(0.05)
    return client


@scenario()
def half_close(net):
    """A says it has no more to send; B goes on for a second: CLOSE-WAIT and FIN-WAIT-2 in use."""
    client, server = connected(net, 40013, 8080)
    client.sendall(payload.lines(210))
    client.shutdown(socket.SHUT_WR)
    receive_end(server)
    for _ in range(5):
        server.sendall(payload.lines(700))
        pause(0.2)
    server.close()
    receive_end(client)
    client.close()
    pause(0.05)


@scenario()
def simultaneous_close(net):
    """Both close within the cable's delay: the FINs cross, both ends go through CLOSING."""
    client, server = connected(net, 40014, 8080)
    exchange(client, server)
    pause(0.1)
    client.close()
    server.close()
    pause(0.1)


@scenario()
def simultaneous_open(net):
    """Both connect from and to agreed ports at once: the SYNs cross, nobody listens."""
    ends = [net.a.socket(40015), net.b.socket(40015)]
    for end in ends:
        end.setblocking(False)
    for end, peer in zip(ends, (net.b, net.a)):
        end.connect_ex((peer.address, 40015))
    pause(0.2)
    for end in ends:
        end.setblocking(True)
    exchange(*ends)
    three_way_end(*ends)


@scenario(where='to-b', snaplen=128)
def loss(net):
    """120 kB from B with some segments lost: duplicate ACKs, SACK, fast retransmission, a lost tail."""
    client, server = connected(net, 40016, 8080)
    net.drop('ip saddr 10.77.0.2 ip length > 500 numgen inc mod 29 == 11')
    transfer(server, client, payload.lines(120_000))
    net.drop_nothing()
    pause(0.1)
    net.drop('ip saddr 10.77.0.2 ip length > 500', first=3)  # the tail, its probe, and once more
    server.sendall(payload.lines(2000))
    receive(client, 2000)
    three_way_end(client, server)


@scenario()
def fin_lost(net):
    """A's FIN is lost and sent again; then B's; then the last ACK, so that TIME-WAIT has its use."""
    fin_of_a = 'ip saddr 10.77.0.1 tcp flags & fin == fin'
    fin_of_b = 'ip saddr 10.77.0.2 tcp flags & fin == fin'
    for port, lost in ((40017, fin_of_a), (40018, fin_of_b)):
        client, server = connected(net, port, 8080)
        exchange(client, server)
        pause(0.1)
        net.drop(lost, first=1)
        three_way_end(client, server)
        pause(0.5)
        net.drop_nothing()
    client, server = connected(net, 40019, 8080)
    exchange(client, server)
    client.shutdown(socket.SHUT_WR)
    receive_end(server)
    pause(0.1)
    net.drop('ip saddr 10.77.0.1 tcp flags & (fin | ack) == ack', first=1)
    server.close()
    receive_end(client)
    client.close()
    pause(0.8)


@scenario()
def fin_with_data(net):
    """Data and FIN in one segment: the last byte and the end are acknowledged together."""
    client, server = connected(net, 40020, 8080)
    client.sendall(payload.http_request(365, 'sample.test'))
    receive(server, 365)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    server.sendall(payload.http_response(1000))
    server.close()
    receive_end(client)
    client.close()
    pause(0.05)


@scenario(where='to-a')
def fin_overtakes_data(net):
    """The last data from B is lost before the capture point: its FIN arrives first and must wait."""
    client, server = connected(net, 40021, 8080)
    exchange(client, server)
    pause(0.1)
    net.drop('ip saddr 10.77.0.2 ip length > 200', first=1)
    server.sendall(payload.lines(700))
    server.close()
    receive_end(client)
    client.close()
    pause(0.1)


@scenario()
def data_after_close(net):
    """A closes with nothing to read; B sends on to a program that is gone and is answered by RST."""
    client, server = connected(net, 40022, 8080)
    exchange(client, server)
    client.close()
    pause(0.1)
    server.sendall(payload.lines(140))
    pause(0.1)
    return server


@scenario()
def keep_alive_answered(net):
    """Nothing to say for four seconds, a probe each second, an answer to each."""
    client, server = connected(net, 40023, 8080)
    exchange(client, server)
    keep_alive(client, idle=1, interval=1, count=3)
    pause(4.3)
    three_way_end(client, server)


@scenario()
def keep_alive_unanswered(net):
    """B's answers no longer come through: after three probes A gives up with RST."""
    client, server = connected(net, 40024, 8080)
    exchange(client, server)
    pause(0.1)
    net.drop('ip saddr 10.77.0.2')
    keep_alive(client, idle=1, interval=1, count=3)
    pause(5)
    return client, server


@scenario(snaplen=128)
def zero_window(net):
    """B does not read: its window shrinks to 0, A probes with growing gaps, B reads at last."""
    listener = net.b.listen(8080, receive_buffer=4096)
    client = net.a.socket(40025)
    client.connect((net.b.address, 8080))
    server, _ = listener.accept()
    listener.close()
    threading.Thread(target=client.sendall, args=(payload.lines(14_000),), daemon=True).start()
    pause(3.5)
    receive(server, 14_000)
    pause(0.1)
    three_way_end(client, server)


@scenario()
def port_reuse(net):
    """One port pair, four connections: B holds TIME-WAIT and takes a new SYN in it; then A does."""
    net.a.sysctl('net.ipv4.tcp_tw_reuse', 1)
    for closes_first in ('server', 'server', 'client', 'client'):
        client, server = connected(net, 40026, 8080)
        exchange(client, server)
        pause(0.05)
        ends = (client, server) if closes_first == 'client' else (server, client)
        three_way_end(*ends)
        pause(1.3)


@scenario()
def fast_open(net):
    """TCP Fast Open: a cookie is asked for; then data in the SYN is taken; then refused with an old cookie."""
    for host in (net.a, net.b):
        host.sysctl('net.ipv4.tcp_fastopen', 3)
    net.b.sysctl('net.ipv4.tcp_fastopen_key', '00000001-00000002-00000003-00000004')
    listener = net.b.listen(8080)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 8)
    for port in (40027, 40028, 40029):
        if port == 40029:
            net.b.sysctl('net.ipv4.tcp_fastopen_key', '00000005-00000006-00000007-00000008')
        client = net.a.socket(port)
        client.sendto(payload.http_request(365, 'sample.test'), socket.MSG_FASTOPEN,
                      (net.b.address, 8080))
        server, _ = listener.accept()
        receive(server, 365)
        server.sendall(payload.http_response(600))
        receive(client, 600)
        pause(0.1)
        three_way_end(client, server)


@scenario(late=True)
def mid_stream(net, start_capture):
    """The capture begins when the connection is already open and has carried data."""
    client, server = connected(net, 40030, 8080)
    exchange(client, server)
    pause(0.2)
    start_capture()
    exchange(client, server)
    pause(0.1)
    three_way_end(client, server)


@scenario()
def syn_flood(net):
    """150 SYNs with forged sources fill B's queue of 64; one client came before, one must wait for room."""
    _flood(net, cookies=0, backlog=64, count=150)


@scenario()
def syn_cookies(net):
    """The same with SYN cookies: the queue is full, and the client gets in at once."""
    _flood(net, cookies=1, backlog=16, count=60)


def _flood(net, cookies, backlog, count):
    net.b.sysctl('net.ipv4.tcp_syncookies', cookies)
    net.b.sysctl('net.ipv4.tcp_synack_retries', 2)
    listener = net.b.listen(8080, backlog)
    serve_one(net, listener, 40031)
    raw = net.a.socket(kind=socket.SOCK_RAW, protocol=socket.IPPROTO_RAW)
    for source, port in forged.sources(count):
        raw.sendto(forged.syn(source, port, net.b.address, 8080), (net.b.address, 0))
        pause(0.02)
    serve_one(net, listener, 40032)
    pause(0.5)


def serve_one(net, listener, port):
    client = net.a.socket(port)
    client.connect((net.b.address, 8080))
    server, _ = listener.accept()
    exchange(client, server)
    three_way_end(client, server)


@scenario()
def syn_scan(net):
    """A half-open scan of six ports, two of them open: SYN, SYN-ACK, and a RST from a kernel that knows nothing."""
    listeners = [net.b.listen(port) for port in (22, 80)]
    raw = net.a.socket(kind=socket.SOCK_RAW, protocol=socket.IPPROTO_RAW)
    for port in (21, 22, 23, 25, 80, 110):
        raw.sendto(forged.syn(net.a.address, 40033, net.b.address, port), (net.b.address, 0))
        pause(0.05)
    pause(0.1)
    return listeners


@scenario(where='any-b')
def any_interface(net):
    """Captured with `tcpdump -i any` on host B: Linux cooked frames (SLL2)."""
    client, server = connected(net, 40034, 8080)
    exchange(client, server)
    pause(0.05)
    three_way_end(server, client)


@scenario(where='any')
def seen_twice(net):
    """Captured on any device of the middle: every segment stands in the file more than once."""
    client, server = connected(net, 40035, 8080)
    exchange(client, server)
    pause(0.05)
    three_way_end(client, server)


@scenario(pcapng=True)
def commented(net):
    """A pcapng with the name of the device and a comment on its first packet."""
    client, server = connected(net, 40036, 8080)
    exchange(client, server)
    pause(0.05)
    three_way_end(client, server)


@scenario(test=True)
def both_fins_lost(net):
    """Both close at once and both FINs are lost: each end waits in FIN-WAIT-1 and sends its FIN again."""
    client, server = connected(net, 40037, 8080)
    exchange(client, server)
    pause(0.1)
    for sender in (net.a, net.b):
        net.drop(f'ip saddr {sender.address} tcp flags & fin == fin', first=1)
    client.close()
    server.close()
    pause(1)


@scenario(test=True)
def reset_in_each_state(net):
    """Resets sent from FIN-WAIT-1, FIN-WAIT-2 and CLOSE-WAIT, and one that meets its peer in LAST-ACK."""
    fin = 'tcp flags & fin == fin'
    for port, state in enumerate(('FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'LAST-ACK'), 40038):
        client, server = connected(net, port, 8080)
        exchange(client, server)
        pause(0.1)
        if state == 'FIN-WAIT-1':
            net.drop(f'ip saddr {net.a.address} {fin}', first=1)
        client.shutdown(socket.SHUT_WR)
        pause(0.03)
        if state == 'LAST-ACK':
            server.close()
        resetting = server if state == 'CLOSE-WAIT' else client
        linger_zero(resetting)
        resetting.close()
        pause(0.1)
        net.drop_nothing()
