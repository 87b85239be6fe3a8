"""Reads NAME.states.tsv (columns: samples/recorder/truth.py) as paths of RFC 9293 states, and compares them with ours."""

ADDRESS = {'A': '10.77.0.1', 'B': '10.77.0.2'}
RFC_NAME = {'SYN_SENT': 'SYN-SENT', 'SYN_RECV': 'SYN-RECEIVED', 'ESTABLISHED': 'ESTABLISHED', 'FIN_WAIT1': 'FIN-WAIT-1',
            'FIN_WAIT2': 'FIN-WAIT-2', 'CLOSE_WAIT': 'CLOSE-WAIT', 'LAST_ACK': 'LAST-ACK', 'CLOSING': 'CLOSING',
            'TIME_WAIT': 'TIME-WAIT', 'CLOSE': 'CLOSED'}


def kernel_paths(file):
    """(address, local port, remote port) -> one list of states for each connection on that port pair."""
    paths = {}
    newest = {}
    with open(file) as lines:
        for line in lines:
            _, side, local, remote, old, new = line.rstrip('\n').split('\t')
            if remote == '0' or local == '0' or new == 'LISTEN':
                continue  # a listener, or a socket whose port is not chosen yet
            end = ADDRESS[side], local, remote
            if old == 'LISTEN' or (old, new) == ('CLOSE', 'SYN_SENT'):
                paths.setdefault(end, []).append([])
            elif newest.get(end) != old:
                continue  # of a socket that had these ports before
            newest[end] = new
            if end in paths:
                # The kernel frees the socket and keeps a smaller one in TIME-WAIT, which has no tracepoint.
                waits = new == 'CLOSE' and old in ('FIN_WAIT2', 'CLOSING')
                if old != new:  # close() after shutdown() reports a state twice
                    paths[end][-1].append('TIME-WAIT' if waits else RFC_NAME[new])
    return paths


def ends_of(connections):
    """The same shape from the rows of `tcpladder-dump connections`."""
    paths = {}
    for row in connections:
        for me, peer in (('client', 'server'), ('server', 'client')):
            end = row[me], row[f'{me}_port'], row[f'{peer}_port']
            paths.setdefault(end, []).append([state for state in row[f'{me}_path'].split(',') if state])
    return paths


def equal(kernel, ours):
    """Two differences are no differences: FIN-WAIT-2 passed within one segment, and a wait for a FIN that never
    came, which the kernel ends by itself and a capture cannot show."""
    if _without_passed_fin_wait_2(kernel) == _without_passed_fin_wait_2(ours):
        return True
    if kernel[-2:] == ['CLOSING', 'TIME-WAIT'] and ours == kernel[:-1] + ['CLOSED']:
        return True  # a reset in CLOSING: to the tracepoint the same
    return kernel[-2:] == ['FIN-WAIT-2', 'TIME-WAIT'] and ours in (kernel[:-1], kernel[:-1] + ['CLOSED'])


def _without_passed_fin_wait_2(path):
    return [state for state, following in zip(path, path[1:] + [None])
            if (state, following) != ('FIN-WAIT-2', 'TIME-WAIT')]
