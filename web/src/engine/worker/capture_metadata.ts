// What a pcapng file says besides its packets, as texts. They come from outside and may hold anything:
// whoever shows them shows plain text.
import { NO_INTERFACE } from '../../../generated/values';
import type { NotesTable, TextColumn } from '../../../../wasm/engine.mjs';
import { addressText } from '../../model/address';

export interface InterfaceNote {
  name: string;
  description: string;
  /** LINKTYPE_ value. */
  linkType: number;
  /** Bytes kept of each packet; 0: all. */
  snapLength: number;
  /** As the capturing machine counted them; null where the file does not tell. */
  received: number | null;
  dropped: number | null;
}

/** What is said of the file as a whole. */
export interface CaptureNotes {
  hardware: string;
  operatingSystem: string;
  application: string;
  interfaces: InterfaceNote[];
  /** On the file or, where `interface` is no null, on an interface (from 0). */
  comments: { interface: number | null; text: string }[];
  /** Of each named address, in the order of the file. */
  names: ReadonlyMap<string, readonly string[]>;
}

/** Texts of one table, decoded where they are asked for. */
export class Notes {
  readonly capture: CaptureNotes;
  readonly #comments: string[];
  readonly #frames: Uint32Array;

  constructor(table: NotesTable) {
    this.#comments = textsOf(table.comment);
    this.#frames = table.commentFrame;
    this.capture = captureNotes(table, this.#comments);
  }

  /** Names of an address, in the order of the file. */
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

// Bytes that are no UTF-8 become replacement characters.
function textsOf({ bytes, ends }: TextColumn): string[] {
  const decoder = new TextDecoder();
  let from = 0;
  return Array.from(ends, (end) => {
    const text = decoder.decode(bytes.subarray(from, end));
    from = end;
    return text;
  });
}
