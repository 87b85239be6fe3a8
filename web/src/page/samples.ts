// The captures bundled with the page.
import { pageWords, type PageWords } from '../words/page';
import { decodeBase64 } from '../base/base64';

const files = import.meta.glob<string>('../../../samples/*.{pcap,pcapng}', {
  query: '?url',
  import: 'default',
  eager: true,
});

export interface Sample {
  /** File name without the extension; used in links. */
  name: string;
  file: string;
  url: string;
}

export const samples: readonly Sample[] = Object.entries(files)
  .map(([path, url]) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    return { name: file.replace(/\.pcapng$|\.pcap$/, ''), file, url };
  })
  .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));

function rank(name: string): number {
  const at = Object.keys(pageWords.of('en').page.samples).indexOf(name);
  return at < 0 ? Infinity : at;
}

/** Number of samples worth a first look; the others are shown on request. */
export const foremost = 6;

/** The sample that is drawn when the page opens. */
export const firstSample = 'http-1688';

export function sampleTitle({ name }: Sample, words: PageWords): string {
  const titles: Readonly<Record<string, string>> = words.page.samples;
  return titles[name] ?? name.replaceAll('-', ' ');
}

/** Fetches a sample; one embedded in the page is decoded without the network. */
export async function loadSample({ url }: Sample): Promise<Blob> {
  const inline = /^data:[^,]*;base64,(.*)$/s.exec(url);
  if (inline) return new Blob([decodeBase64(inline[1]!)]);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.blob();
}
