// The element as HTML, and a drawing inside it for readers without scripts and for feeds.

/** Maximum length of a drawing that is put into the HTML, before it is encoded. */
const drawnLength = 200_000;

/** `svg` is a document with a title; it is left out if it is long. */
export function elementHtml(source: string, name: string, svg: string): string {
  const [, title = ''] = /<title[^>]*>([^<]*)/.exec(svg) ?? [];
  const alt = title.replaceAll('"', '&quot;');
  const fallback =
    svg.length <= drawnLength
      ? `<img src="data:image/svg+xml;base64,${base64Of(svg)}" alt="${alt}">`
      : `<a href="${name}">${title}</a>`;
  return [
    '<script src="tcp-ladder.js" defer></script>',
    `<tcp-ladder src="${source}">`,
    `  ${fallback}`,
    '</tcp-ladder>',
    '',
  ].join('\n');
}

const base64Of = (text: string) =>
  btoa(Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join(''));
