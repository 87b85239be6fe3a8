// An engine that only keeps what it is given, for tests of the way bytes take to it.
import { NO_LIMIT, NO_ROW } from '../../../../web/generated/values';
import type {
  CaptureInfo,
  Comparison,
  EndpointStatistics,
  ConnectionTable,
  CurveTable,
  Engine,
  Incidents,
  FindingTable,
  ExchangeTable,
  SegmentTable,
  VerdictTable,
  IcmpTable,
  LimitSummaryTable,
  LimitTable,
  PayloadMatchTable,
  PayloadTable,
  NotesTable,
  PortTable,
  ResetTable,
  TimingTable,
  EventTable,
  Status,
} from '../../../../wasm/engine.mjs';
import type { LoadedEngine } from '../../../../web/src/engine/instantiate';
import { noDetails } from '../../../../web/src/engine/worker/no_details';
import { connectionTable } from '../../page/connections/capture_columns';

export interface FakeEngine extends Engine {
  /** Every byte pushed, in order. */
  received(): Uint8Array;
  pushes: number[];
  finished: boolean;
  deleted: boolean;
}

/** `answer` is called after each push with the number of octets so far; it may throw. */
export function fakeModule(answer: (octets: number) => Status = () => 0) {
  const engines: FakeEngine[] = [];
  class Fake implements FakeEngine {
    pushes: number[] = [];
    finished = false;
    deleted = false;
    #input = new Uint8Array(0);
    #octets: Uint8Array[] = [];
    #count = 0;
    #status: Status = 0;

    constructor() {
      engines.push(this);
    }
    received() {
      return new Uint8Array(Buffer.concat(this.#octets));
    }
    buffer(size: number) {
      return (this.#input = new Uint8Array(size));
    }
    push(size: number): Status {
      this.pushes.push(size);
      this.#octets.push(this.#input.slice(0, size));
      this.#count += size;
      return (this.#status = answer(this.#count));
    }
    finish(): Status {
      this.finished = true;
      return (this.#status = 2);
    }
    info(): CaptureInfo {
      const bytes = this.#count;
      return {
        status: this.#status,
        packets: 1,
        segments: 1,
        connections: 1,
        bytes,
        start: 100,
        duration: 2,
      };
    }
    connections(first: number, count: number): ConnectionTable {
      return connectionTable(first === 0 && count > 0 ? [{ client: '10.0.0.7' }] : []);
    }
    segmentsAndVerdict() {
      return {
        segments: this.#segments(),
        exchange: this.#exchange(),
        verdict: this.#verdict(),
      };
    }
    #exchange(): ExchangeTable {
      return {
        count: 1,
        probe: Uint8Array.of(0),
        stray: Uint8Array.of(0),
        again: Uint8Array.of(0),
        ackedNumbers: Uint32Array.of(0),
        ackedBytes: Uint32Array.of(0),
        ackedBy: Uint32Array.of(NO_ROW),
        burstPlace: Uint32Array.of(0),
        burstSegments: Uint32Array.of(0),
        burstBytes: Float64Array.of(0),
        doubted: Uint32Array.of(0),
      };
    }
    #segments(): SegmentTable {
      const one = Uint32Array.of(0);
      return {
        count: 1,
        time: Float64Array.of(0),
        frame: Uint32Array.of(1),
        offset: Float64Array.of(4),
        headerOffset: Uint16Array.of(2),
        seq: one,
        ack: one,
        length: one,
        window: one,
        flags: Uint16Array.of(2),
        analysis: Uint32Array.of(0),
        linkType: Uint16Array.of(1),
        clientState: Uint8Array.of(3),
        serverState: Uint8Array.of(4),
        original: Uint32Array.of(NO_ROW),
        repeated: Uint32Array.of(0),
        unknown: Uint8Array.of(0),
        copyOf: Uint32Array.of(NO_ROW),
        duplicates: Uint16Array.of(0),
        duplicateOf: Uint32Array.of(NO_ROW),
        lostTo: Uint32Array.of(NO_ROW),
        evidence: Uint32Array.of(NO_ROW, NO_ROW),
        refuted: Uint8Array.of(0),
      };
    }
    findConnection(stream: number): number {
      return stream < this.info().connections ? stream : NO_ROW;
    }
    #verdict(): VerdictTable {
      const none = Uint32Array.of(NO_ROW, NO_ROW);
      return {
        syn: Uint32Array.of(0, NO_ROW),
        synAck: none,
        third: NO_ROW,
        fin: none,
        finNumber: Uint32Array.of(0, 0),
        finAcked: none,
        finIdle: Float64Array.of(0, 0),
        finProbes: Uint32Array.of(0, 0),
        reset: NO_ROW,
        takenReset: NO_ROW,
        data: none,
        opener: 0,
        synsCross: 0,
        finsCross: 0,
        end: NO_ROW,
        moreBytes: 0,
        moreSeconds: 0,
        idle: 0,
        handshake: -1,
        cutShort: 0,
        twoClocks: 0,
        answeredIn: NO_ROW,
        seenTwice: 0,
      };
    }
    port(): PortTable {
      return {
        count: 0,
        halfOpen: new Uint32Array(),
        attempts: new Uint32Array(),
        sources: new Uint32Array(),
        within: new Float64Array(),
      };
    }
    icmp(): IcmpTable {
      return {
        count: 0,
        time: new Float64Array(),
        frame: new Uint32Array(),
        offset: new Float64Array(),
        after: new Uint32Array(),
        seq: new Uint32Array(),
        mtu: new Uint32Array(),
        type: new Uint8Array(),
        code: new Uint8Array(),
        to: new Uint8Array(),
        version: new Uint8Array(),
        source: new Uint8Array(),
      };
    }
    layers(): Uint8Array {
      return Uint8Array.of();
    }
    notes(): NotesTable {
      const texts = () => ({ bytes: new Uint8Array(), ends: new Uint32Array() });
      return {
        section: texts(),
        linkType: new Uint16Array(),
        snapLength: new Uint32Array(),
        counted: new Uint8Array(),
        received: new Float64Array(),
        dropped: new Float64Array(),
        interfaceName: texts(),
        interfaceDescription: texts(),
        nameVersion: new Uint8Array(),
        nameAddress: new Uint8Array(),
        name: texts(),
        commentFrame: new Uint32Array(),
        commentInterface: new Uint32Array(),
        comment: texts(),
      };
    }
    events(): EventTable {
      const none = new Uint8Array(0);
      return {
        count: 0,
        row: new Uint32Array(0),
        id: new Uint16Array(0),
        end: none,
        passed: none,
        args: new Float64Array(0),
      };
    }
    places() {
      return new Float64Array(0);
    }
    details() {
      return noDetails();
    }
    findings(): FindingTable {
      const none = new Float64Array(0);
      return {
        count: 0,
        id: new Uint16Array(0),
        key: none,
        times: none,
        frame: new Uint32Array(0),
        offset: none,
        args: none,
      };
    }
    endpointStatistics() {
      return { begunBefore: 0, openAtEnd: 0 } as EndpointStatistics;
    }
    header(size: number) {
      if (size < 20) return null;
      return {
        sourcePort: (this.#input[0]! << 8) | this.#input[1]!,
        destinationPort: 0,
        seq: 0,
        ack: 0,
        dataOffset: 5,
        reserved: 0,
        flags: 2,
        window: 0,
        checksum: 0,
        urgentPointer: 0,
        options: [],
      };
    }
    delete() {
      this.deleted = true;
    }
  }
  class Share {
    push() {
      return false;
    }
    finish() {}
    take() {
      return new Uint8Array(0);
    }
    delete() {}
  }
  class CaptureWriter extends Share {
    comment() {}
  }
  class ScriptWriter {
    push() {
      return false;
    }
    finish() {}
    take() {
      return '';
    }
    delete() {}
  }
  class FileSet {
    begin() {}
    push() {}
    end() {}
    take() {
      const none = new Float64Array(0);
      const taps = new Uint8Array(0);
      return { relation: 0, order: new Uint32Array(0), gaps: none, packets: none, taps };
    }
    delete() {}
  }
  class InterfaceTaps {
    push() {}
    take() {
      return null;
    }
    delete() {}
  }
  class PayloadStream {
    length() {
      return 0;
    }
    firstOf() {
      return 0;
    }
    places() {
      return new Float64Array(0);
    }
    page() {
      return { count: 0 } as PayloadTable;
    }
    delete() {}
  }
  class PayloadSearch {
    push() {
      return true;
    }
    finish() {}
    take() {
      return { count: 0 } as PayloadMatchTable;
    }
    delete() {}
  }
  class Taps {
    summary(): never {
      throw new Error('two captures are not faked');
    }
    merge(): never {
      throw new Error('two captures are not faked');
    }
    delete() {}
  }
  class ConnectionStory {
    delete() {}
  }
  const module: LoadedEngine = {
    Engine: Fake,
    TapEngine: Fake,
    Taps,
    placesOfCurves: () => new Float64Array(0),
    placesOfHeaders: () => new Float64Array(0),
    headers: () => new Uint8Array(0),
    timing: () => ({ count: 0 }) as TimingTable,
    FileSet,
    InterfaceTaps,
    Share,
    CaptureWriter,
    ScriptWriter,
    PayloadStream,
    PayloadSearch,
    ConnectionStory,
    compare: () => ({ divergences: { count: 0 }, lines: { count: 0 } }) as Comparison,
    placesOfResets: () => new Float64Array(0),
    resets: () => ({ count: 0 }) as ResetTable,
    limits: () => ({ count: 0, dominating: Uint8Array.of(NO_LIMIT, NO_LIMIT) }) as LimitTable,
    limitSummaries: () => ({ count: 0 }) as LimitSummaryTable,
    curves: () => ({ count: 0 }) as CurveTable,
    incidents: () => ({ incidents: { count: 0 }, measures: { count: 0 } }) as Incidents,
    bringParts: async () => {},
  };
  return { load: () => Promise.resolve(module), engines };
}
