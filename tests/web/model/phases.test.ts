import { describe, expect, test } from 'vitest';
import { phasesOf, sharedSteps } from '../../../web/src/model/phases';
import type { Phase, PhaseKind } from '../../../web/src/model/phases';
import type { Connection } from '../../../web/src/model/connection';
import { ladderWords } from '../../../web/src/story/ladder_words';
import { pageWords } from '../../../web/src/words/page';
import { CLIENT, SERVER, Talk } from '../fixtures';
import * as talks from '../talks';

function phase(connection: Connection, kind: PhaseKind): Phase {
  const found = phasesOf(connection).find((p) => p.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

const steps = ({ steps }: Phase): string[] => steps.map((s) => `${s.row} ${s.name} ${s.from}`);

describe('phases', () => {
  test('an opening is four messages in three segments', () => {
    const opening = phase(talks.story(), 'opening');
    expect(steps(opening)).toEqual(['0 syn 0', '1 syn 1', '1 ack_of_syn 1', '2 ack_of_syn 0']);
    expect(opening.carriers).toBe(3);
    expect(sharedSteps(opening)).toEqual([{ row: 1, names: ['syn', 'ack_of_syn'] }]);
    expect(opening.seconds).toBeCloseTo(79e-6, 9);
  });

  test('a closing by the server is four messages in four segments', () => {
    const closing = phase(talks.story(), 'closing');
    expect(steps(closing)).toEqual(['7 fin 1', '8 ack_of_fin 0', '9 fin 0', '10 ack_of_fin 1']);
    expect(closing.carriers).toBe(4);
    expect(sharedSteps(closing)).toEqual([]);
  });

  test('a closing in three segments shares the one in the middle', () => {
    const closing = phase(talks.clientClosesInThree(), 'closing');
    expect(closing.carriers).toBe(3);
    expect(sharedSteps(closing)).toEqual([{ row: 7, names: ['fin', 'ack_of_fin'] }]);
  });

  test('FINs that cross are each confirmed in a segment of its own', () => {
    const closing = phase(talks.simultaneousClose(), 'closing');
    expect(steps(closing)).toEqual(['5 fin 0', '6 fin 1', '7 ack_of_fin 0', '8 ack_of_fin 1']);
  });

  test('the data phase counts what each side sent', () => {
    const data = phase(talks.story(), 'data');
    expect([data.first, data.last]).toEqual([3, 6]);
    expect(data.payload).toEqual([365, 1248]);
  });

  test('an answer to data in the SYN does not end the opening before its last ACK', () => {
    const fast = new Talk().syn().with({ length: 365 }).synAck().with({ ack: 3041927981 });
    const connection = fast.data(SERVER, 600).ack(CLIENT).connection('still_open');
    const opening = phase(connection, 'opening');
    expect(steps(opening).at(-1)).toBe('3 ack_of_syn 0');
    const { sentence } = ladderWords(pageWords.of('en')).phase(opening, connection);
    expect(sentence).toMatch(/the SYN\. 365 B up, 600 B down\.$/);
  });

  test('a reset that is not accepted does not end the opening', () => {
    const talk = new Talk().syn().now('SYN-SENT', 'LISTEN~').rst(SERVER);
    talk.now('SYN-SENT', 'CLOSED').synAck().now('ESTABLISHED?', 'SYN-RECEIVED').ack(CLIENT);
    const opening = phase(talk.connection('still_open'), 'opening');
    expect(steps(opening)).toEqual(['0 syn 0', '2 syn 1', '2 ack_of_syn 1', '3 ack_of_syn 0']);
  });

  test('a refusal ends the opening', () => {
    const phases = phasesOf(talks.refused());
    expect(phases.map((p) => p.kind)).toEqual(['opening']);
    expect(steps(phases[0]!)).toEqual(['0 syn 0', '1 rst 1']);
  });

  test('repeated SYN ACKs belong to an opening that never completes', () => {
    const phases = phasesOf(talks.halfOpen());
    expect(phases.map((p) => [p.kind, p.first, p.last])).toEqual([['opening', 0, 4]]);
    expect(phases[0]!.steps).toHaveLength(3);
  });

  test('a reset without FIN is a closing of one step', () => {
    const closing = phase(talks.resetByServer(), 'closing');
    expect(steps(closing)).toEqual(['5 rst 1']);
  });

  test('a capture that began later has no opening', () => {
    expect(phasesOf(talks.midStream()).map((p) => p.kind)).toEqual(['data']);
  });
});
