"""SYNs with addresses of nobody: the documentation ranges of RFC 5737."""
import random
import socket
import struct


def sources(count):
    """`count` different addresses and ports, the same ones each time."""
    chosen = random.Random(1688).sample([f'{net}.{host}' for net in ('198.51.100', '203.0.113')
                                         for host in range(1, 255)], count)
    return [(address, 1024 + 37 * number) for number, address in enumerate(chosen)]


def _checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def syn(source, source_port, target, target_port):
    """An IPv4 packet holding one SYN without options. The kernel fills in the IP checksum and the identification."""
    isn = random.Random(f'{source}:{source_port}').getrandbits(32)
    addresses = socket.inet_aton(source) + socket.inet_aton(target)

    def tcp(checksum):
        return struct.pack('!HHIIBBHHH', source_port, target_port, isn, 0, 5 << 4, 0x02, 1024, checksum, 0)
    segment = tcp(_checksum(addresses + struct.pack('!BBH', 0, socket.IPPROTO_TCP, 20) + tcp(0)))
    header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(segment), 0, 0, 64, socket.IPPROTO_TCP, 0)
    return header + addresses + segment
