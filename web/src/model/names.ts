// The names behind the ids of the engine's columns, as tuples, so that a switch over them and a
// table keyed by them are checked by the compiler. They mirror the .def files of the core; a test
// reads those files and fails when one side changes. The module itself carries no names.

/** core/net/layers.def, and TCP itself behind them. */
export const layers = [
  'ethernet',
  'vlan',
  'provider_backbone',
  'vn_tag',
  'e_tag',
  'r_tag',
  'hsr',
  'dsa',
  'dsa_ethernet',
  'broadcom_tag',
  'cisco_isl',
  'cisco_metadata',
  'trill',
  'fabric_path',
  'macsec',
  'llc',
  'snap',
  'token_ring',
  'fddi',
  'arcnet',
  'arcnet_linux',
  'ieee1394',
  'ip_over_fibre_channel',
  'ip_over_infiniband',
  'wlan',
  'radiotap',
  'prism',
  'avs',
  'ppi',
  'ppp',
  'ppp_with_direction',
  'pppoe',
  'cisco_hdlc',
  'cisco_hdlc_with_direction',
  'frame_relay',
  'frame_relay_with_direction',
  'atm_rfc1483',
  'sunatm',
  'mpls',
  'pseudowire',
  'null_loopback',
  'raw_ip',
  'linux_sll',
  'linux_sll2',
  'nflog',
  'netlink',
  'pflog',
  'openbsd_enc',
  'ipnet',
  'pktap',
  'juniper_ethernet',
  'juniper_ppp',
  'juniper_frame_relay',
  'juniper_cisco_hdlc',
  'netanalyzer',
  'erf',
  'exported_pdu',
  'ipv4',
  'ipv6',
  'ipv6_extension',
  'icmp',
  'icmpv6',
  'udp',
  'ipcomp',
  'gre',
  'erspan',
  'ether_ip',
  'minimal_encapsulation',
  'nsh',
  'vxlan',
  'vxlan_gpe',
  'geneve',
  'gtp',
  'teredo',
  'l2tp',
  'ayiya',
  'lisp',
  'tzsp',
  'capwap',
  'tcp',
] as const;
export type LayerName = (typeof layers)[number];

/** core/tcp/states.def, by their RFC 9293 names. */
export const states = [
  'UNKNOWN',
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type StateName = (typeof states)[number];

/** core/tcp/state.h, Certainty. */
export const certainties = ['sure', 'expected', 'assumed', 'unknown'] as const;
export type Certainty = (typeof certainties)[number];

/** core/analysis/analyses.def; the index is the bit in SegmentTable.analysis. */
export const analyses = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'keep_alive',
  'keep_alive_ack',
  'window_update',
  'window_full',
  'zero_window',
  'zero_window_probe',
  'zero_window_probe_ack',
  'duplicate_ack',
  'reused_ports',
] as const;
export type AnalysisName = (typeof analyses)[number];

/** core/analysis/analysis_terms.def, in the order of `analyses`. */
export const analysisTerms: readonly (readonly string[])[] = [
  ['seq', 'next_seq', 'age_ns', 'limit_ns'],
  ['seq', 'duplicates', 'age_ns', 'limit_ns'],
  ['end_seq', 'last_ack'],
  ['seq', 'next_seq', 'age_ns', 'limit_ns'],
  ['seq', 'next_seq', 'missing'],
  ['ack', 'acknowledgeable', 'next_seq'],
  ['seq', 'next_seq', 'length'],
  ['ack', 'window'],
  ['window', 'previous_window', 'ack'],
  ['end_seq', 'last_ack', 'window', 'shift'],
  ['ack'],
  ['seq', 'next_seq'],
  ['ack'],
  ['ack', 'number', 'first_frame'],
  ['seq', 'previous_seq'],
];

/** core/tcp/outcomes.def. */
export const outcomes = [
  'closed_by_client',
  'closed_by_server',
  'closed_together',
  'half_closed_by_client',
  'half_closed_by_server',
  'reset_by_client',
  'reset_by_server',
  'refused',
  'no_answer',
  'unreachable',
  'half_open',
  'still_open',
  'unclear',
] as const;
export type OutcomeName = (typeof outcomes)[number];

/** core/tcp/openings.def. */
export const openings = [
  'three_way',
  'simultaneous',
  'fast_open',
  'half_open',
  'unanswered',
  'refused',
  'reply_only',
  'mid_stream',
] as const;
export type OpeningName = (typeof openings)[number];

/** core/analysis/zeek_states.def. */
export const zeekStates = [
  'S0',
  'S1',
  'SF',
  'REJ',
  'S2',
  'S3',
  'RSTO',
  'RSTR',
  'RSTOS0',
  'RSTRH',
  'SH',
  'SHR',
  'OTH',
] as const;
export type ZeekState = (typeof zeekStates)[number];

/** core/engine/retry_kinds.def. */
export const retryKinds = ['syn', 'syn_ack', 'data', 'fin', 'keep_alive', 'window_probe'] as const;
export type RetryKind = (typeof retryKinds)[number];

/** core/engine/stall_causes.def. */
export const stallCauses = ['zero_window', 'retransmission', 'acknowledgment', 'silence'] as const;
export type StallCause = (typeof stallCauses)[number];

/** core/engine/facts.def. */
export const facts = [
  fact('handshake_gaps', 'server_side_ns', 'client_side_ns', 'syn_ack_row', 'third_row'),
  fact('retry', 'kind', 'row', 'after_ns', 'first_row'),
  fact('option_agreed', 'kind', 'client_value', 'server_value'),
  fact('option_refused', 'kind', 'value', 'row'),
  fact('option_unanswered', 'kind', 'value', 'row'),
  fact('fast_open_cookie', 'syn_row', 'answer_row', 'given'),
  fact('fast_open_data', 'syn_row', 'answer_row', 'octets', 'taken'),
  fact('multipath_agreed', 'syn_row', 'answer_row', 'joins'),
  fact('multipath_refused', 'syn_row', 'answer_row', 'joins'),
  fact('ended', 'how', 'row', 'idle_ns'),
  fact('half_closed', 'fin_row', 'until_row', 'duration_ns', 'octets'),
  fact('time_wait', 'row', 'begin_at_ns', 'capture_end_ns', 'certainty'),
  fact('reuse_by_timestamp', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  fact('reuse_by_number', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  fact('reuse_risky', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  fact('stall', 'cause', 'from_row', 'until_row', 'duration_ns'),
  fact('reset_ttl', 'row', 'ttl', 'least', 'most'),
  fact('reset_identification', 'row', 'identification', 'before'),
] as const;
export type FactName = (typeof facts)[number]['name'];

/** core/findings/findings.def. */
export const findings = [
  finding('not_a_capture', 'error', 'container', 'first_word'),
  finding('empty_file', 'error', 'container'),
  finding('truncated_tail', 'note', 'container', 'need', 'have'),
  finding('bad_file_header', 'error', 'container', 'need', 'have'),
  finding('unsupported_version', 'error', 'container', 'major', 'minor'),
  finding('odd_file_header', 'warning', 'container', 'field_offset', 'value'),
  finding('bad_record_length', 'error', 'container', 'length', 'limit', 'skipped'),
  finding('bad_block_length', 'error', 'container', 'length', 'limit', 'skipped'),
  finding('skipped_block', 'note', 'container', 'block_type', 'length'),
  finding('unknown_interface', 'warning', 'container', 'interface', 'interfaces'),
  finding('bad_option', 'warning', 'container', 'option', 'need', 'have'),
  finding('texts_not_kept', 'note', 'container', 'names', 'kept'),
  finding('captured_more_than_original', 'note', 'container', 'captured', 'original'),
  finding('odd_time', 'note', 'container', 'value', 'limit'),
  finding('unsupported_link_type', 'warning', 'link', 'link_type'),
  finding('unsupported_ether_type', 'note', 'link', 'ether_type'),
  finding('no_ip_inside', 'note', 'link', 'layer', 'value'),
  finding('encrypted', 'note', 'link', 'layer'),
  finding('unsupported_address_family', 'note', 'link', 'family'),
  finding('cut_link_header', 'warning', 'link', 'need', 'have', 'link_type'),
  finding('cut_ip_header', 'warning', 'ip', 'need', 'have', 'version'),
  finding('bad_ip_header', 'warning', 'ip', 'field', 'value', 'limit'),
  finding('bad_ip_option', 'warning', 'ip', 'kind', 'length', 'need'),
  finding('not_tcp', 'note', 'ip', 'protocol'),
  finding('fragment', 'note', 'ip', 'identification', 'offset'),
  finding('fragment_overlap', 'warning', 'ip', 'identification', 'offset'),
  finding('fragments_given_up', 'warning', 'ip', 'datagrams'),
  finding('too_many_layers', 'warning', 'ip', 'limit'),
  finding('icmp_error', 'note', 'ip', 'type', 'code', 'version'),
  finding('icmp_unmatched', 'note', 'ip', 'type', 'code', 'seq'),
  finding('icmp_not_kept', 'warning', 'ip', 'kept', 'limit'),
  finding('cut_tcp_header', 'warning', 'tcp', 'need', 'have'),
  finding('bad_data_offset', 'warning', 'tcp', 'data_offset', 'tcp_length'),
  finding('bad_tcp_option', 'warning', 'tcp', 'kind', 'need', 'have'),
  finding('reserved_bits', 'note', 'tcp', 'bits'),
  finding('odd_flags', 'note', 'tcp', 'flags'),
  finding('time_backwards', 'warning', 'capture', 'by_ns'),
  finding('capture_dropped', 'warning', 'capture', 'dropped', 'received', 'interface'),
  finding('duplicate_segment', 'note', 'capture', 'set_aside', 'after_ns'),
  finding('cut_frame', 'note', 'capture', 'captured', 'original'),
  finding('offload_sized', 'note', 'capture', 'length', 'mss'),
  finding('checksum_offload', 'note', 'capture', 'checksum'),
  finding('one_direction', 'warning', 'capture', 'segments'),
] as const;
export type FindingName = (typeof findings)[number]['name'];

/** core/tcp/statements.def. */
export const statements = [
  statement('syn_opens', 'check', 'RFC 9293 3.10.7.2', 'seq', 'rcv_nxt'),
  statement('syn_ack_acks_syn', 'check', 'RFC 9293 3.10.7.3', 'iss', 'ack', 'snd_nxt'),
  statement('syn_ack_has_syn', 'check', 'RFC 9293 3.10.7.3', 'seq', 'rcv_nxt'),
  statement('ack_acceptable', 'check', 'RFC 9293 3.10.7.4', 'snd_una', 'ack', 'snd_nxt'),
  statement('ack_new_data', 'check', 'RFC 9293 3.10.7.4', 'snd_una', 'ack', 'snd_nxt', 'acked'),
  statement('ack_beyond', 'check', 'RFC 9293 3.10.7.4', 'ack', 'snd_nxt'),
  statement('seq_expected', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  statement('seq_ahead', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'missing'),
  statement('seq_old', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'end_seq'),
  statement('fin_in_order', 'check', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt'),
  statement('fin_early', 'check', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt', 'missing'),
  statement('rst_exact', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  statement('rst_in_window', 'check', 'RFC 5961 3.2', 'seq', 'rcv_nxt', 'window'),
  statement('rst_outside', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'window'),
  statement('rst_acks_syn', 'check', 'RFC 9293 3.10.7.3', 'iss', 'ack', 'snd_nxt'),
  statement('syn_in_connection', 'check', 'RFC 5961 4.2', 'seq', 'rcv_nxt'),
  statement('opens_actively', 'transition', 'RFC 9293 3.10.1', 'iss'),
  statement('opens_passively', 'transition', 'RFC 9293 3.10.7.2', 'irs'),
  statement('opens_simultaneously', 'transition', 'RFC 9293 3.10.7.3', 'irs'),
  statement('syn_acked', 'transition', 'RFC 9293 3.10.7.3', 'ack', 'iss'),
  statement('handshake_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'iss'),
  statement('sends_fin_first', 'transition', 'RFC 9293 3.10.4', 'fin_seq'),
  statement('sends_fin_second', 'transition', 'RFC 9293 3.10.4', 'fin_seq'),
  statement('receives_fin', 'transition', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt'),
  statement('fin_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'fin_seq'),
  statement('fins_cross', 'transition', 'RFC 9293 3.6', 'fin_seq', 'ack', 'snd_nxt'),
  statement('enters_time_wait', 'transition', 'RFC 9293 3.6', 'fin_seq'),
  statement('restarts_time_wait', 'transition', 'RFC 9293 3.10.7.4', 'fin_seq'),
  statement('last_ack_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'fin_seq'),
  statement('sends_rst', 'transition', 'RFC 9293 3.10.5', 'seq'),
  statement('reset_by_peer', 'transition', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  statement('refused_by_peer', 'transition', 'RFC 9293 3.10.7.3', 'ack', 'snd_nxt'),
  statement('confirmed', 'transition', 'RFC 9293 3.3.2', 'evidence_row', 'since_row', 'state'),
  statement('withdrawn', 'transition', 'RFC 9293 3.8.1', 'evidence_row', 'since_row', 'state'),
  statement('seen_mid_stream', 'transition', 'RFC 9293 3.3.2', 'snd_nxt'),
  statement('returns_to_listen', 'transition', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  statement('retransmits', 'remark', 'RFC 9293 3.8.1', 'original_row', 'seq', 'end_seq'),
  statement('keep_alive_probe', 'remark', 'RFC 9293 3.8.4', 'seq', 'snd_nxt'),
  statement('keep_alive_answer', 'remark', 'RFC 9293 3.8.4', 'probe_row', 'ack'),
  statement('half_closed_data', 'remark', 'RFC 9293 3.6', 'length', 'fin_row'),
  statement('carries_ack_and_syn', 'remark', 'RFC 9293 3.5'),
  statement('carries_ack_and_fin', 'remark', 'RFC 9293 3.6'),
  statement('acks_uncaptured', 'remark', 'RFC 9293 3.4', 'ack', 'snd_nxt', 'missing'),
  statement('seen_twice', 'remark', 'RFC 9293 3.4', 'original_row'),
  statement('fills_gap', 'remark', 'RFC 9293 3.4', 'seq', 'end_seq'),
  statement('filed_late', 'remark', 'RFC 9293 3.4', 'seq'),
  statement('new_iss', 'remark', 'RFC 9293 3.4.1', 'seq', 'iss'),
  statement('fast_open_taken', 'remark', 'RFC 7413 4.2', 'ack', 'iss', 'length'),
  statement('fast_open_ignored', 'remark', 'RFC 7413 4.2', 'ack', 'iss', 'length'),
  statement('challenge_ack', 'remark', 'RFC 5961 3.2', 'cause_row', 'ack'),
  statement('rst_waits', 'remark', 'RFC 5961 3.2', 'seq', 'rcv_nxt', 'window'),
  statement('rst_ignored', 'remark', 'RFC 5961 3.2', 'evidence_row', 'reset_row'),
  statement('rst_answers_ack', 'remark', 'RFC 9293 3.10.7.3', 'seq', 'snd_nxt'),
  statement('half_open_discovered', 'remark', 'RFC 9293 3.5.1', 'ack', 'snd_nxt'),
] as const;
export type StatementName = (typeof statements)[number]['name'];
type StatementNamed<K extends string> = Extract<(typeof statements)[number], { kind: K }>['name'];
export type CheckName = StatementNamed<'check'>;
export type TransitionName = StatementNamed<'transition'>;
export type RemarkName = StatementNamed<'remark'>;

/* @__NO_SIDE_EFFECTS__ */
function fact<const N extends string>(name: N, ...args: string[]) {
  return { name, args };
}

/* @__NO_SIDE_EFFECTS__ */
function finding<const N extends string, const S extends string, const L extends string>(
  name: N,
  severity: S,
  layer: L,
  ...args: string[]
) {
  return { name, severity, layer, args };
}

/* @__NO_SIDE_EFFECTS__ */
function statement<const N extends string, const K extends string>(
  name: N,
  kind: K,
  clause: string,
  ...args: string[]
) {
  return { name, kind, clause, args };
}
