// The meaning of each set flag in this segment. ECE, CWR and AE negotiate on the SYNs (RFC 3168
// section 6.1.1, RFC 9768 section 3.1), and signal or count afterwards.
import { ACK, AE, CWR, ECE, FIN, PSH, RST, SYN, URG } from '../model/segment';
import type { SegmentContext } from './segment_context';
import type { Words } from '../words/story';

/** In the order of the header's bits. */
export const flagBits = [
  ['AE', AE],
  ['CWR', CWR],
  ['ECE', ECE],
  ['URG', URG],
  ['ACK', ACK],
  ['PSH', PSH],
  ['RST', RST],
  ['SYN', SYN],
  ['FIN', FIN],
] as const;
export type FlagName = (typeof flagBits)[number][0];

export interface FlagMeaning {
  name: FlagName;
  meaning: string;
}

type FlagWords = Words['step']['flags'];

/** The set flags, the most significant first: SYN, FIN, RST before ACK before the rest. */
export function flagMeanings(t: SegmentContext): FlagMeaning[] {
  return order
    .filter((name) => t.segment.flags & bitOf[name])
    .map((name) => ({ name, meaning: meaningOf(t, name) }));
}

const order: readonly FlagName[] = ['RST', 'SYN', 'FIN', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];
const bitOf = Object.fromEntries(flagBits) as Record<FlagName, number>;

function meaningOf(t: SegmentContext, name: FlagName): string {
  const words = t.words.step.flags;
  const { flags, length } = t.segment;
  switch (name) {
    case 'SYN':
      return words.synFirst;
    case 'ACK':
      return words.ack;
    case 'FIN':
      return words.fin;
    case 'PSH':
      return length > 0 ? words.psh : words.pshEmpty;
    case 'RST':
      return t.said('refused_by_peer')
        ? words.rstRefuses
        : t.marks.syn[t.segment.from] === null
          ? refuses(t)
          : words.rst;
    case 'URG':
      return words.urg;
    default:
      if (!(flags & SYN)) return congestion(t, name);
      return flags & ACK ? answered(words, name, flags) : asked(words, name, flags);
  }
}

function refuses(t: SegmentContext): string {
  const words = t.words.step.flags;
  const opener = t.marks.syn[t.segment.to];
  const refused = opener !== null && t.marks.data[t.segment.to] === null;
  return refused && t.segment.flags & ACK ? words.rstRefuses : words.rst;
}

/** In the first SYN. */
function asked(words: FlagWords, name: 'AE' | 'CWR' | 'ECE', flags: number): string {
  const both = (flags & ECE) !== 0 && (flags & CWR) !== 0;
  if (!both) return words.reservedInSyn;
  if (flags & AE) return words.aeAsks;
  return name === 'ECE' ? words.eceAsks : words.cwrAsks;
}

/** In the SYN ACK: ECE alone agrees to classic ECN, other combinations answer accurate ECN. */
function answered(words: FlagWords, name: 'AE' | 'CWR' | 'ECE', flags: number): string {
  if (name === 'ECE' && !(flags & (CWR | AE))) return words.eceAgrees;
  return words.accurateAnswers;
}

function congestion(t: SegmentContext, name: 'AE' | 'CWR' | 'ECE'): string {
  const words = t.words.step.flags;
  const agreed = agreedEcn(t);
  if (agreed === 'accurate') return words.accurateCounts;
  if (name === 'AE') return words.ae;
  if (agreed === 'none') return words.notAgreed;
  return name === 'ECE' ? words.ece : words.cwr;
}

/** The ECN mode that the SYNs negotiated; `unknown` if not both were captured. */
function agreedEcn(t: SegmentContext): 'accurate' | 'classic' | 'none' | 'unknown' {
  const { opener, syn, synAck } = t.marks;
  const first = opener === null ? null : syn[opener];
  const answer = opener === null ? null : synAck[opener === 0 ? 1 : 0];
  if (first === null || answer === null) return 'unknown';
  const asks = t.at(first).flags & (AE | CWR | ECE);
  const says = t.at(answer).flags & (AE | CWR | ECE);
  if ((asks & (CWR | ECE)) !== (CWR | ECE) || says === 0) return 'none';
  if (says === ECE) return 'classic';
  return asks & AE ? 'accurate' : 'none';
}
