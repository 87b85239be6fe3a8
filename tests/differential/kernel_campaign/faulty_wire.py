"""A cable with a capture point on it that loses, doubles, delays and forges segments, the same way for the same seed.

    host A ── delay ── capture point ── delay ── host B

A fault strikes before the capture point (the capture does not show it) or behind it (the capture shows a segment that
never arrived). Frames are written by the cable itself, so that no other process decides what was seen when.
"""
import dataclasses
import heapq
import os
import random
import select
import struct
import time

FRAME_MAX = 65536
ETHERNET, IPV4, TCP = 14, 0x0800, 6
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
SCRIPTED = {  # what a story may lose on purpose: (sender, test of the flags)
    'syn': ('A', lambda flags, size: flags & (SYN | ACK) == SYN),
    'syn-ack': ('B', lambda flags, size: flags & SYN),
    'third': ('A', lambda flags, size: flags & (SYN | FIN | RST) == 0 and size == 0),
    'fin-a': ('A', lambda flags, size: flags & FIN),
    'fin-b': ('B', lambda flags, size: flags & FIN),
    'ack-a': ('A', lambda flags, size: flags & (SYN | FIN | RST) == 0 and size == 0),
    'ack-b': ('B', lambda flags, size: flags & (SYN | FIN | RST) == 0 and size == 0),
    'data-a': ('A', lambda flags, size: size > 0),
    'data-b': ('B', lambda flags, size: size > 0),
    'rst': ('AB', lambda flags, size: flags & RST),
}


@dataclasses.dataclass
class Segment:
    """What the cable understands of a frame."""
    sender: str
    port_a: int
    flags: int
    seq: int
    ack: int
    size: int

    @property
    def end(self):
        return (self.seq + self.size + bool(self.flags & SYN) + bool(self.flags & FIN)) % 2**32


def parse(frame, sender):
    """The TCP segment in an Ethernet frame, or None."""
    if len(frame) < ETHERNET + 40 or struct.unpack_from('!H', frame, 12)[0] != IPV4 or frame[ETHERNET + 9] != TCP:
        return None
    header = (frame[ETHERNET] & 15) * 4
    total = struct.unpack_from('!H', frame, ETHERNET + 2)[0]
    source, target, seq, ack, offset, flags = struct.unpack_from('!HHIIBB', frame, ETHERNET + header)
    size = total - header - (offset >> 4) * 4
    return Segment(sender, source if sender == 'A' else target, flags & 63, seq, ack, size)


def forged(frame, seq, ack, flags):
    """A frame like `frame`, without options and data, of other numbers and flags."""
    header = (frame[ETHERNET] & 15) * 4
    ip = bytearray(frame[ETHERNET:ETHERNET + header])
    ip[2:4] = struct.pack('!H', header + 20)
    ip[10:12] = b'\0\0'
    ip[10:12] = struct.pack('!H', checksum(ip))
    ports = frame[ETHERNET + header:ETHERNET + header + 4]
    tcp = bytearray(ports + struct.pack('!IIBBHHH', seq % 2**32, ack % 2**32, 5 << 4, flags, 1000, 0, 0))
    tcp[16:18] = struct.pack('!H', checksum(bytes(ip[12:20]) + struct.pack('!BBH', 0, TCP, 20) + bytes(tcp)))
    return frame[:ETHERNET] + bytes(ip) + bytes(tcp)


def checksum(data):
    data = bytes(data) + bytes(len(data) % 2)
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Faults:
    """What happens to the segments of one story."""

    def __init__(self, seed, port):
        self.rng = random.Random(f'{seed} {port} wire')
        rng = self.rng
        heavy = rng.choices((0, 0.04, 0.15, 0.3), (45, 25, 20, 10))[0]
        self.loss, self.copy, self.late = (heavy * rng.random() for _ in range(3))
        self.scripted = {}
        if rng.random() < 0.5:
            for name in rng.sample(sorted(SCRIPTED), rng.randint(1, 2)):
                self.scripted[name] = [rng.randint(0, 1), rng.randint(1, 3), rng.random() < 0.5]  # skip, lose, seen
        self.forgeries = rng.randint(1, 2) if seed.startswith('forged') and rng.random() < 0.3 else 0

    def fate(self, segment):
        """(delay before the point, seen, delay behind it, arrives) for each copy of the segment."""
        for name, plan in self.scripted.items():
            sender, matches = SCRIPTED[name]
            if segment.sender in sender and matches(segment.flags, segment.size) and plan[1] > 0:
                if plan[0] > 0:
                    plan[0] -= 1
                else:
                    plan[1] -= 1
                    return [(0, plan[2], 0, False)]
        rng = self.rng
        if rng.random() < self.loss:
            return [(0, rng.random() < 0.5, 0, False)]
        before = rng.uniform(0, 0.06) if rng.random() < self.late else 0
        behind = rng.uniform(0, 0.06) if rng.random() < self.late else 0
        fates = [(before, True, behind, True)]
        if rng.random() < self.copy:
            fates.append((before + rng.uniform(0, 0.03), rng.random() < 0.5, rng.uniform(0, 0.1), True))
        return fates

    def forgery(self, frame, segment):
        """A frame of nobody that travels with `segment`, or None."""
        rng = self.rng
        if self.forgeries == 0 or rng.random() > 0.1:
            return None
        self.forgeries -= 1
        flags = rng.choice((RST, RST, RST | ACK, SYN, SYN | ACK, ACK))
        seq = segment.end + rng.choice((0, 0, 0, 1, 500, -1, -3000, 10_000_000, 2**30))
        ack = segment.ack + rng.choice((0, 0, 1, -1, 5000, 2**30)) if flags & ACK else 0
        return forged(frame, seq, ack, flags)


class Capture:
    """A classic nanosecond capture of Ethernet frames."""

    def __init__(self, path):
        self.file = open(path, 'wb')
        self.file.write(struct.pack('<IHHiIII', 0xA1B23C4D, 2, 4, 0, 0, 262144, 1))

    def write(self, frame):
        now = time.time_ns()
        self.file.write(struct.pack('<IIII', now // 10**9, now % 10**9, len(frame), len(frame)) + frame)
        self.file.flush()


def carry(taps, delays, path, seed, calm_at):
    """Carries frames for ever. `taps`, `delays` (seconds from host to capture point): of A and B; after `calm_at`
    (time.monotonic) nothing happens to a segment any more."""
    capture, faults, events, order = Capture(path), {}, [], 0
    far = {'A': 'B', 'B': 'A'}
    fd_of = dict(zip('AB', taps))
    delay_of = dict(zip('AB', delays))

    def schedule(when, seen, rest, frame, sender):
        nonlocal order
        order += 1
        heapq.heappush(events, (when, order, seen, rest, frame, sender))
    while True:
        wait = max(0.0, events[0][0] - time.monotonic()) if events else None
        readable, _, _ = select.select(taps, [], [], wait)
        for fd in readable:
            sender = 'A' if fd == taps[0] else 'B'
            frame = os.read(fd, FRAME_MAX)
            segment = parse(frame, sender)
            if not segment:
                continue
            now = time.monotonic()
            if segment.port_a not in faults:
                faults[segment.port_a] = Faults(seed, segment.port_a)
            fault = faults[segment.port_a]
            calm = now > calm_at
            for before, seen, behind, arrives in [(0, True, 0, True)] if calm else fault.fate(segment):
                rest = delay_of[far[sender]] + behind if arrives else None
                schedule(now + delay_of[sender] + before, seen, rest, frame, sender)
            extra = None if calm else fault.forgery(frame, segment)
            if extra:
                schedule(now + delay_of[sender] + fault.rng.uniform(0, 0.02), True, delay_of[far[sender]], extra, sender)
        now = time.monotonic()
        while events and events[0][0] <= now:
            _, _, seen, rest, frame, sender = heapq.heappop(events)
            if seen is None:
                try:
                    os.write(fd_of[far[sender]], frame)
                except OSError:
                    pass  # the far device is down: a frame is lost, as on any cable
                continue
            if seen:
                capture.write(frame)
            if rest is not None:
                schedule(now + rest, None, None, frame, sender)
