// Texts of the step panel: titles, flags, checks, state changes, labels.
import type { Unknown } from '../../model/segment';
import { The, list } from './nouns';

type Side = 0 | 1;

const unknowns: Record<Unknown, string> = {
  seq: 'the sequence number',
  base: 'the initial sequence numbers',
  window: 'the window',
  options: 'other TCP options',
};

export const panel = {
  label: 'Step',
  first: 'First step',
  last: 'Last step',
  details: 'Details',
  lessDetails: 'Less',
  position: (p: { step: number; of: number }) => `step ${p.step} of ${p.of}`,
  shortPosition: (p: { step: number; of: number }) => `${p.step} / ${p.of}`,
  flagsSet: (p: { names: string }) => `Flags set: ${p.names}`,
  noFlags: 'No flag is set',
  checks: (p: { self: Side }) => `${The(p.self)} checks`,
  states: 'States',
  stateBefore: 'before',
  stateAfter: 'after',
  howSure: 'certainty',
  diagram: 'State diagram',
  /** Letter of an end in a disc on the diagram. */
  initial: (p: { who: Side }): string => (p.who === 0 ? 'C' : 'S'),
  diagramLabel: (p: { client: string; server: string }) =>
    `RFC 9293 state diagram. Client: ${p.client}. Server: ${p.server}`,
  payload: 'Bytes',
  comment: 'Comment in the file:',
  layers: 'Layers of the frame:',
  header: 'Header',
  headerLabel: (p: { names: string }) => `TCP header bit fields. Flags set: ${p.names}`,
  headerMissing: 'The file is no longer accessible, so the header cannot be read again.',
  headerLoading: 'Reading the header…',
  bytes: 'Header bytes',
  fields: {
    sourcePort: 'Source port',
    destinationPort: 'Destination port',
    seq: 'Sequence number',
    ack: 'Acknowledgment number',
    dataOffset: 'Data offset',
    reserved: 'Reserved',
    flags: 'Flags',
    window: 'Window',
    checksum: 'Checksum',
    urgentPointer: 'Urgent pointer',
    options: 'Options',
  },
  fieldHelp: {
    sourcePort: 'Port of the end that sends this segment.',
    destinationPort: 'Port of the end that receives it.',
    seq: 'Sequence number of its first byte; of the SYN itself when SYN is set.',
    ack: 'The next sequence number this end expects; valid only with ACK set.',
    dataOffset: 'Length of the header in words of 4 bytes.',
    reserved: 'Bits reserved for future use; currently zero.',
    flags: 'Nine bits: AE CWR ECE URG ACK PSH RST SYN FIN.',
    window: 'Bytes this end can receive, before scaling.',
    checksum: 'Covers header, data and addresses.',
    urgentPointer: 'End of the urgent data; valid only with URG set.',
    options: 'What else the two ends negotiate.',
  },
  /** For a segment that was read from text. */
  unknown: (names: readonly Unknown[]) =>
    `Not known, as the text does not say: ${list(names.map((name) => unknowns[name]))}.`,
  scaledWindow: (p: { raw: number; shift: number; window: number }) =>
    p.shift === 0 ? `${p.window}` : `${p.raw} × ${2 ** p.shift} = ${p.window}`,
};
