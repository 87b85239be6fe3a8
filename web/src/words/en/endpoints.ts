// What the whole capture shows, beyond one connection.
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
    `Like a SYN flood: ${count(p.peak)} connections to ${p.listener} waited for their third segment at ` +
    `once, at ${at(p.at)}, from ${many(p.sources, 'address', 'addresses')}; ` +
    `${count(p.completed)} of ${count(p.attempts)} were completed` +
    `${p.retries > 0 ? `, ${many(p.retries, 'SYN ACK')} came again` : ''}. ` +
    'Whether the host kept state for them is not on the wire: with SYN cookies it keeps none.',
  curveLabel: (p: { listener: string; peak: number; at: number; duration: number }) =>
    `Half-open connections to ${p.listener} over ${brief(p.duration)}: ${count(p.peak)} at most, at ${at(p.at)}.`,
  curvePeak: (p: { peak: number; at: number }) => `${count(p.peak)} half-open at ${at(p.at)}`,
  counted: 'How half-open connections are counted',
  curveCaption:
    'Each counts from its SYN ACK to the third segment or a reset; where neither came, to its last ' +
    'segment, and for one second at least. What the host itself counts in its backlog, and the limit ' +
    'of that, are not on the wire.',
  scan: (p: {
    source: string;
    targets: number;
    refused: number;
    unanswered: number;
    dropped: number;
  }) =>
    `Like a scan: ${p.source} asked ${many(p.targets, 'port or address', 'ports or addresses')}: ` +
    `${count(p.refused)} refused, ${count(p.unanswered)} without an answer, ${count(p.dropped)} open ` +
    'but left without a byte.',
  refuses: (p: { listener: string; attempts: number }) =>
    `${p.listener} refused each of ${count(p.attempts)} connections: nothing listened there.`,
  begunBefore: (p: { n: number }) =>
    `${many(p.n, 'connection')} began before the capture, so how ${p.n === 1 ? 'it' : 'they'} opened is not in it.`,
  openAtEnd: (p: { n: number }) => `${many(p.n, 'connection')} went on when the capture ended.`,
};
