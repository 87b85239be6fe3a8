// Texts for predicting the next state of each end.
import type { StateName } from '../../model/names';
import { The, the } from './nouns';

type Side = 0 | 1;

/** Meaning of a state for an end, shown after its name. */
const meanings: Record<Exclude<StateName, 'UNKNOWN'>, string> = {
  CLOSED: 'there is no connection',
  LISTEN: 'it waits for a SYN from any client',
  'SYN-SENT': 'it has sent a SYN and waits for a SYN in return',
  'SYN-RECEIVED': 'a SYN has arrived, and its own SYN is not acknowledged yet',
  ESTABLISHED: 'both directions are open',
  'FIN-WAIT-1': 'it has sent its FIN, which is not acknowledged, and no FIN has arrived',
  'FIN-WAIT-2': 'its FIN is acknowledged, and no FIN has arrived: it only receives',
  'CLOSE-WAIT': 'a FIN has arrived, and it has not sent its own: it may still send',
  CLOSING: 'the FINs crossed: one has arrived, and its own is not acknowledged',
  'LAST-ACK': 'it sent its FIN after the other end’s and waits for the ACK of it',
  'TIME-WAIT': 'both FINs are acknowledged; it waits 2MSL in case its last ACK was lost',
};

export const predict = {
  /** Title above the question about the selected segment. */
  title: 'Which state comes next?',
  about: (p: { row: number }) => `Segment #${p.row + 1}: which state does each end enter?`,
  sender: (p: { who: Side }) => `${The(p.who)}, when it sends it`,
  receiver: (p: { who: Side }) => `${The(p.who)}, when it arrives`,
  now: (p: { state: string }) => `now ${p.state}`,
  check: 'Check',
  show: 'Show the answer',
  next: 'Next segment',
  leave: 'Stop predicting',
  answer: 'Answer',
  undecided: 'The capture does not show the state of either end here.',
  over: 'This was the last segment.',
  right: (p: { who: Side; state: string; changed: boolean }) =>
    `Right: ${the(p.who)} ${p.changed ? 'enters' : 'stays in'} ${p.state}`,
  wrong: (p: { who: Side; chosen: string; state: string; changed: boolean }) =>
    `Not ${p.chosen}: ${the(p.who)} ${p.changed ? 'enters' : 'stays in'} ${p.state}`,
  shown: (p: { who: Side; state: string; changed: boolean }) =>
    `${The(p.who)} ${p.changed ? 'enters' : 'stays in'} ${p.state}`,
  because: (p: { reason: string }) => `${p.reason.charAt(0).toUpperCase()}${p.reason.slice(1)}.`,
  meaning: (p: { state: Exclude<StateName, 'UNKNOWN'> }) =>
    `${p.state} means: ${meanings[p.state]}.`,
  score: (p: { right: number; asked: number }) => `${p.right} of ${p.asked} right`,
  unchanged: {
    proved: (p: { state: string }) =>
      `the other end’s segment had led to ${p.state}; this one proves it`,
    sendsData: () => 'sending data changes no state',
    sendsAck: () => 'sending an ACK alone changes no state',
    receivesData: () => 'receiving data changes no state',
    receivesAck: () => 'an ACK that acknowledges neither a SYN nor a FIN changes no state',
    repeated: () => 'what it sends was sent before and changes no state',
    other: () => 'nothing in this segment changes its state',
  },
  /** For two SYNs or FINs that cross. */
  crosses: (p: { row: number }) =>
    `#${p.row + 1} was already on its way: the capture does not show whether this segment arrived before it`,
};
