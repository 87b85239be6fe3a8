// A connection in a few words, for its row in the table and the facts below its verdict.
import type { OpeningName, OutcomeName, ZeekState } from '../../model/names';
import { exactBytes } from '../../base/format';
import { count, many } from './nouns';

type Side = 0 | 1;

const outcomes: Record<OutcomeName, string> = {
  closed_by_client: 'Closed by client',
  closed_by_server: 'Closed by server',
  closed_together: 'Closed together',
  half_closed_by_client: 'Half-closed by client',
  half_closed_by_server: 'Half-closed by server',
  reset_by_client: 'Reset by client',
  reset_by_server: 'Reset by server',
  refused: 'Refused',
  no_answer: 'No answer',
  unreachable: 'Unreachable',
  half_open: 'Half-open',
  still_open: 'Still open',
  unclear: 'Unclear',
};

const openings: Record<OpeningName, string> = {
  three_way: 'three-way handshake',
  simultaneous: 'simultaneous open',
  fast_open: 'TCP Fast Open',
  half_open: 'third segment missing',
  unanswered: 'no answer',
  refused: 'refused',
  reply_only: 'SYN not captured',
  mid_stream: 'not captured',
};

const zeek: Record<ZeekState, string> = {
  S0: 'connection attempt, no reply',
  S1: 'established, not closed',
  SF: 'normal establishment and close',
  REJ: 'connection attempt rejected',
  S2: 'closed by the client only',
  S3: 'closed by the server only',
  RSTO: 'reset by the client',
  RSTR: 'reset by the server',
  RSTOS0: 'client sent SYN, then RST',
  RSTRH: 'server sent SYN ACK, then RST',
  SH: 'client sent SYN, then FIN',
  SHR: 'server sent SYN ACK, then FIN',
  OTH: 'no SYN seen',
};

export const summary = {
  outcomes,
  openings,
  zeek,
  /** For a Zeek state that differs from the outcome. */
  zeekDiffers: (p: { outcome: string; zeek: string }) => `${p.outcome}; Zeek says: ${p.zeek}`,
  facets: {
    closed: 'closed',
    reset: 'reset',
    refused: 'refused',
    half_open: 'half-open',
    no_answer: 'no answer',
    open: 'still open',
    one_direction: 'one direction',
    unclear: 'unclear',
  },
  facts: {
    outcome: 'Outcome',
    history: 'History',
    endedBy: 'Ended by',
    handshake: 'Handshake',
    payload: 'Payload',
    findings: 'Findings',
    opening: 'Opening',
    lasted: 'Lasted',
  },
  endedBy: (p: { who: Side; how: 'FIN' | 'RST' }) =>
    `${p.who === 0 ? 'client' : 'server'}, ${p.how}`,
  endedInName: (p: { who: Side; how: 'FIN' | 'RST' }) =>
    `${p.how} in the ${p.who === 0 ? 'client' : 'server'}’s name`,
  endedByBoth: () => 'both, FIN',
  notEnded: () => 'not in this capture',
  payload: (p: { up: number; down: number }) =>
    `${exactBytes(p.up)} ↑\u2002${exactBytes(p.down)} ↓`,
  none: () => 'none',
  times: (p: { what: string; n: number }) => `${p.what} ×${count(p.n)}`,
  retransmissions: (p: { n: number }) => many(p.n, 'retransmission'),
  windowProbes: (p: { n: number }) => many(p.n, 'window probe'),
  keepAlives: (p: { n: number }) => many(p.n, 'keep-alive probe'),
  duplicateAcks: (p: { n: number }) => many(p.n, 'duplicate ACK'),
  zeroWindows: (p: { n: number }) => many(p.n, 'zero window'),
  missing: (p: { n: number }) => many(p.n, 'gap in the capture', 'gaps in the capture'),
  outOfOrder: (p: { n: number }) => many(p.n, 'out-of-order segment'),

  /** Column headers of the table. */
  heads: {
    ordinal: '#',
    start: 'Start',
    client: 'Client',
    server: 'Server',
    outcome: 'Outcome',
    zeek: 'Zeek',
    history: 'History',
    lasted: 'Lasted',
    sent: 'Sent',
    received: 'Received',
    segments: 'Segments',
    findings: 'Findings',
    frame: 'Frame',
    retransmissions: 'Retrans.',
    longestStall: 'Longest stall',
    stalls: 'Stalls',
    roundTrip: 'RTT',
    throughput: 'Throughput',
    limit: 'Limited by',
  },
};
