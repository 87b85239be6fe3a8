// Error messages for a ladder that cannot be shown.
import { EngineFailure } from '../engine/connection_client';
import type { FileKind } from '../model/file_kind';
import type { Language } from '../words';
import type { ElementWords } from '../words/element';
import { SourceError } from './source';

/** The file is not a capture; `kind` says what it is. */
export class NotACapture extends Error {
  constructor(readonly kind: FileKind) {
    super(`not a packet capture: ${kind}`);
    this.name = 'NotACapture';
  }
}

/** Captures that the page can read, but the element cannot. */
const unread: ReadonlySet<FileKind> = new Set(['snoop', 'netmon', 'netxray', 'peek']);

/** `file`: URL of the capture, or a name if it has no URL. */
export async function failureText(
  error: unknown,
  file: string,
  language: Language,
  words: ElementWords,
): Promise<string> {
  const { embed, punctuation } = words;
  const { aside, colon, sentence, sentences } = punctuation;
  const failed = embed.embedFailed({ file });
  if (error instanceof SourceError) {
    const { violated } = error;
    const policy = violated ? [embed.policy({ violated })] : [];
    return sentences([embed.fetchFailed(error), ...policy]);
  }
  if (error instanceof EngineFailure && error.kind === 'blocked') {
    const violated = "script-src 'wasm-unsafe-eval'";
    return sentences([sentence(failed), embed.policy({ violated })]);
  }
  if (error instanceof NotACapture) {
    const { advice, notACapture, kinds } = await fileWordsIn(language);
    if (unread.has(error.kind)) {
      return sentences([sentence(failed + colon + kinds[error.kind]), advice.convert]);
    }
    return failed + colon + aside(notACapture, kinds[error.kind]);
  }
  return failed + colon + (error instanceof Error ? error.message : String(error));
}

async function fileWordsIn(language: Language) {
  const { fileWords } = await import('../words/files');
  await fileWords.load(language)?.catch(() => {});
  return fileWords.of(language);
}
