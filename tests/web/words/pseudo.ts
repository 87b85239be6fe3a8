// A language made from English: each letter accented, each vowel twice, so that a sentence is about a
// third longer. Text in plain letters was not translated; text that does not fit was given too little
// room. The names of the protocol and of programs stay, as in every language.

const accented: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ɋ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
};

/** What no language translates; the longer alternatives come first. */
const proper = new RegExp(
  [
    // Flags, states, variables of RFC 9293, abbreviations, also several of one: SYN ACKs.
    String.raw`\b[A-Z0-9]{2,}(?:[-.][A-Z0-9]+)*s?\b`,
    // Anything with a digit in it: addresses, numbers, versions, hexadecimal.
    String.raw`[\w:.-]*\d[\w:.]*`,
    // Units behind a number.
    String.raw`(?<=\d[ \u00a0])(?:s|ms|µs|ns|min|h|d|px|B|kB|MB|GB|TB)\b`,
    // Options, settings and files of command lines.
    String.raw`(?<![\w])--?[a-z][\w-]*`,
    String.raw`\b[\w-]+\.(?:pcap|pcapng|html)\b`,
    String.raw`\b(?:${[
      'seq|ack|len|win|mss|TSval|TSecr',
      'TCP Ladder|tcp-ladder|Wireshark|tshark|tcpdump|editcap|text2pcap|xxd|hexdump|bzip2|systemd|sysdig',
      'Linux|Windows|Zeek|Mermaid|Bluetooth|Ethernet|Network Monitor|Sniffer|NetXray|OmniPeek|EtherPeek',
      'Observer|Visual Networks|btsnoop|snoop|pcapng|pcap|gzip|zstd|xz|cookie|cookies',
      'en|zh|script-src|worker-src|connect-src|wasm-unsafe-eval|blob',
      'Ctrl|Enter|Esc|Home|End|PgUp|PgDn|Space',
      'x',
    ].join('|')})\b`,
  ].join('|'),
  'gu',
);

/** `text` in the language; what it has in accented letters already stays as it is. */
export function accent(text: string): string {
  let made = '';
  let from = 0;
  for (const { index, 0: name } of text.matchAll(proper)) {
    made += written(text.slice(from, index)) + name;
    from = index + name.length;
  }
  return made + written(text.slice(from));
}

const written = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const small = accented[letter.toLowerCase()]!;
    const made = letter === letter.toLowerCase() ? small : small.toUpperCase();
    return /[aeiou]/i.test(letter) ? made + small : made;
  });

/** Words of English in a text that should have none. */
export const englishIn = (text: string): string[] =>
  text.replace(proper, ' ').match(/(?<![\p{L}\p{M}])[A-Za-z]{2,}(?![\p{L}\p{M}])/gu) ?? [];

/** Members that are no words: what is sent to somebody else, or to a program. */
const unspoken: ReadonlySet<string> = new Set(['lang', 'articlePage']);
/** Arguments that choose a word and do not stand in it. */
const choosing: ReadonlySet<string> = new Set(['cause', 'kind', 'limit', 'part']);

/** All strings of `words`, and all that its functions make, in the language. */
export function pseudo<Words>(words: Words): Words {
  return converted(words) as Words;
}

function converted(value: unknown): unknown {
  if (typeof value === 'string') return accent(value);
  if (typeof value === 'function') {
    const make = value as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => {
      const kept = new Set<string>();
      const watched = given.map((argument) => watchedIn(argument, kept));
      return spoken(make(...watched), kept);
    };
  }
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      unspoken.has(name) ? member : converted(member),
    ]),
  );
}

/** What a function is given stays as it is in what the function makes. */
function watchedIn(value: unknown, kept: Set<string>): unknown {
  if (typeof value === 'string') {
    if (/\p{L}/u.test(value)) kept.add(value);
    return value;
  }
  if (typeof value === 'function') {
    const ask = value as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => watchedIn(ask(...given), kept);
  }
  if (Array.isArray(value)) return value.map((member) => watchedIn(member, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      choosing.has(name) ? member : watchedIn(member, kept),
    ]),
  );
}

function spoken(made: unknown, kept: ReadonlySet<string>): unknown {
  if (typeof made !== 'string')
    return Array.isArray(made) ? made.map((m) => spoken(m, kept)) : made;
  const longest = [...kept]
    .sort((a, b) => b.length - a.length)
    .find((given) => made.includes(given));
  if (longest === undefined) return accent(made);
  const rest = new Set([...kept].filter((given) => given !== longest));
  return made
    .split(longest)
    .map((piece) => spoken(piece, rest))
    .join(longest);
}
