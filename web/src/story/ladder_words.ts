// The drawing's words in one language.
import { digits, duration, endpoint } from '../base/format';
import type { DrawingWords } from '../words/story';
import { sharedSteps } from '../model/phases';
import type { LogicalStep, Phase } from '../model/phases';
import type { IcmpText, LadderWords, RowFacts, RunFacts, TapTexts } from '../ladder/words';
import type { RowNote } from '../model/rows';
import type { Connection, IcmpError } from '../model/connection';
import { icmpNamed } from './icmp';
import { rowQuoted } from '../model/icmp';
import { SYN, segmentAt } from '../model/segment';
import { rowsOfOthers } from '../model/sent_by_others';
import type { Side } from '../model/segment';
import { headlineOf } from './verdict';
import { outcomeName } from '../model/connection';

interface Cached {
  words: LadderWords;
  taps: TapTexts | undefined;
}

const cache = new WeakMap<DrawingWords, Cached>();

/** The same object for the same words, so that a drawing sees when nothing changed. */
export function ladderWords(words: DrawingWords, taps?: TapTexts): LadderWords {
  let made = cache.get(words);
  if (!made || made.taps !== taps) cache.set(words, (made = { words: make(words, taps), taps }));
  return made.words;
}

function make(words: DrawingWords, taps: TapTexts | undefined): LadderWords {
  const l = words.ladder;
  return {
    lang: words.lang,
    title: ({ client, server }) =>
      l.title({
        client: endpoint(client.address, client.port),
        server: endpoint(server.address, server.port),
      }),
    description: (connection) =>
      words.punctuation.sentences([
        l.segments({
          n: connection.segments.count,
          seconds: connection.verdict.twoClocks ? null : connection.duration,
        }),
        words.punctuation.sentence(headlineOf(connection, words)),
      ]),
    end: (connection, side) => ({
      name: words.step.side({ who: side }),
      role: roleOf(connection, side, words),
    }),
    phase: (phase, connection) => phaseText(phase, connection, words),
    ...(taps ? { taps } : {}),
    quoted: (text) => l.quoted({ text }),
    silence: (seconds) => l.silence({ seconds }),
    run: (run) => runText(run, words),
    note: (note) => noteText(note, words),
    icmp: (error, connection) => icmpText(error, connection, words),
    moreIcmp: (n) => words.icmp.more({ n }),
    notCaptured: l.notCaptured,
    tail: (twoMsl) => ({
      name: l.tailName,
      sentence:
        twoMsl === 'linux' || twoMsl === 'rfc'
          ? l.tailChosen({ linux: twoMsl === 'linux' })
          : l.tailSentence,
    }),
    captureEnds: l.captureEnds,
    notPrinted: ([first, last]) => l.notPrinted({ first, last }),
    more: l.more,
    direction: (from) => l.direction[from],
    certainty: (certainty) => words.step.certainty[certainty],
    row: (row) => rowText(row, words),
    columns: l.columns,
    drawing: l.drawing,
    path: (side, states) =>
      l.path({
        who: side,
        states: states
          .map(({ state, certainty }) =>
            certainty === 'sure'
              ? state
              : words.punctuation.aside(state, words.step.certainty[certainty]),
          )
          .join(' → '),
      }),
  };
}

/** Role of an end: it opens, closes first, resets, refuses. */
function roleOf(connection: Connection, side: Side, words: DrawingWords): string {
  const { roles } = words.ladder;
  const outcome = outcomeName(connection);
  const marks = connection.verdict;
  const own = side === 0 ? 'client' : 'server';
  const begins =
    marks.opener === side || (marks.synsCross && marks.syn[side] !== null) ? roles.opens : '';
  const ends =
    outcome === `closed_by_${own}` || outcome === `half_closed_by_${own}`
      ? roles.closesFirst
      : outcome === `reset_by_${own}` && !rowsOfOthers(connection.insight).has(marks.end ?? -1)
        ? roles.resets
        : outcome === 'refused' && side === 1
          ? roles.refuses
          : '';
  return begins && ends ? roles.both(begins, ends) : begins || ends;
}

function phaseText(phase: Phase, connection: Connection, words: DrawingWords) {
  const { verdict: v, ladder: l } = words;
  const known = phase.seconds > 0 && !connection.verdict.twoClocks;
  const time = known ? duration(phase.seconds) : '';
  const [up, down] = phase.payload;
  const bytes = up + down > 0 ? v.payloadEachWay({ up, down }) : '';
  const { sentence, sentences } = words.punctuation;
  if (phase.kind === 'data') {
    const name = up > 0 && down > 0 && asksFirst(connection) ? v.exchange : v.data;
    return {
      name,
      time: '',
      sentence: bytes && sentence(bytes),
      line: l.plainLine({ name, text: bytes }),
    };
  }
  const name = phase.kind === 'opening' ? v.opening : v.closing;
  const clause =
    phase.kind === 'opening'
      ? openingClause(phase, connection, words)
      : closingClause(phase, connection, words);
  const whole = phase.steps.length === 4 && !phase.steps.some((s) => s.name === 'rst');
  const line = whole
    ? l.phaseLine({ name, steps: 4, segments: phase.carriers, time })
    : l.plainLine({ name, text: clause });
  // An opening and a closing may carry data, too, which no other bracket counts.
  const told = [clause, bytes].filter(Boolean).map(sentence);
  return { name, time, sentence: sentences(told), line };
}

/** Whether the client speaks first, so that what follows is a request and a reply. */
function asksFirst(connection: Connection): boolean {
  const { opener, data } = connection.verdict;
  const [client, server] = data;
  return opener === 0 && client !== null && server !== null && client < server;
}

function find(phase: Phase, name: LogicalStep['name']): LogicalStep[] {
  return phase.steps.filter((s) => s.name === name);
}

function openingClause(phase: Phase, connection: Connection, words: DrawingWords): string {
  const v = words.verdict;
  const reset = find(phase, 'rst')[0];
  const outcome = outcomeName(connection);
  if (reset) {
    return outcome === 'refused'
      ? v.openingRefused({ row: reset.row })
      : resetClause(reset, connection, words);
  }
  const { synsCross, synAck } = connection.verdict;
  if (phase.steps.length === 4) {
    if (synsCross) return v.openingCrossed({ segments: phase.carriers });
    const merged = sharedSteps(phase)[0];
    if (merged) return v.openingMerged({ segments: phase.carriers, merged: merged.row });
    return v.openingPlain({ segments: phase.carriers });
  }
  const { segments: table } = connection;
  if (synAck.every((row) => row === null)) {
    if (connection.opening !== 'unanswered') return v.openingUncaptured();
    let syns = 0;
    for (let row = phase.first; row <= phase.last; row += 1) {
      if (segmentAt(table, row).flags & SYN) syns += 1;
    }
    return v.openingUnanswered({ syns });
  }
  if (connection.opening === 'reply_only') {
    const { syn, third } = connection.verdict;
    return v.openingReplyOnly({ row: syn[1] ?? phase.first, third: third !== null });
  }
  return v.openingHalf({ segments: phase.last - phase.first + 1 });
}

function resetClause(
  { from: who, row }: LogicalStep,
  { insight }: Connection,
  { verdict: v }: DrawingWords,
): string {
  return rowsOfOthers(insight).has(row)
    ? v.closingResetInName({ who, row })
    : v.closingReset({ who, row });
}

function closingClause(phase: Phase, connection: Connection, words: DrawingWords): string {
  const v = words.verdict;
  const reset = find(phase, 'rst')[0];
  if (reset) return resetClause(reset, connection, words);
  const fins = find(phase, 'fin');
  const acks = find(phase, 'ack_of_fin');
  const [first, second] = fins;
  if (!first) return '';
  if (!second) {
    return acks.length === 0
      ? v.closingUnconfirmed({ row: first.row })
      : v.closingHalf({ who: first.from, row: first.row });
  }
  if (acks.length < 2) {
    const confirmed = acks.some((a) => a.from === first.from);
    return v.closingUnconfirmed({ row: confirmed ? first.row : second.row });
  }
  const segments = phase.carriers;
  if (connection.verdict.finsCross) {
    return v.closingCrossed({ segments, first: first.row, second: second.row });
  }
  const merged = sharedSteps(phase)[0];
  if (merged) return v.closingMerged({ segments, merged: merged.row });
  const ack = acks[0]!;
  const { time } = connection.segments;
  return v.closingApart({
    segments,
    who: second.from,
    ack: ack.row,
    fin: second.row,
    apart: time[second.row]! - time[ack.row]!,
  });
}

function runText(run: RunFacts, words: DrawingWords): { head: string; detail: string } {
  const l = words.ladder;
  const parts = [
    run.acks > 0 ? l.runAcks({ n: run.acks }) : '',
    run.retransmitted > 0 ? l.runRetransmitted({ n: run.retransmitted }) : '',
    l.runTime({ seconds: run.seconds }),
  ];
  return {
    head: l.runHead({ segments: run.segments, payload: run.payload }),
    detail: parts.filter(Boolean).join(' · '),
  };
}

function icmpText(error: IcmpError, connection: Connection, words: DrawingWords): IcmpText {
  const { name, code, source } = icmpNamed(error, connection, words);
  const about = rowQuoted(error, connection);
  return {
    name,
    code,
    from: words.icmp.from({ source }),
    row: words.icmp.row({ name, code, source, to: error.to, about }),
  };
}

type NoteText = ReturnType<LadderWords['note']>;

function noteText(note: RowNote, words: DrawingWords): NoteText {
  const n = words.ladder.notes;
  switch (note.kind) {
    case 'retransmission':
      return { margin: retransmissionText(note, words) };
    case 'not_from':
      return { label: n.notFrom({ end: note.end }) };
    case 'out_of_order':
      return { label: n.outOfOrder };
    case 'lost':
      return {
        label: n.lost,
        margin: { name: n.lostName, text: n.lostAgain({ again: note.again }) },
      };
    case 'gap':
      return { margin: { name: n.gap, text: n.gapText } };
    case 'ack_of_uncaptured':
      return { margin: { name: n.ackOfUncaptured, text: n.ackOfUncapturedText } };
    case 'keep_alive_probe':
      return { label: n.keepAliveProbe };
    case 'keep_alive_answer':
      return { label: n.keepAliveAnswer };
    case 'zero_window':
      return { label: n.zeroWindowLabel, margin: { name: n.zeroWindow, text: n.zeroWindowText } };
    case 'zero_window_probe':
      return { label: n.windowProbe };
    case 'zero_window_answer':
      return { label: n.windowProbeAnswer };
    case 'window_full':
      return { label: n.windowFull };
    case 'window_update':
      return { label: n.windowUpdate };
    case 'reused_ports':
      return { label: n.reusedPorts };
    case 'duplicate_ack':
      return { label: n.duplicate({ n: note.ordinal }) };
  }
}

function retransmissionText(
  note: Extract<RowNote, { kind: 'retransmission' }>,
  words: DrawingWords,
): { name: string; text: string } {
  const n = words.ladder.notes;
  const { original, after, duplicates, how } = note;
  if (how === 'spurious') {
    return { name: n.spuriousRetransmission, text: n.ackedBefore({ original, after }) };
  }
  if (how === 'fast' && duplicates > 0) {
    return { name: n.fastRetransmission, text: n.afterDuplicates({ duplicates, original, after }) };
  }
  const name = how === 'fast' ? n.fastRetransmission : n.retransmission;
  return {
    name,
    text: original === null ? n.originalUnseen : n.afterOriginal({ original, after }),
  };
}

function rowText(row: RowFacts, words: DrawingWords): string {
  const l = words.ladder;
  const note = row.note ? noteText(row.note, words) : null;
  const moves = row.states
    .map((state, side) =>
      state.changed
        ? l.newState({
            who: side as Side,
            state: state.state,
            certainty: words.step.certainty[state.certainty],
          })
        : '',
    )
    .filter(Boolean);
  return l.row({
    number: row.number,
    from: row.from,
    flags: row.flags.join(' '),
    seq: digits(row.seq),
    ack: row.ack === null ? null : digits(row.ack),
    length: row.length,
    window: row.window,
    time: row.time,
    since: row.since,
    note: note?.label ?? note?.margin?.name ?? '',
    states: moves.length > 0 ? words.punctuation.sentences(moves) : l.sameStates,
  });
}
