// ICMP errors: their names (IANA, ICMP and ICMPv6 parameters), and their meaning for a connection.
import { The, no, the } from './nouns';

type Side = 0 | 1;

// By type. Types and codes that are missing here are shown as numbers in every language.
const v4 = {
  3: {
    name: 'Unreachable',
    codes: {
      0: 'network unreachable',
      1: 'host unreachable',
      2: 'protocol unreachable',
      3: 'port unreachable',
      4: 'fragmentation needed',
      5: 'source route failed',
      6: 'network unknown',
      7: 'host unknown',
      8: 'source host isolated',
      9: 'network administratively prohibited',
      10: 'host administratively prohibited',
      11: 'network unreachable for this type of service',
      12: 'host unreachable for this type of service',
      13: 'prohibited by a filter',
      14: 'host precedence violation',
      15: 'precedence too low',
    },
  },
  4: { name: 'Source quench', codes: { 0: 'slow down' } },
  5: {
    name: 'Redirect',
    codes: {
      0: 'for the network',
      1: 'for the host',
      2: 'for the network and type of service',
      3: 'for the host and type of service',
    },
  },
  11: {
    name: 'Time exceeded',
    codes: { 0: 'TTL expired on the way', 1: 'fragments missing' },
  },
  12: {
    name: 'Parameter problem',
    codes: { 0: 'invalid field', 1: 'option missing', 2: 'invalid length' },
  },
};

const v6 = {
  1: {
    name: 'Unreachable',
    codes: {
      0: 'no route',
      1: 'prohibited by a filter',
      2: 'beyond the scope of the source address',
      3: 'address unreachable',
      4: 'port unreachable',
      5: 'source address failed policy',
      6: 'route rejected',
      7: 'error in the source routing header',
      8: 'headers too long',
    },
  },
  2: { name: 'Packet too big', codes: { 0: 'fragmentation needed' } },
  3: {
    name: 'Time exceeded',
    codes: { 0: 'hop limit exceeded on the way', 1: 'fragments missing' },
  },
  4: {
    name: 'Parameter problem',
    codes: {
      0: 'invalid field',
      1: 'unknown next header',
      2: 'unknown option',
      3: 'incomplete header chain',
    },
  },
};

export const icmp = {
  v4,
  v6,
  /** A type or code without a name. */
  type: (p: { type: number }) => `Type ${p.type}`,
  code: (p: { code: number }) => `code ${p.code}`,
  /** For a headline that does not name the type. */
  named: (p: { name: string; code: string }) => `${p.name.toLowerCase()}: ${p.code}`,
  /** "host unreachable, MTU 1280" */
  withMtu: (p: { code: string; mtu: number }) => `${p.code}, MTU ${p.mtu}`,
  /** Source of the error: an address, or one of the two ends. */
  end: (p: { who: Side }) => the(p.who),
  from: (p: { source: string }) => `from ${p.source}`,
  /** The number of errors in one place that are not drawn. */
  more: (p: { n: number }) => `${p.n} more`,
  /** For screen readers and text exports. */
  row: (p: { name: string; code: string; source: string; to: Side; about: number | null }) =>
    `ICMP error from ${p.source} to ${the(p.to)}` +
    `${p.about === null ? '' : `, about ${no(p.about)}`}: ${p.name}, ${p.code}`,

  // For the story of the segment before it.
  comesBack: (p: {
    source: string;
    to: Side;
    name: string;
    code: string;
    type: number;
    number: number;
    about: number | null;
  }) =>
    `${p.source.charAt(0).toUpperCase()}${p.source.slice(1)} sends ${the(p.to)} an ICMP error` +
    `${p.about === null ? '' : ` about ${no(p.about)}`}: ${p.name.toLowerCase()}, ${p.code} ` +
    `(type ${p.type}, code ${p.number}).`,
  moreCame: (p: { n: number }) =>
    p.n === 1 ? 'One more ICMP error follows.' : `${p.n} more ICMP errors follow.`,
  earlier: (p: { source: string; name: string; code: string; after: number }) =>
    `An ICMP error from ${p.source} concerns this segment: ${p.name.toLowerCase()}, ${p.code}. ` +
    `It follows ${no(p.after)}.`,
  /** For an end that still waits for an answer to its SYN. */
  whileOpening: (p: { who: Side }) =>
    `RFC 9293 lets ${the(p.who)} keep trying, because the error may be temporary; many stacks give up ` +
    'immediately while opening (RFC 5461).',
  whileOpen: () =>
    'It does not end an open connection: the error may be temporary or forged (RFC 9293 3.9.2.2).',
  tooBig: (p: { who: Side; mtu: number }) =>
    p.mtu > 0
      ? `${The(p.who)}’s packet is too big for the next link; packets of at most ${p.mtu} bytes ` +
        'fit (path MTU discovery).'
      : `${The(p.who)}’s packet is too big for the next link; the error does not say what would fit.`,
  quench: () => 'Source quench is obsolete, and TCP ignores it (RFC 6633).',
  redirect: () => 'It changes only the first hop of later packets; the connection continues.',
};
