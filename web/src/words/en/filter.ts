// What can be typed into the filter of the connections.
export const filter = {
  intro: 'All words must match:',
  address: 'address, port or both',
  outcome: 'outcome, or who closed',
  zeek: 'Zeek’s connection state',
  duration: 'duration',
  time: 'start, in seconds',
  finding: 'what was observed',
  /** An outcome and an end, as an example. */
  outcomeExample: 'closed server',
  /** The first name of each is the one shown; the others are understood too. */
  findings: {
    retransmission: ['retransmission'],
    fast_retransmission: ['fast retransmission'],
    spurious_retransmission: ['spurious retransmission'],
    out_of_order: ['out of order'],
    lost_segment: ['not captured', 'lost segment'],
    duplicate_ack: ['duplicate ACK', 'dup ack'],
    zero_window: ['zero window'],
    window_full: ['window full'],
    window_probe: ['window probe'],
    keep_alive: ['keep-alive', 'keepalive'],
    reused_ports: ['port reuse', 'port numbers reused'],
    rst: ['RST'],
  } satisfies Record<string, readonly string[]>,
};
