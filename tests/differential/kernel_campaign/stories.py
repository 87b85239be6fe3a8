"""Random lives of connections. Both ends run here, the kernel does all the TCP; what the network does to them is the
cable's part. A story keeps the sockets that it leaves open."""
import fcntl
import random
import socket
import struct
import threading
import time

SIOCOUTQNSD = 0x894B  # linux/sockios.h
SERVER_PORT_OF = -10_000  # added to A's port


def connect(net, rng, port, reading):
    """Opens in one of the ways there are. Returns the ends that came to be, A's first."""
    server_port = port + SERVER_PORT_OF
    how = rng.choices(('listen', 'fast', 'together', 'refused', 'unaccepted', 'silent'), (66, 12, 8, 4, 6, 4))[0]
    a = net.a.socket(server_port if how == 'together' else port)
    a.settimeout(4)
    if how == 'together':
        b = net.b.socket(port)
        for end, peer, number in ((a, net.b, port), (b, net.a, server_port)):
            end.setblocking(False)
            end.connect_ex((peer.address, number))
            time.sleep(rng.choice((0, 0, 0.004, 0.02)))
        return [a, b]
    if how in ('refused', 'silent'):
        a.setblocking(False)
        a.connect_ex((net.b.address, server_port))
        time.sleep(rng.uniform(0.05, 2.5))
        return [a]
    listener = net.b.socket(server_port)
    if not reading:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 8)
    listener.settimeout(4)
    listener.listen(8)
    if how == 'fast':
        a.sendto(b'f' * rng.choice((1, 300, 1000)), socket.MSG_FASTOPEN, (net.b.address, server_port))
    else:
        a.connect((net.b.address, server_port))
    if how == 'unaccepted':
        time.sleep(rng.uniform(0, 1.5))
        if rng.random() < 0.5:
            listener.close()
            return [a]
        return [a, listener]
    b, _ = listener.accept()
    listener.close()
    return [a, b]


def sent_all(end):
    """False when octets wait to be sent: then a FIN would wait too, and the kernel be in a state that no capture shows."""
    waiting = fcntl.ioctl(end, SIOCOUTQNSD, b'\0' * 4)
    return struct.unpack('i', waiting)[0] == 0


def act(end, action, rng):
    """One thing a program does with its socket. False when it has closed it."""
    try:
        if action in ('shutdown', 'close') and end.type == socket.SOCK_STREAM:
            for _ in range(40):
                if sent_all(end):
                    break
                time.sleep(0.02)
            else:
                return True
        if action == 'send':
            end.send(b's' * rng.choice((1, 1, 100, 1400, 4000, 20_000)), socket.MSG_DONTWAIT)
        elif action == 'read':
            end.recv(65536, socket.MSG_DONTWAIT)
        elif action == 'keep-alive':
            end.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
        elif action == 'shutdown':
            end.shutdown(socket.SHUT_WR)
        elif action == 'deafen':
            end.shutdown(socket.SHUT_RD)
        elif action == 'cork':
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        elif action in ('close', 'abort'):
            if action == 'abort':
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
            end.close()
            return False
    except OSError:
        pass
    return True


def plan(rng, seconds):
    """What one end does and when: some talk, then a way out, or none."""
    steps = [(rng.uniform(0, seconds), rng.choices(('send', 'read', 'keep-alive', 'cork', 'deafen'), (60, 34, 2, 3, 1))[0])
             for _ in range(rng.choice((0, 1, 2, 4, 8)))]
    end = rng.choices(('close', 'shutdown', 'both', 'abort', 'none'), (45, 15, 20, 10, 10))[0]
    at = rng.choice((rng.uniform(0, seconds), seconds, seconds))
    if end in ('shutdown', 'both'):
        steps.append((at, 'shutdown'))
        steps += [(rng.uniform(at, at + 1), 'read') for _ in range(2)]
    if end == 'both':
        at += rng.choice((0.001, 0.02, 0.5, 1))
    if end in ('close', 'both', 'abort'):
        if rng.random() < 0.7:
            steps.append((at - 0.0001, 'read'))
        steps.append((at, 'abort' if end == 'abort' else 'close'))
    return sorted(steps)


def live(net, rng, port, kept):
    ends = []
    try:
        ends = connect(net, rng, port, reading=rng.random() < 0.85)
    except OSError:
        return
    seconds = rng.choice((0.02, 0.1, 0.5, 1.5))
    steps = sorted((at, number, action) for number, end in enumerate(ends) if end.type == socket.SOCK_STREAM
                   for at, action in plan(rng, seconds))
    start, gone = time.monotonic(), set()
    for at, number, action in steps:
        time.sleep(max(0, start + at - time.monotonic()))
        if number not in gone and not act(ends[number], action, rng):
            gone.add(number)
    kept += [end for number, end in enumerate(ends) if number not in gone]


def tell(net, seed, port, kept):
    """One story: one connection, or several on the same ports."""
    rng = random.Random(f'{seed} {port} story')
    lives = rng.choices((1, 2, 3), (75, 18, 7))[0]
    for _ in range(lives):
        mine = []
        live(net, rng, port, mine)
        if lives == 1:
            kept += mine
            return
        time.sleep(rng.choice((0.02, 0.3, 1.2)))
        for end in mine:
            end.close()
        time.sleep(rng.choice((0.02, 0.3, 1.2)))


def tell_all(net, seed, ports, kept):
    rng = random.Random(f'{seed} all')
    threads = []
    for port in ports:
        threads.append(threading.Thread(target=tell, args=(net, seed, port, kept), daemon=True))
        threads[-1].start()
        time.sleep(rng.uniform(0, 0.1))
    return threads
