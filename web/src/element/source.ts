// The source of an element's capture: text inside the element, or a URL.
import { captureIn, unpackCapture } from '../model/share_link';
import { decodeBase64 } from '../base/base64';

/** Types of child scripts that contain a capture. */
const captureTypes = new Set(['application/vnd.tcpdump.pcap', 'application/x-pcapng']);

export class SourceError extends Error {
  /**
   * `status` of the response, 0 without one. `violated`: the source that the page's security policy
   * lacks, if it blocked the request.
   */
  constructor(
    readonly url: string,
    readonly status: number,
    readonly violated: string | null = null,
  ) {
    super(`${url}: ${status}`);
    this.name = 'SourceError';
  }
}

/**
 * The capture in the first or second `<script type="application/vnd.tcpdump.pcap"
 * data-encoding="base64">` inside the element, which needs no request; null if there is none.
 */
export function inlineCapture(element: Element, which: 0 | 1): Blob | null {
  const scripts = [...element.querySelectorAll<HTMLScriptElement>(':scope > script')].filter(
    ({ type, dataset }) => captureTypes.has(type) && dataset['encoding'] === 'base64',
  );
  const script = scripts[which];
  return script ? new Blob([decodeBase64(script.textContent)]) : null;
}

/** Last segment of a URL's path; empty if there is none. */
export const fileName = (url: string | null): string =>
  url?.replace(/[?#].*/, '').replace(/.*\//, '') ?? '';

/**
 * Fetches a capture; one that the URL contains as `#capture=…` is unpacked without a request.
 * Rejects with a SourceError, a LinkError, or an AbortError if aborted.
 */
export async function fetchCapture(url: string, signal: AbortSignal): Promise<Blob> {
  const carried = captureIn(url);
  if (carried !== null) return unpackCapture(carried);
  let response: Response;
  let violated: string | null = null;
  const watch = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective !== 'connect-src') return;
    const { origin } = new URL(blockedURI, location.href);
    violated = `connect-src ${origin === location.origin ? "'self'" : origin}`;
  };
  document.addEventListener('securitypolicyviolation', watch);
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    // The violation event may follow the rejection.
    await new Promise((resolve) => setTimeout(resolve, 0));
    throw new SourceError(url, 0, violated);
  } finally {
    document.removeEventListener('securitypolicyviolation', watch);
  }
  if (!response.ok) throw new SourceError(url, response.status);
  return response.blob();
}
