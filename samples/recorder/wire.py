"""A cable that takes its time: frames read from one TAP device reach the other a few milliseconds later.

Linux's own `netem` could do this where the kernel has it; this works on every kernel with TUN/TAP.
"""
import collections
import fcntl
import os
import select
import struct
import time

TUNSETIFF = 0x400454CA
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000
FRAME_MAX = 65536


def open_tap(name):
    """Creates the TAP device `name` in the calling thread's network namespace and returns its descriptor.

    The descriptor stays good when the device is moved to another namespace; closing it removes the device.
    """
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH22x', name.encode(), IFF_TAP | IFF_NO_PI))
    return fd


def carry(cables):
    """Carries frames for ever. `cables`: (descriptor, descriptor, seconds of delay) each; the delay is that
    of either way, or a pair: to the right, to the left."""
    other = {}
    for left, right, delay in cables:
        there, back = delay if isinstance(delay, tuple) else (delay, delay)
        other[left], other[right] = (right, there), (left, back)
    on_the_way = {fd: collections.deque() for fd in other}  # one queue per direction keeps the order
    while True:
        due = min((queue[0][0] for queue in on_the_way.values() if queue), default=None)
        wait = None if due is None else max(0.0, due - time.monotonic())
        readable, _, _ = select.select(list(other), [], [], wait)
        for fd in readable:
            on_the_way[fd].append((time.monotonic() + other[fd][1], os.read(fd, FRAME_MAX)))
        now = time.monotonic()
        for fd, queue in on_the_way.items():
            while queue and queue[0][0] <= now:
                _deliver(other[fd][0], queue.popleft()[1])


def _deliver(fd, frame):
    try:
        os.write(fd, frame)
    except OSError:
        pass  # the far device is down: a frame is lost, as on any cable
