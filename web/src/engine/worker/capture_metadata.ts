// The metadata of a pcapng file, as texts. They come from outside and may contain anything, so they
// must be shown as plain text.
import { NO_INTERFACE } from '../../../generated/values';
import type { NotesTable, TextColumn } from '../../../../wasm/engine.mjs';
import { addressText } from '../../model/address';

export interface InterfaceNote {
  name: string;
  description: string;
  /** LINKTYPE_ value. */
  linkType: number;
  /** Captured bytes per packet; 0: all. */
  snapLength: number;
  /** Number counted by the capturing machine; null if the file does not contain it. */
  received: number | null;
  dropped: number | null;
}

/** Notes on the whole file. */
export interface CaptureNotes {
  hardware: string;
  operatingSystem: string;
  application: string;
  interfaces: InterfaceNote[];
  /** On the file, or on an interface (from 0) if `interface` is not null. */
  comments: { interface: number | null; text: string }[];
  /** Names of each address, in file order. */
  names: ReadonlyMap<string, readonly string[]>;
}

/** Texts of one table, decoded on request. */
export class Notes {
  readonly capture: CaptureNotes;
  readonly #comments: string[];
  readonly #frames: Uint32Array;

  constructor(table: NotesTable) {
    this.#comments = textsOf(table.comment);
    this.#frames = table.commentFrame;
    this.capture = captureNotes(table, this.#comments);
  }

  /** Names of an address, in file order. */
  namesOf(address: string): readonly string[] {
    return this.capture.names.get(address) ?? [];
  }

  /** Comments on the packets of a connection. Both lists of frames ascend. */
  commentsOn(frames: Uint32Array): { row: number; text: string }[] {
    const found: { row: number; text: string }[] = [];
    let row = 0;
    this.#frames.forEach((frame, i) => {
      while (row < frames.length && frames[row]! < frame) row += 1;
      if (frame > 0 && frames[row] === frame) found.push({ row, text: this.#comments[i]! });
    });
    return found;
  }
}

function namesByAddress(table: NotesTable): Map<string, string[]> {
  const names = new Map<string, string[]>();
  textsOf(table.name).forEach((text, i) => {
    const octets = table.nameAddress.subarray(16 * i, 16 * i + 16);
    const address = addressText(octets, table.nameVersion[i]!);
    const known = names.get(address) ?? [];
    if (!known.includes(text)) names.set(address, [...known, text]);
  });
  return names;
}

function captureNotes(table: NotesTable, comments: readonly string[]): CaptureNotes {
  const [hardware = '', operatingSystem = '', application = ''] = textsOf(table.section);
  const names = textsOf(table.interfaceName);
  const descriptions = textsOf(table.interfaceDescription);
  return {
    hardware,
    operatingSystem,
    application,
    interfaces: names.map((name, i) => {
      const counted = table.counted[i] === 1;
      return {
        name,
        description: descriptions[i]!,
        linkType: table.linkType[i]!,
        snapLength: table.snapLength[i]!,
        received: counted ? table.received[i]! : null,
        dropped: counted || table.dropped[i]! > 0 ? table.dropped[i]! : null,
      };
    }),
    comments: comments.flatMap((text, i) => {
      if (table.commentFrame[i]! > 0) return [];
      const on = table.commentInterface[i]!;
      return [{ interface: on === NO_INTERFACE ? null : on, text }];
    }),
    names: namesByAddress(table),
  };
}

// Invalid UTF-8 becomes replacement characters.
function textsOf({ bytes, ends }: TextColumn): string[] {
  const decoder = new TextDecoder();
  let from = 0;
  return Array.from(ends, (end) => {
    const text = decoder.decode(bytes.subarray(from, end));
    from = end;
    return text;
  });
}
