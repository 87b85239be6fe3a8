// Findings about a capture: why a file is refused, what was skipped, what is unusual.
import type { FileKind } from '../../model/file_kind';
import {
  copyKinds,
  ipFields,
  pcapngBlockName,
  type CopyKind,
  type FindingName,
  type IpField,
  type PcapngBlockName,
} from '../../model/names';
import { hex } from '../../base/format';
import { linkName, protocolName, wordOctets } from '../protocol_names';
import { files } from './files';
import { bytes, count, many, span } from './nouns';

/** Arguments of the first occurrence by name, and the number of occurrences. */
export interface FindingNumbers {
  n: (arg: string) => number;
  times: number;
}

const needed = (p: FindingNumbers) =>
  `${bytes(p.n('need'))} required, ${count(p.n('have'))} present`;

const cut = (what: string) => (p: FindingNumbers) =>
  `${many(p.times, 'packet')} ${p.times === 1 ? 'is' : 'are'} truncated in the ${what}: ${needed(p)}.`;

const messages: Record<FindingName, (p: FindingNumbers) => string> = {
  not_a_capture: (p) =>
    `The file starts with ${hex(wordOctets(p.n('first_word')))}, which begins no format that can be ` +
    'read here.',
  empty_file: () => 'The file is empty.',
  truncated_tail: (p) => `The file ends in the middle of a packet: ${needed(p)}.`,
  bad_file_header: (p) => `The file header is truncated or damaged: ${needed(p)}.`,
  unsupported_version: (p) =>
    `Unknown version ${p.n('major')}.${p.n('minor')}: the header is damaged or belongs to another ` +
    'format.',
  odd_file_header: (p) =>
    `The file header contains 0x${p.n('value').toString(16)} at byte ${p.n('field_offset')}, ` +
    'where reserved bits should be zero; it was read anyway.',
  bad_record_length: (p) =>
    `A packet claims ${bytes(p.n('length'))}, more than the limit of ${count(p.n('limit'))}; ` +
    `skipped: ${bytes(p.n('skipped'))}.`,
  bad_block_length: (p) =>
    `A block claims ${bytes(p.n('length'))}, which is impossible; ` +
    `skipped: ${bytes(p.n('skipped'))}.`,
  skipped_block: (p) =>
    `${many(p.times, 'block')} of type ${blockType(p.n('block_type'))} ` +
    `${p.times === 1 ? 'contains no packets and was' : 'contain no packets and were'} skipped.`,
  unknown_interface: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'refers' : 'refer'} to interface ` +
    `${p.n('interface')}, but only ${p.n('interfaces')} ` +
    `${p.n('interfaces') === 1 ? 'is' : 'are'} described.`,
  bad_option: (p) => `Option ${p.n('option')} of a block is damaged: ${needed(p)}.`,
  texts_not_kept: (p) =>
    `${many(p.times, p.n('names') ? 'name' : 'comment')} beyond the first ${count(p.n('kept'))} ` +
    `${p.times === 1 ? 'was' : 'were'} not kept.`,
  captured_more_than_original: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'claims' : 'claim'} more captured bytes than the ` +
    `packet had (${count(p.n('captured'))} of ${count(p.n('original'))}).`,
  odd_time: (p) =>
    `${many(p.times, 'timestamp')} ${p.times === 1 ? 'is' : 'are'} impossible: ${p.n('value')}, ` +
    `where the limit is ${p.n('limit')}.`,
  another_file: (p) =>
    p.times === 1
      ? `A second capture begins at byte ${count(p.n('begins_at'))}: two files were joined. Both were read.`
      : `${count(p.times)} more captures begin in the file, the first at byte ` +
        `${count(p.n('begins_at'))}: files were joined. All were read.`,
  empty_records: (p) =>
    `${many(p.times, 'record')} ${p.times === 1 ? 'contains' : 'contain'} only zeros and ` +
    `${p.times === 1 ? 'was' : 'were'} skipped.`,
  doubtful_record: (p) =>
    `${many(p.times, 'record')} ${p.times === 1 ? 'has' : 'have'} an impossible time. It does not ` +
    'affect the clock, and a record without a TCP segment is not counted.',
  unsupported_link_type: (p) =>
    `${many(p.times, 'packet')} of link type ${linkName(p.n('link_type'))} cannot be read.`,
  unsupported_ether_type: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'carries' : 'carry'} EtherType ` +
    `0x${p.n('ether_type').toString(16).padStart(4, '0')}, not IP.`,
  no_ip_inside: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'carries' : 'carry'} no IP inside the link or tunnel ` +
    `(type 0x${p.n('value').toString(16).padStart(4, '0')}).`,
  icmp_message: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'is an ICMP message' : 'are ICMP messages'} ` +
    `(${icmpName(p.n('type'), p.n('version'))}), not about a TCP segment.`,
  encrypted: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'is' : 'are'} encrypted, so the contents cannot be ` +
    'read.',
  unsupported_address_family: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'belongs' : 'belong'} to address family ` +
    `${p.n('family')}, not IP.`,
  cut_link_header: cut('link header'),
  cut_ip_header: cut('IP header'),
  bad_ip_header: (p) =>
    p.n('field') === 0
      ? `${many(p.times, 'packet')} announced as IPv${p.n('limit')} ` +
        `${p.times === 1 ? 'begins' : 'begin'} with IP version ${p.n('value')}.`
      : `${many(p.times, 'IP header')} ${p.times === 1 ? 'is' : 'are'} invalid: the ` +
        `${ipFieldWords[ipFields[p.n('field')]!]} is ${p.n('value')}, the limit is ${p.n('limit')}.`,
  bad_ip_option: (p) =>
    `${many(p.times, 'IPv4 option')} of kind ${p.n('kind')} ${p.times === 1 ? 'has' : 'have'} an ` +
    `invalid length: ${p.n('length')}.`,
  not_tcp: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'carries' : 'carry'} IP protocol ` +
    `${protocolName(p.n('protocol'))}, not TCP.`,
  fragment: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'is an IP fragment' : 'are IP fragments'}: a ` +
    'segment is listed at the fragment that completes it, and is missing if a fragment was not ' +
    'captured.',
  fragment_overlap: (p) =>
    `${many(p.times, 'IP fragment')} ${p.times === 1 ? 'overlaps' : 'overlap'} another one; the ` +
    'fragment that starts first is used.',
  fragments_given_up: (p) =>
    `${many(p.n('datagrams'), 'IP datagram')} ${p.n('datagrams') === 1 ? 'was' : 'were'} given up ` +
    'because of missing fragments: too many others were waiting.',
  too_many_layers: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'has' : 'have'} more than ${p.n('limit')} nested ` +
    `layers and ${p.times === 1 ? 'was' : 'were'} not read further.`,
  icmp_error: (p) =>
    `${many(p.times, 'ICMP error')} (type ${p.n('type')}, code ${p.n('code')}) ` +
    `${p.times === 1 ? 'concerns' : 'concern'} connections in this capture and ` +
    `${p.times === 1 ? 'is' : 'are'} drawn with them.`,
  icmp_unmatched: (p) =>
    `${many(p.times, 'ICMP error')} ${p.times === 1 ? 'quotes a segment' : 'quote segments'} of no ` +
    `connection in this capture; the first one has type ${p.n('type')}, code ${p.n('code')}.`,
  icmp_not_kept: (p) =>
    `${many(p.times, 'ICMP error')} beyond the first ${count(p.n('limit'))} about one connection ` +
    `${p.times === 1 ? 'was' : 'were'} counted but not kept.`,
  cut_tcp_header: cut('TCP header'),
  bad_data_offset: (p) =>
    `${many(p.times, 'TCP header')} ${p.times === 1 ? 'has' : 'have'} an impossible length: data ` +
    `offset ${p.n('data_offset')} in ${bytes(p.n('tcp_length'))}.`,
  bad_tcp_option: (p) =>
    `${many(p.times, 'TCP option')} of kind ${p.n('kind')} ${p.times === 1 ? 'is' : 'are'} damaged ` +
    'and ignored; the others are used.',
  reserved_bits: (p) =>
    `${many(p.times, 'segment')} ${p.times === 1 ? 'has' : 'have'} reserved header bits set.`,
  odd_flags: (p) =>
    `${many(p.times, 'segment')} ${p.times === 1 ? 'has' : 'have'} a combination of flags that no ` +
    `connection uses (0x${p.n('flags').toString(16).padStart(3, '0')}).`,
  time_backwards: (p) =>
    `The capture’s clock ran backwards ${many(p.times, 'time')}, first by ${span(p.n('by_ns') / 1e9)}.`,
  capture_dropped: (p) =>
    p.n('received') > 0
      ? `The capturing machine dropped ${many(p.n('dropped'), 'packet')} and received ` +
        `${count(p.n('received'))} on interface ${p.n('interface')}, which may explain gaps.`
      : `The capturing machine dropped ${many(p.n('dropped'), 'packet')} on interface ` +
        `${p.n('interface')}, which may explain gaps.`,
  duplicate_segment: (p) =>
    `${many(p.times, 'segment')} ${p.times === 1 ? 'was' : 'were'} captured more than once` +
    `${copiedAs(p)}, the first ${span(p.n('after_ns') / 1e9)} apart: ` +
    (p.n('set_aside') ? 'the copies are excluded.' : 'the copies look like retransmissions.'),
  networks_apart: (p) =>
    `${many(p.times, 'connection')} ${p.times === 1 ? 'has' : 'have'} the addresses and ports of ` +
    'another connection that is open at the same time in another VLAN, tunnel or interface; their ' +
    'sequence numbers keep them apart. Wireshark counts them as one stream by default.',
  networks_untold: (p) =>
    `${many(p.times, 'segment')} from another VLAN, tunnel or interface may belong to a connection of ` +
    `${p.times === 1 ? 'its' : 'their'} own: nothing shows it, so ` +
    `${p.times === 1 ? 'it stays' : 'they stay'} with the one of the same addresses and ports.`,
  cut_frame: (p) =>
    `${many(p.times, 'packet')} ${p.times === 1 ? 'was' : 'were'} captured only in part, the ` +
    `first with ${count(p.n('captured'))} of ${bytes(p.n('original'))}. Headers are used; ` +
    'payload is counted by its length field.',
  offload_sized: (p) =>
    `${many(p.times, 'segment')} ${p.times === 1 ? 'exceeds' : 'exceed'} the MSS ` +
    `(the first: ${count(p.n('length'))}, MSS ${count(p.n('mss'))}): captured before the network ` +
    'card split them or after it merged them.',
  checksum_offload: (p) =>
    `${many(p.times, 'checksum')} ${p.times === 1 ? 'was' : 'were'} left to the sender’s network ` +
    'card, which fills them in after the capture point: they are not verified, and nothing is ' +
    'damaged.',
  one_direction: (p) =>
    `${many(p.times, 'connection')} ${p.times === 1 ? 'was' : 'were'} captured in one direction ` +
    'only: the other end’s states are inferred.',
};

const copyWords: Record<CopyKind, string> = {
  routing_loop: ' with a lower TTL each time (a routing loop)',
  identification: ' with another IP identification, rewritten on the way',
  hop_limit: ' with another TTL, on both sides of a router',
  checksum: ' with another checksum, before and after the network card',
  network: ' in more than one VLAN, tunnel or interface',
  link_address: ' with other link addresses',
  identical: '',
};

const copiedAs = (p: FindingNumbers) => copyWords[copyKinds[p.n('kind')]!];

/** The most common types of ICMP and ICMPv6. */
const icmpName = (type: number, version: number): string =>
  (version === 4 ? icmpNames : icmpv6Names)[type] ?? `type ${type}`;
const icmpNames: Readonly<Record<number, string>> = {
  0: 'echo reply',
  8: 'echo request',
  9: 'router advertisement',
  10: 'router solicitation',
  13: 'timestamp request',
  14: 'timestamp reply',
};
const icmpv6Names: Readonly<Record<number, string>> = {
  128: 'echo request',
  129: 'echo reply',
  133: 'router solicitation',
  134: 'router advertisement',
  135: 'neighbor solicitation',
  136: 'neighbor advertisement',
  143: 'multicast listener report',
};

const ipFieldWords: Record<IpField, string> = {
  version: 'version',
  header_length: 'header length',
  total_length: 'total length',
};

export const findings = {
  title: 'Problems in the file',
  frame: (p: { frame: number }) => `first in packet\u00a0${count(p.frame)}`,
  offset: (p: { offset: number }) => `first at byte ${count(p.offset)}`,
  severity: { note: 'note', warning: 'warning', error: 'error' },
  messageOf: messages,

  emptyFile: 'The file is empty',
  startsWith: (p: { file: string; kind: FileKind }) =>
    p.kind === 'unknown'
      ? `${p.file} is ${files.kinds.unknown}; it starts with`
      : `${p.file} is ${files.kinds[p.kind]}, as its first bytes show:`,
  captureStarts: 'A capture starts with one of these:',
  tooShort: (p: { file: string; have: number }) =>
    `${p.file} has ${bytes(p.have)}; a capture has at least 24.`,
  damagedPacking: (p: { file: string; kind: 'gzip' | 'zstd' | 'lz4' }) =>
    `${p.file} is compressed with ${p.kind}, but the compressed data is damaged.`,
  openAnother: 'Open another file…',

  // For a file that is shown in part.
  endsInPacket: (p: { packet: number; offset: number }) =>
    `The file ends in the middle of packet ${count(p.packet)}, which starts at byte ` +
    count(p.offset),
  partShown: (p: { packets: number }) =>
    `${many(p.packets, 'packet')} ${p.packets === 1 ? 'is' : 'are'} shown.`,
  openAtEnd: 'Connections that are still open at the end are marked “still open”, not “reset”.',
  damagedAt: (p: { offset: number; packed: boolean }) =>
    `${p.packed ? 'The compressed content' : 'The file'} is damaged at byte ${count(p.offset)}`,
  indexFull: 'The capture is too large for this page',
  indexFullDetail: (p: { packets: number; connections: number }) =>
    `${many(p.packets, 'packet')} and ${many(p.connections, 'connection')} were read; the rest of ` +
    'the file is not shown.',
  engineFailed: 'Reading stopped by an error of this page',
  engineFailedDetail: 'What was read before is kept. The next file starts afresh.',
  dismiss: 'Hide this message',
};

type BlockNames = Record<SkippedBlock, string>;
/** Types of blocks that may be skipped; those that are read never are. */
export type SkippedBlock = Exclude<
  PcapngBlockName,
  | 'section_header'
  | 'interface_description'
  | 'packet'
  | 'simple_packet'
  | 'name_resolution'
  | 'interface_statistics'
  | 'enhanced_packet'
>;

/** Types of blocks that contain no packet. */
const blockNames: BlockNames = {
  systemd_journal: 'systemd journal',
  decryption_secrets: 'decryption secrets',
  custom: 'custom',
  custom_not_copied: 'custom, not to be copied',
  sysdig_event: 'sysdig event',
  sysdig_event_with_flags: 'sysdig event with flags',
  sysdig_event_2: 'sysdig event',
  sysdig_event_2_with_flags: 'sysdig event with flags',
  sysdig_event_2_large: 'sysdig event',
  sysdig_event_2_large_with_flags: 'sysdig event with flags',
};

const blockType = (type: number): string => {
  const name = blockNames[pcapngBlockName(type) as SkippedBlock] as string | undefined;
  return name === undefined ? `${type}` : `${type} (${name})`;
};
