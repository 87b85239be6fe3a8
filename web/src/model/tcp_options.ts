// TCP options by kind (core/net/tcp_options.def).

export const tcpOptions = {
  0: 'end_of_options',
  1: 'no_operation',
  2: 'mss',
  3: 'window_scale',
  4: 'sack_permitted',
  5: 'sack',
  6: 'echo',
  7: 'echo_reply',
  8: 'timestamps',
  9: 'partial_order_permitted',
  10: 'partial_order_profile',
  11: 'cc',
  12: 'cc_new',
  13: 'cc_echo',
  14: 'alternate_checksum_request',
  15: 'alternate_checksum_data',
  19: 'md5_signature',
  20: 'scps_capabilities',
  21: 'selective_nack',
  22: 'record_boundary',
  23: 'corruption_experienced',
  27: 'quick_start_response',
  28: 'user_timeout',
  29: 'authentication',
  30: 'mptcp',
  34: 'fast_open',
  69: 'encryption_negotiation',
  172: 'accurate_ecn_0',
  174: 'accurate_ecn_1',
  253: 'experiment_1',
  254: 'experiment_2',
} as const;
export type TcpOptionName = (typeof tcpOptions)[keyof typeof tcpOptions];

/** Undefined for a kind without a name. */
export const tcpOptionName = (kind: number): TcpOptionName | undefined =>
  (tcpOptions as Readonly<Record<number, TcpOptionName>>)[kind];
