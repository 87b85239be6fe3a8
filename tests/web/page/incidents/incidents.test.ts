import { describe, expect, it } from 'vitest';
import { incidentsOf, type Incident } from '../../../../web/src/model/incidents';
import { incidents as kinds } from '../../../../web/src/model/names';
import { incidentQuery } from '../../../../web/src/page/incidents/incident_query';
import { incidentWords } from '../../../../web/src/words/incidents';
import { pageWords } from '../../../../web/src/words/page';

const one: Incident = {
  kind: 'retransmission',
  connections: 134,
  times: 204,
  least: 0,
  most: 0,
  sum: 0,
  who: '10.0.2.3:443',
  whoConnections: 134,
  whoTimes: 204,
  other: null,
  otherPort: null,
  others: 0,
  first: 2,
  row: 10,
  length: 0,
  smaller: 0,
};
const say = (incident: Partial<Incident>) =>
  incidentWords.of('en').sentence({ ...one, ...incident });

describe('an incident', () => {
  it('says how often, where and with whom', () => {
    expect(say({})).toBe('204 retransmissions in 134 connections, all to 10.0.2.3:443.');
    expect(say({ whoTimes: 190 })).toBe(
      '204 retransmissions in 134 connections, 190 of them to 10.0.2.3:443.',
    );
    expect(say({ who: null })).toBe('204 retransmissions in 134 connections.');
    expect(say({ times: 1, connections: 1, whoTimes: 1 })).toBe(
      '1 retransmission in 1 connection, to 10.0.2.3:443.',
    );
  });
  it('says the idle time, or from which to which', () => {
    const reset = { kind: 'idle_reset', times: 30, whoTimes: 30, who: '10.0.1.5' } as const;
    expect(say({ ...reset, least: 60.08, most: 60.11 })).toBe(
      '30 resets after 60.1 s idle, all by 10.0.1.5: nearly equal times suggest an idle timer.',
    );
    expect(say({ ...reset, least: 59, most: 60.11 })).toContain('after 59.0 s to 60.1 s idle');
  });
  it('leads to its connections by a filter', () => {
    const query = (incident: Partial<Incident>) =>
      incidentQuery({ ...one, ...incident }, pageWords.of('en'));
    expect(query({})).toBe('retransmission 10.0.2.3:443');
    expect(query({ kind: 'black_hole', who: null })).toBe('black hole');
    expect(query({ kind: 'busy_pair', other: '10.0.0.1' })).toBe('10.0.0.1 10.0.2.3:443');
  });
  it('has a sentence of each kind in each language', async () => {
    await incidentWords.loadAll();
    for (const words of incidentWords.here()) {
      for (const kind of kinds) {
        const text = words.sentence({ ...one, kind, other: '10.0.0.1', others: 3 });
        expect(text).toContain('10.0.2.3:443');
        expect(text).not.toMatch(/undefined|null|NaN/);
      }
    }
  });
});

describe('the table of incidents', () => {
  it('becomes one value for each row', () => {
    const address = (...octets: number[]) =>
      Uint8Array.from({ length: 16 }, (_, i) => octets[i] ?? 0);
    const [found] = incidentsOf({
      count: 1,
      kind: Uint8Array.of(kinds.indexOf('no_answer')),
      connections: Uint32Array.of(36),
      times: Float64Array.of(72),
      least: Float64Array.of(0),
      most: Float64Array.of(8),
      sum: Float64Array.of(9),
      whoVersion: Uint8Array.of(4),
      who: address(192, 168, 43, 52),
      whoPort: Uint16Array.of(0),
      whoConnections: Uint32Array.of(36),
      whoTimes: Float64Array.of(72),
      otherVersion: Uint8Array.of(4),
      other: address(172, 217, 160, 106),
      otherPort: Uint16Array.of(443),
      others: Uint32Array.of(10),
      first: Uint32Array.of(0),
      row: Uint32Array.of(0),
      length: Uint32Array.of(0),
      smaller: Uint32Array.of(0),
    });
    expect(found).toMatchObject({ kind: 'no_answer', who: '192.168.43.52', otherPort: 443 });
    expect(incidentWords.of('en').sentence(found!)).toBe(
      '72 SYNs to 10 addresses on port 443 got no answer, in 36 connections, all from 192.168.43.52.',
    );
  });
});
