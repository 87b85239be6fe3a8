// Sentences about the meaning of ICMP errors after a segment, or about it.
import type { IcmpError } from '../model/connection';
import { icmpNamed } from './icmp';
import { errorsAfter, rowQuoted, tooBig } from '../model/icmp';
import type { SegmentContext } from './segment_context';

/** This many errors are described; the rest are counted. */
const TOLD = 2;
/** This many errors are searched for those about an earlier segment. */
const SEARCHED = 64;

export function icmpErrors(t: SegmentContext): string[] {
  if (t.connection.icmp.length === 0) return [];
  return [...behind(t), ...about(t)];
}

function behind(t: SegmentContext): string[] {
  const { icmp } = t.words;
  const { from, to } = errorsAfter(t.connection, t.segment.row);
  const told = t.connection.icmp.slice(from, Math.min(to, from + TOLD));
  const more = to - from - told.length;
  return [
    ...told.map((error) =>
      icmp.comesBack({
        ...icmpNamed(error, t.connection, t.words),
        to: error.to,
        type: error.type,
        number: error.code,
        about: rowQuoted(error, t.connection),
      }),
    ),
    ...(more > 0 ? [icmp.moreCame({ n: more })] : []),
    ...(told.length > 0 ? [meaning(t, told[0]!)] : []),
  ];
}

function meaning(t: SegmentContext, error: IcmpError): string {
  const { icmp } = t.words;
  if (tooBig(error)) return icmp.tooBig({ who: error.to, mtu: error.mtu });
  if (error.version === 4 && error.type === 4) return icmp.quench();
  if (error.version === 4 && error.type === 5) return icmp.redirect();
  const opens = t.after(error.to).state === 'SYN-SENT';
  return opens ? icmp.whileOpening({ who: error.to }) : icmp.whileOpen();
}

// An error after other segments than the one it quotes.
function about(t: SegmentContext): string[] {
  const { row, from, seq } = t.segment;
  const { connection, words } = t;
  const start = errorsAfter(connection, row).to;
  const later = connection.icmp
    .slice(start, start + SEARCHED)
    .find(
      (error) => error.to === from && error.seq === seq && rowQuoted(error, connection) === row,
    );
  if (!later) return [];
  return [words.icmp.earlier({ ...icmpNamed(later, connection, words), after: later.after - 1 })];
}
