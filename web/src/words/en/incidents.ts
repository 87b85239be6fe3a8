// Incidents in a capture, one sentence for each kind.
import type { Incident, IncidentKind } from '../../model/incidents';
import { brief, bytes, count, many } from './nouns';

/** ", all to 10.0.0.2:443", ", 190 of them to 10.0.0.2:443", or empty. */
const share = (part: number, whole: number, by: string, who: string | null) => {
  if (who === null) return '';
  if (whole === 1) return `, ${by} ${who}`;
  return `, ${part === whole ? 'all' : `${count(part)} of them`} ${by} ${who}`;
};

const connections = (n: number) => many(n, 'connection');
const range = (p: { least: number; most: number }) =>
  brief(p.least) === brief(p.most) ? brief(p.most) : `${brief(p.least)} to ${brief(p.most)}`;

const sentences: Record<IncidentKind, (p: Incident) => string> = {
  black_hole: (p) =>
    `Segments of ${bytes(p.length)} never get through in ${connections(p.connections)}` +
    `${share(p.whoConnections, p.connections, 'to', p.who)}, while ` +
    `${p.smaller > 0 ? `those of up to ${bytes(p.smaller)} do` : 'smaller ones do'}: ` +
    'this looks like a path-MTU black hole.',
  idle_reset: (p) =>
    `${many(p.times, 'reset')} after ${range(p)} idle` +
    `${share(p.whoTimes, p.times, 'by', p.who)}: nearly equal times suggest an idle timer.`,
  no_answer: (p) => {
    const port = p.otherPort === null ? '' : ` on port ${p.otherPort}`;
    const asked = p.others === 1 ? p.other : many(p.others, 'address', 'addresses');
    return (
      `${many(p.times, 'SYN')} to ${asked}${port} got no answer, in ` +
      `${connections(p.connections)}${share(p.whoConnections, p.connections, 'from', p.who)}.`
    );
  },
  peer_silent: (p) =>
    `One end stopped answering in ${connections(p.connections)}` +
    `${share(p.whoConnections, p.connections, 'with', p.who)}: ` +
    `${many(p.times, 'retransmission')} without an answer.`,
  close_wait: (p) =>
    `${connections(p.connections)} ${p.connections === 1 ? 'is' : 'are'} left in CLOSE-WAIT` +
    `${share(p.whoConnections, p.connections, 'at', p.who)}, for up to ${brief(p.most)}: ` +
    'the other end has closed, the application has not.',
  zero_window: (p) =>
    `${many(p.times, 'zero window')} in ${connections(p.connections)}, ${brief(p.sum)} in all` +
    `${share(p.whoTimes, p.times, 'announced by', p.who)}: the application did not read its data.`,
  timer: (p) =>
    `${many(p.times, 'wait')} for a retransmission timer in ${connections(p.connections)}, ` +
    `${brief(p.sum)} in all${share(p.whoTimes, p.times, 'to', p.who)}.`,
  retransmission: (p) =>
    `${many(p.times, 'retransmission')} in ${connections(p.connections)}` +
    `${share(p.whoTimes, p.times, 'to', p.who)}.`,
  busy_pair: (p) =>
    `${connections(p.connections)} from ${p.other} to ${p.who} within ${brief(p.most)}.`,
};

export const incidents = {
  label: 'What happened',
  show: 'show',
  more: (p: { n: number }) => `${count(p.n)} more`,
  sentence: (p: Incident) => sentences[p.kind](p),
};
