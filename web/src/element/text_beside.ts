// The part for texts from a script beside the one script, fetched when the first text is shown. A
// classic script runs from file:// too, where a module could not be imported.
import { SourceError } from './source';
import type * as part from './text_part';

type Part = typeof part;

const script = (document.currentScript as HTMLScriptElement | null)?.src;
const address = new URL('tcp-ladder-text.js', script ?? document.baseURI).href;

let loading: Promise<Part> | undefined;

export function textPart(): Promise<Part> {
  loading ??= new Promise<Part>((resolve, reject) => {
    const element = document.createElement('script');
    element.src = address;
    element.onload = element.onerror = () => {
      element.remove();
      const { tcpLadderText } = globalThis as { tcpLadderText?: Part };
      if (tcpLadderText) resolve(tcpLadderText);
      else reject(new SourceError(address, 0));
    };
    document.head.append(element);
  });
  // One that could not be loaded is asked for again.
  loading.catch(() => (loading = undefined));
  return loading;
}
