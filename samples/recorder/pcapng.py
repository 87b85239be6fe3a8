"""Rewrites a classic capture as pcapng, with the names and comments that only pcapng can hold."""
import struct

BLOCK_SECTION, BLOCK_INTERFACE, BLOCK_PACKET = 0x0A0D0D0A, 1, 6
OPTION_COMMENT, OPTION_APPLICATION, OPTION_NAME, OPTION_RESOLUTION = 1, 4, 2, 9


def _padded(data):
    return data + bytes(-len(data) % 4)


def _option(code, data):
    return struct.pack('<HH', code, len(data)) + _padded(data)


def _block(kind, body, options=b''):
    if options:
        options += _option(0, b'')
    size = 12 + len(body) + len(options)
    return struct.pack('<II', kind, size) + body + options + struct.pack('<I', size)


def convert(path, title):
    """Writes `path` (little-endian microsecond pcap) as a pcapng beside it and returns the new path."""
    with open(path, 'rb') as file:
        data = file.read()
    magic, _, _, _, _, snaplen, link = struct.unpack_from('<IHHiIII', data)
    if magic != 0xA1B2C3D4:
        raise ValueError('not a little-endian microsecond pcap')
    out = [_block(BLOCK_SECTION, struct.pack('<IHHq', 0x1A2B3C4D, 1, 0, -1),
                  _option(OPTION_COMMENT, f'TCP Ladder sample: {title}'.encode())
                  + _option(OPTION_APPLICATION, b'samples/record.sh')),
           _block(BLOCK_INTERFACE, struct.pack('<HHI', link, 0, snaplen),
                  _option(OPTION_NAME, b'middle-a') + _option(OPTION_RESOLUTION, b'\x09'))]
    offset, number = 24, 0
    while offset < len(data):
        seconds, micros, caught, size = struct.unpack_from('<IIII', data, offset)
        frame = data[offset + 16:offset + 16 + caught]
        nanos = seconds * 10**9 + micros * 1000
        options = _option(OPTION_COMMENT, '这一段打开连接 (this segment opens the connection)'.encode()) if number == 0 else b''
        out.append(_block(BLOCK_PACKET, struct.pack('<IIIII', 0, nanos >> 32, nanos & 0xFFFFFFFF, caught, size)
                          + _padded(frame), options))
        offset += 16 + caught
        number += 1
    target = path[:-len('.pcap')] + '.pcapng'
    with open(target, 'wb') as file:
        file.write(b''.join(out))
    return target
