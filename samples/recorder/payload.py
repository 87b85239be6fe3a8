"""Harmless generated text to send: an HTTP exchange of chosen size, and numbered lines."""


def _filled(head, tail, size):
    """`head` + as many dots as it takes + `tail`, `size` bytes in all."""
    dots = size - len(head) - len(tail)
    if dots < 0:
        raise ValueError(f'{size} bytes are too few')
    return (head + '.' * dots + tail).encode()


def http_request(size, host, path='/'):
    head = (f'GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: tcpladder-sample/1.0\r\n'
            'Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en,zh-CN;q=0.8\r\n'
            'Connection: keep-alive\r\nX-Filler: ')
    return _filled(head, '\r\n\r\n', size)


def http_response(size, idle_seconds=5):
    """A whole response of `size` bytes, headers included."""
    def head(length):
        return ('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'
                f'Content-Length: {length}\r\nKeep-Alive: timeout={idle_seconds}\r\nConnection: keep-alive\r\n\r\n')
    body_size = size - len(head(size))
    body_size = size - len(head(body_size))
    body = _filled('<!doctype html>\n<title>Sample</title>\n<p>One page, one segment.</p>\n<!-- ', ' -->\n', body_size)
    return head(body_size).encode() + body


def lines(size):
    """`size` bytes of numbered lines, so that a reader sees at once which part a segment carries."""
    line = '{:07d} the quick brown fox jumps over the lazy dog, again and again\n'
    count = size // len(line.format(0)) + 1
    return ''.join(map(line.format, range(count)))[:size].encode()
