// Sentences about who sent a reset.
import type { Evidence, JudgedReset, ResetEvidence } from '../model/insight';
import { judgedResets, type Insight } from '../model/insight';
import type { Connection } from '../model/connection';
import { RST, segmentAt } from '../model/segment';
import type { InsightWords } from '../words/insight';

export type ResetWords = Pick<InsightWords, 'punctuation' | 'resets'>;

/** The strongest first: decides which of several is named. */
const strength: readonly ResetEvidence[] = [
  'timing',
  'goes_on',
  'ttl',
  'ip_id',
  'options',
  'window',
  'df',
  'sequence',
  'copies',
];

const most = 2;

export interface ResetLine {
  row: number;
  sign: '✕' | '✓' | '–';
  claim: string;
  reason: string;
  /** Other resets of the connection. */
  others: number;
}

/**
 * The most informative of several resets: one sent by a middlebox, else the first accepted one,
 * else the first.
 */
export function resetLine(
  connection: Connection,
  insight: Insight,
  words: ResetWords,
): ResetLine | null {
  const resets = judgedResets(insight);
  const told =
    resets.find(({ origin }) => origin === 'middle') ??
    resets.find(({ taken }) => taken === 'yes') ??
    resets[0];
  if (!told) return null;
  return { ...originOf(connection, told, words), others: resets.length - 1 };
}

export function originOf(
  connection: Connection,
  reset: JudgedReset,
  words: ResetWords,
): Omit<ResetLine, 'others'> {
  const { row, end, compared } = reset;
  const r = words.resets;
  const kind = segmentAt(connection.segments, row).flags & RST ? 'RST' : 'FIN';
  const about = { row, end, kind } as const;
  const against = ranked(reset, 'against').map((e) =>
    r.against[e.name]({ end, found: e.found, usual: e.usual }),
  );
  switch (reset.origin) {
    case 'middle':
      return {
        row,
        sign: '✕',
        claim: r.notByEnd(about),
        reason: words.punctuation.clauses(against.slice(0, most)),
      };
    case 'end': {
      const fields = ranked(reset, 'agrees').map(({ name }) => name);
      const reason =
        fields.length > 0
          ? r.agrees({ end, fields, compared })
          : r.nothingDiffers({ end, compared });
      return { row, sign: '✓', claim: r.byEnd(about), reason };
    }
    case 'cannot_be_told':
      return {
        row,
        sign: '–',
        claim: r.untold(about),
        reason: compared === 0 ? r.nothingToCompare({ end }) : r.tooLittle({ end }),
      };
  }
}

/** Further remarks: whether it was accepted, and with which timer it is consistent. */
export function resetRemarks(reset: JudgedReset, words: ResetWords): string[] {
  const peer = reset.end === 0 ? 1 : 0;
  const remarks = [words.resets.taken[reset.taken]({ peer })];
  const { timer, idle } = reset;
  if (timer) remarks.push(words.resets.timer({ idle, timer: timer.name, seconds: timer.seconds }));
  return remarks;
}

export interface EvidenceRow {
  field: string;
  found: string;
  usual: string;
  says: Evidence['says'];
  meaning: string;
}

/** Evidence against, for, and without a verdict. */
export function evidenceRows(reset: JudgedReset, words: ResetWords): EvidenceRow[] {
  const { fields, meaning } = words.resets;
  return (['against', 'agrees', 'nothing'] as const).flatMap((says) =>
    ranked(reset, says).map((evidence) => ({
      field: fields[evidence.name],
      ...cellsOf(evidence, words),
      says,
      meaning: meaning[evidence.name][says],
    })),
  );
}

function ranked({ evidence }: JudgedReset, says: Evidence['says']): Evidence[] {
  return evidence
    .filter((e) => e.says === says)
    .sort((a, b) => strength.indexOf(a.name) - strength.indexOf(b.name));
}

/** "–" if there is no number. */
function cellsOf({ name, says, found, usual }: Evidence, { resets }: ResetWords) {
  const { cells } = resets;
  const none = '–';
  if (says === 'nothing' && found === 0 && usual === 0) return { found: none, usual: none };
  const seconds = (ns: number) => ns / 1e9;
  switch (name) {
    case 'timing':
      return {
        found: cells.exactly({ seconds: seconds(found) }),
        usual: cells.least({ seconds: seconds(usual) }),
      };
    case 'goes_on':
      return { found: none, usual: says === 'against' ? cells.after({ row: found }) : none };
    case 'df': {
      const text = (set: number) => (set ? cells.set : cells.unset);
      return says === 'agrees'
        ? { found: none, usual: none }
        : { found: text(found), usual: text(usual) };
    }
    case 'window':
      return { found: String(found), usual: cells.atMost({ n: usual }) };
    case 'options':
      return { found: found ? String(found) : cells.none, usual: cells.last({ n: usual }) };
    case 'ip_id':
      return { found: String(found), usual: cells.last({ n: usual }) };
    case 'sequence':
      return { found: cells.off({ n: (found - usual) | 0 }), usual: none };
    case 'copies':
    case 'ttl':
      return { found: String(found), usual: String(usual) };
  }
}
