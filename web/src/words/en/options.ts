// Names of TCP options, by core/net/tcp_options.def.
import type { TcpOptionName } from '../../model/tcp_options';

interface Faulty {
  name: string;
  kind: number;
  /** Length as in its length byte. */
  length: number;
}

export const options: {
  names: Record<TcpOptionName, string>;
  faults: {
    badLength: (p: Faulty & { least: number; most: number }) => string;
    doesNotFit: (p: Faulty) => string;
    pastTheEnd: (p: Faulty & { left: number }) => string;
    notCaptured: (p: Faulty & { left: number }) => string;
    noLength: (p: Faulty & { byte: number }) => string;
    lengthMissing: (p: Faulty) => string;
    afterTheEnd: string;
  };
  unknown: (kind: number) => string;
} = {
  names: {
    end_of_options: 'end of options',
    no_operation: 'no operation',
    mss: 'MSS',
    window_scale: 'window scale',
    sack_permitted: 'SACK permitted',
    sack: 'SACK',
    echo: 'echo',
    echo_reply: 'echo reply',
    timestamps: 'timestamps',
    partial_order_permitted: 'partial order permitted',
    partial_order_profile: 'partial order profile',
    cc: 'CC',
    cc_new: 'CC.NEW',
    cc_echo: 'CC.ECHO',
    alternate_checksum_request: 'alternate checksum request',
    alternate_checksum_data: 'alternate checksum data',
    md5_signature: 'MD5 signature',
    scps_capabilities: 'SCPS capabilities',
    selective_nack: 'selective negative acknowledgments',
    record_boundary: 'record boundary',
    corruption_experienced: 'corruption experienced',
    quick_start_response: 'Quick-Start response',
    user_timeout: 'user timeout',
    authentication: 'TCP-AO',
    mptcp: 'MPTCP',
    fast_open: 'Fast Open',
    encryption_negotiation: 'encryption negotiation',
    accurate_ecn_0: 'AccECN order 0',
    accurate_ecn_1: 'AccECN order 1',
    experiment_1: 'experiment 1',
    experiment_2: 'experiment 2',
  },
  /** Error in an option; its bytes follow. */
  faults: {
    badLength: ({ name, kind, length, least, most }) =>
      `${name} (kind ${kind}) has length ${length}; the specification requires ` +
      `${least === most ? least : `${least} to ${most}`}:`,
    doesNotFit: ({ name, kind, length }) =>
      `${name} (kind ${kind}) has length ${length}, which does not fit its content:`,
    pastTheEnd: ({ name, kind, length, left }) =>
      `${name} (kind ${kind}) has length ${length}, but the header ends after ${left}:`,
    notCaptured: ({ name, kind, length, left }) =>
      `${name} (kind ${kind}) has length ${length}, of which ${left} were captured:`,
    noLength: ({ name, kind, byte }) =>
      `${name} (kind ${kind}) has length ${byte}, which cannot be one: the rest was not read:`,
    lengthMissing: ({ name, kind }) => `${name} (kind ${kind}) has no length byte:`,
    afterTheEnd: 'After the end of options, bytes other than zero follow:',
  },
  /** Name of an option that the core does not know. */
  unknown: (kind) => `option ${kind}`,
};
