// The real module against its hand-written declaration, and one capture the whole way through.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import createEngine from '#engine';
import { CaptureSession } from '../../web/src/engine/worker/session';
import type { Engine, EngineModule } from '../../wasm/engine.mjs';
import { differences, interfacesOf } from './declaration';

const root = new URL('../../', import.meta.url).pathname;
const interfaces = new Map([
  ...interfacesOf(`${root}wasm/engine.d.mts`),
  ...interfacesOf(`${root}web/generated/tables.d.ts`),
]);
const sample = readFileSync(`${root}samples/http-1688.pcap`);

let module: EngineModule;
beforeAll(async () => {
  module = await createEngine();
});

function read(data: Uint8Array): Engine {
  const engine = new module.Engine(7, false);
  engine.buffer(data.length).set(data);
  if (engine.push(data.length) === 0) engine.finish();
  return engine;
}

describe('the declaration', () => {
  it('was read', () => {
    expect(interfaces.get('SegmentTable')!.get('time')).toBe('Float64Array');
    expect(differences(interfaces, 'CaptureInfo', { packets: '1' })).toContain(
      'CaptureInfo.packets: string, declared number',
    );
  });

  it('holds for every result of the module', () => {
    const engine = read(sample);
    const result = {
      CaptureInfo: engine.info(),
      ConnectionTable: engine.connections(0, 1),
      SegmentTable: engine.segmentsAndVerdict(0).segments,
      ExchangeTable: engine.segmentsAndVerdict(0).exchange,
      VerdictTable: engine.segmentsAndVerdict(0).verdict,
      PortTable: engine.port(0),
      EventTable: engine.events(0),
      IcmpTable: engine.icmp(0),
      Details: engine.details(0, 0),
      FindingTable: engine.findings(),
      EndpointStatistics: engine.endpointStatistics(),
      NotesTable: engine.notes(),
      ResetTable: module.resets(engine, 0, 0),
      LimitTable: module.limits(engine, 0),
      LimitSummaryTable: module.limitSummaries(engine, 0, 1),
      CurveTable: module.curves(engine, 0, 0, 0),
    };
    for (const [type, value] of Object.entries(result)) {
      expect(differences(interfaces, type, value)).toEqual([]);
    }
    engine.delete();
  });

  it('holds for a header with options', () => {
    const engine = read(sample);
    const { offset, headerOffset } = engine.segmentsAndVerdict(0).segments;
    const start = offset[0]! + headerOffset[0]!;
    engine.buffer(60).set(sample.subarray(start, start + 60));
    const header = engine.header(60)!;
    expect(differences(interfaces, 'HeaderDetail', header)).toEqual([]);
    expect(header.options.length).toBeGreaterThan(0);
    expect(header).toMatchObject({ destinationPort: 1688, flags: 2 });
    expect(engine.header(19)).toBeNull();
    engine.delete();
  });

  it('names every method of an engine', () => {
    const engine = read(sample);
    for (const [name, type] of interfaces.get('Engine')!) {
      if (type === 'method') expect(typeof engine[name as keyof Engine]).toBe('function');
    }
    engine.delete();
  });
});

describe('a capture', () => {
  it('is refused when it is none', () => {
    const engine = read(new TextEncoder().encode('this is no capture, not at all'));
    expect(engine.info()).toMatchObject({ status: 1, packets: 0 });
    expect(engine.findings().count).toBeGreaterThan(0);
    engine.delete();
  });

  it('goes through the session as the page asks for it', async () => {
    const session = new CaptureSession(() => createEngine());
    const opened = await session.open(new Blob([new Uint8Array(sample)]));
    expect(opened).toMatchObject({ ending: 'whole', kind: 'pcap' });
    expect(session.connections().count).toBe(1);
    const connection = await session.connection(0);
    expect(connection.client.port).toBe(50765);
    expect(connection.server).toMatchObject({ port: 1688, payload: 1248 });
    expect(connection).toMatchObject({
      outcome: 'closed_by_server',
      zeekState: 'SF',
    });
    const { offset, headerOffset, linkType } = connection.segments;
    const place = { offset: offset[0]!, headerOffset: headerOffset[0]!, linkType: linkType[0]! };
    const { detail, bytes } = await session.header(place);
    expect(detail!.seq).toBe(connection.client.isn);
    expect(bytes).toHaveLength(detail!.dataOffset * 4);
    session.dispose();
  });
});
