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
export const stallCauses = ['zero_window', 'retransmission', 'acknowledgment', 'idle'] as const;
export type StallCause = (typeof stallCauses)[number];

/** core/engine/summary_items.def. */
export const summaryItems = [
  item('handshake_gaps', 'server_side_ns', 'client_side_ns', 'syn_ack_row', 'third_row'),
  item('retry', 'kind', 'row', 'after_ns', 'first_row'),
  item('option_agreed', 'kind', 'client_value', 'server_value'),
  item('option_refused', 'kind', 'value', 'row'),
  item('option_unanswered', 'kind', 'value', 'row'),
  item('fast_open_cookie', 'syn_row', 'answer_row', 'given'),
  item('fast_open_data', 'syn_row', 'answer_row', 'bytes', 'taken'),
  item('multipath_agreed', 'syn_row', 'answer_row', 'joins'),
  item('multipath_refused', 'syn_row', 'answer_row', 'joins'),
  item('ended', 'how', 'row', 'idle_ns'),
  item('half_closed', 'fin_row', 'until_row', 'duration_ns', 'bytes'),
  item('time_wait', 'row', 'begin_at_ns', 'capture_end_ns', 'certainty'),
  item('reuse_by_timestamp', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  item('reuse_by_number', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  item('reuse_risky', 'previous', 'elapsed_ns', 'number_distance', 'timestamp_distance'),
  item('stall', 'cause', 'from_row', 'until_row', 'duration_ns'),
  item('reset_ttl', 'row', 'ttl', 'least', 'most'),
  item('reset_identification', 'row', 'identification', 'before'),
] as const;
export type SummaryItemName = (typeof summaryItems)[number]['name'];

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

/** core/tcp/events.def. */
export const events = [
  event('syn_opens', 'check', 'RFC 9293 3.10.7.2', 'seq', 'rcv_nxt'),
  event('syn_ack_acks_syn', 'check', 'RFC 9293 3.10.7.3', 'iss', 'ack', 'snd_nxt'),
  event('syn_ack_has_syn', 'check', 'RFC 9293 3.10.7.3', 'seq', 'rcv_nxt'),
  event('ack_acceptable', 'check', 'RFC 9293 3.10.7.4', 'snd_una', 'ack', 'snd_nxt'),
  event('ack_new_data', 'check', 'RFC 9293 3.10.7.4', 'snd_una', 'ack', 'snd_nxt', 'acked'),
  event('ack_beyond', 'check', 'RFC 9293 3.10.7.4', 'ack', 'snd_nxt'),
  event('seq_expected', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  event('seq_ahead', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'missing'),
  event('seq_old', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'end_seq'),
  event('fin_in_order', 'check', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt'),
  event('fin_early', 'check', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt', 'missing'),
  event('rst_exact', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  event('rst_in_window', 'check', 'RFC 5961 3.2', 'seq', 'rcv_nxt', 'window'),
  event('rst_outside', 'check', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt', 'window'),
  event('rst_acks_syn', 'check', 'RFC 9293 3.10.7.3', 'iss', 'ack', 'snd_nxt'),
  event('syn_in_connection', 'check', 'RFC 5961 4.2', 'seq', 'rcv_nxt'),
  event('opens_actively', 'transition', 'RFC 9293 3.10.1', 'iss'),
  event('opens_passively', 'transition', 'RFC 9293 3.10.7.2', 'irs'),
  event('opens_simultaneously', 'transition', 'RFC 9293 3.10.7.3', 'irs'),
  event('syn_acked', 'transition', 'RFC 9293 3.10.7.3', 'ack', 'iss'),
  event('handshake_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'iss'),
  event('sends_fin_first', 'transition', 'RFC 9293 3.10.4', 'fin_seq'),
  event('sends_fin_second', 'transition', 'RFC 9293 3.10.4', 'fin_seq'),
  event('receives_fin', 'transition', 'RFC 9293 3.10.7.4', 'fin_seq', 'rcv_nxt'),
  event('fin_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'fin_seq'),
  event('fins_cross', 'transition', 'RFC 9293 3.6', 'fin_seq', 'ack', 'snd_nxt'),
  event('enters_time_wait', 'transition', 'RFC 9293 3.6', 'fin_seq'),
  event('restarts_time_wait', 'transition', 'RFC 9293 3.10.7.4', 'fin_seq'),
  event('last_ack_acked', 'transition', 'RFC 9293 3.10.7.4', 'ack', 'fin_seq'),
  event('sends_rst', 'transition', 'RFC 9293 3.10.5', 'seq'),
  event('reset_by_peer', 'transition', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  event('refused_by_peer', 'transition', 'RFC 9293 3.10.7.3', 'ack', 'snd_nxt'),
  event('confirmed', 'transition', 'RFC 9293 3.3.2', 'evidence_row', 'since_row', 'state'),
  event('withdrawn', 'transition', 'RFC 9293 3.8.1', 'evidence_row', 'since_row', 'state'),
  event('seen_mid_stream', 'transition', 'RFC 9293 3.3.2', 'snd_nxt'),
  event('returns_to_listen', 'transition', 'RFC 9293 3.10.7.4', 'seq', 'rcv_nxt'),
  event('retransmits', 'annotation', 'RFC 9293 3.8.1', 'original_row', 'seq', 'end_seq'),
  event('keep_alive_probe', 'annotation', 'RFC 9293 3.8.4', 'seq', 'snd_nxt'),
  event('keep_alive_answer', 'annotation', 'RFC 9293 3.8.4', 'probe_row', 'ack'),
  event('half_closed_data', 'annotation', 'RFC 9293 3.6', 'length', 'fin_row'),
  event('carries_ack_and_syn', 'annotation', 'RFC 9293 3.5'),
  event('carries_ack_and_fin', 'annotation', 'RFC 9293 3.6'),
  event('acks_uncaptured', 'annotation', 'RFC 9293 3.4', 'ack', 'snd_nxt', 'missing'),
  event('seen_twice', 'annotation', 'RFC 9293 3.4', 'original_row'),
  event('fills_gap', 'annotation', 'RFC 9293 3.4', 'seq', 'end_seq'),
  event('filed_late', 'annotation', 'RFC 9293 3.4', 'seq'),
  event('new_iss', 'annotation', 'RFC 9293 3.4.1', 'seq', 'iss'),
  event('fast_open_taken', 'annotation', 'RFC 7413 4.2', 'ack', 'iss', 'length'),
  event('fast_open_ignored', 'annotation', 'RFC 7413 4.2', 'ack', 'iss', 'length'),
  event('challenge_ack', 'annotation', 'RFC 5961 3.2', 'cause_row', 'ack'),
  event('rst_waits', 'annotation', 'RFC 5961 3.2', 'seq', 'rcv_nxt', 'window'),
  event('rst_ignored', 'annotation', 'RFC 5961 3.2', 'evidence_row', 'reset_row'),
  event('rst_answers_ack', 'annotation', 'RFC 9293 3.10.7.3', 'seq', 'snd_nxt'),
  event('half_open_discovered', 'annotation', 'RFC 9293 3.5.1', 'ack', 'snd_nxt'),
] as const;
export type EventName = (typeof events)[number]['name'];
type EventNamed<K extends string> = Extract<(typeof events)[number], { kind: K }>['name'];
export type CheckName = EventNamed<'check'>;
export type TransitionName = EventNamed<'transition'>;

/* @__NO_SIDE_EFFECTS__ */
function item<const N extends string>(name: N, ...args: string[]) {
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
function event<const N extends string, const K extends string>(
  name: N,
  kind: K,
  clause: string,
  ...args: string[]
) {
  return { name, kind, clause, args };
}
