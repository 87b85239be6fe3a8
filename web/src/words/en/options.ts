// TCP options, by the names of core/net/tcp_options.def.
import type { TcpOptionName } from '../../model/tcp_options';

export const options: { names: Record<TcpOptionName, string>; unknown: (kind: number) => string } =
  {
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
    /** One that the core has no name for. */
    unknown: (kind) => `option ${kind}`,
  };
