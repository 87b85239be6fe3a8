// Statements about the whole capture, beyond one connection.
import { at, brief, count, many } from './nouns';

export const endpoints = {
  label: 'In the whole capture',
  show: 'show them',
  more: (p: { n: number }) => `${count(p.n)} more`,
  flood: (p: {
    listener: string;
    peak: number;
    at: number;
    sources: number;
    completed: number;
    attempts: number;
    retries: number;
  }) =>
    `This looks like a SYN flood: ${count(p.peak)} connections to ${p.listener} waited for their third ` +
    `segment at the same time, at ${at(p.at)}, from ${many(p.sources, 'address', 'addresses')}; ` +
    `${count(p.completed)} of ${count(p.attempts)} were completed` +
    `${p.retries > 0 ? `, ${many(p.retries, 'SYN ACK')} ${p.retries === 1 ? 'was' : 'were'} retransmitted` : ''}. ` +
    'Whether the host kept state for them is not visible in the capture: with SYN cookies it keeps none.',
  curveLabel: (p: { listener: string; peak: number; at: number; duration: number }) =>
    `Half-open connections to ${p.listener} over ${brief(p.duration)}: ${count(p.peak)} at most, at ${at(p.at)}.`,
  curvePeak: (p: { peak: number; at: number }) => `${count(p.peak)} half-open at ${at(p.at)}`,
  counted: 'How half-open connections are counted',
  curveCaption:
    'Each one counts from its SYN ACK to the third segment or a reset; without either, to its last ' +
    'segment, and for at least one second. How many the host itself counts in its backlog, and what ' +
    'the limit is, is not visible in the capture.',
  scan: (p: {
    source: string;
    targets: number;
    refused: number;
    unanswered: number;
    dropped: number;
  }) =>
    `This looks like a scan: ${p.source} tried ${many(p.targets, 'port or address', 'ports or addresses')}: ` +
    `${count(p.refused)} refused, ${count(p.unanswered)} without an answer, ${count(p.dropped)} ` +
    'opened and left without sending data.',
  refuses: (p: { listener: string; attempts: number }) =>
    `${p.listener} refused all ${count(p.attempts)} connections: the port is closed.`,
  begunBefore: (p: { n: number }) =>
    `${many(p.n, 'connection')} began before the capture, so it does not show how ${p.n === 1 ? 'it' : 'they'} opened.`,
  openAtEnd: (p: { n: number }) =>
    `${many(p.n, 'connection')} ${p.n === 1 ? 'was' : 'were'} still open when the capture ended.`,
};
