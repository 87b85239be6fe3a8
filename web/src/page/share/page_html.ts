// The HTML that puts a shared capture into another page.
import { spawn } from '#spawn';
import { ConnectionClient } from '../../engine/connection_client';
import { toSvg } from '../../export';
import type { Connection } from '../../model/connection';
import type { Language } from '../../words';
import { exportWordsOf } from '../export/export_words';
import { elementHtml } from './element_html';

/** Maximum length of a packed capture that is put into the HTML. */
const carriedLength = 60_000;
export interface PageHtml {
  html: string;
  /** Whether the HTML contains the capture; otherwise it refers to a file `name`. */
  carries: boolean;
}

/** `packed`: the capture in `file`, packed for a link; null if it is too large for that. */
export async function pageHtml(
  file: Blob,
  packed: string | null,
  name: string,
  language: Language,
): Promise<PageHtml> {
  const carries = packed !== null && packed.length <= carriedLength;
  const drawing = await drawingOf(file, language);
  return { html: elementHtml(carries ? `#capture=${packed}` : name, name, drawing), carries };
}

/** The file's connection, not the one on view: the drawing has its addresses and times. */
async function drawingOf(file: Blob, language: Language): Promise<string> {
  const client = new ConnectionClient(spawn);
  try {
    await client.open(file);
    return drawn(await client.connection(0), language);
  } finally {
    client.dispose();
  }
}

const drawn = async (connection: Connection, language: Language) =>
  toSvg(connection, {
    words: await exportWordsOf(language),
    numbers: 'relative',
    part: 'all',
    title: null,
  });
