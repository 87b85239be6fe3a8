// The golden drawings as a page for a person to look through: each with what it shows, in English or
// Chinese, in the colours of the reader's system.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type GalleryLanguage = 'en' | 'zh-CN';

/** What each drawing shows; the name is that of its file. */
const titles: Record<string, Record<GalleryLanguage, string>> = {
  marks: { en: 'Every mark', 'zh-CN': '全部标记' },
  'story-wide': { en: 'A connection from opening to closing', 'zh-CN': '一个连接：从建立到关闭' },
  'story-wide-dark': { en: 'The same, always dark', 'zh-CN': '同一连接，固定深色' },
  'story-wide-zh': { en: 'The same in Chinese', 'zh-CN': '同一连接，中文' },
  'story-embed': { en: 'In a column of text', 'zh-CN': '置于正文栏中' },
  'story-embed-small': { en: 'In a small column of text', 'zh-CN': '置于较窄的正文栏中' },
  'story-narrow': { en: 'On a phone', 'zh-CN': '手机上' },
  'story-narrow-zh': { en: 'On a phone, in Chinese', 'zh-CN': '手机上，中文' },
  'story-absolute': { en: 'Numbers as in the header', 'zh-CN': '序号与首部一致' },
  'story-absolute-narrow': {
    en: 'Numbers as in the header, on a phone',
    'zh-CN': '序号与首部一致，手机上',
  },
  'story-since-previous': { en: 'Time since the row before', 'zh-CN': '距上一行的时间' },
  'story-time-of-day': { en: 'Time of day', 'zh-CN': '一天中的时刻' },
  'story-zoomed': { en: 'A larger time scale', 'zh-CN': '放大的时间刻度' },
  'story-predict': { en: 'States to be predicted', 'zh-CN': '待预测的状态' },
  'client-closes-in-three': { en: 'Closed in three segments', 'zh-CN': '三个报文段关闭' },
  'half-close': { en: 'Half-close', 'zh-CN': '半关闭' },
  'simultaneous-close': { en: 'Both close at once', 'zh-CN': '双方同时关闭' },
  'simultaneous-close-narrow': {
    en: 'Both close at once, on a phone',
    'zh-CN': '双方同时关闭，手机上',
  },
  'simultaneous-open': { en: 'Both open at once', 'zh-CN': '双方同时打开' },
  refused: { en: 'Refused', 'zh-CN': '被拒绝' },
  'reset-by-server': { en: 'Reset by the server', 'zh-CN': '服务器复位' },
  unanswered: { en: 'No answer', 'zh-CN': '无应答' },
  filtered: { en: 'Filtered, told by ICMP', 'zh-CN': '被过滤，由 ICMP 告知' },
  'filtered-narrow-zh': {
    en: 'Filtered, on a phone, in Chinese',
    'zh-CN': '被过滤，手机上，中文',
  },
  'packet-too-big': { en: 'A packet too big for the path', 'zh-CN': '报文超过路径 MTU' },
  'packet-too-big-embed': {
    en: 'A packet too big, in a column of text',
    'zh-CN': '报文过大，置于正文栏中',
  },
  'half-open': { en: 'Half-open', 'zh-CN': '半开' },
  'loss-and-folds': { en: 'Losses between folded runs', 'zh-CN': '折叠数据之间的丢失' },
  'loss-narrow': { en: 'Losses, on a phone', 'zh-CN': '丢失，手机上' },
  'rare-marks': { en: 'The rarer marks in place', 'zh-CN': '少见的标记在图中' },
  'rare-marks-embed': {
    en: 'The rarer marks in a column of text',
    'zh-CN': '少见的标记，置于正文栏中',
  },
  'every-flag-embed': {
    en: 'Every flag and the longest numbers, in a column of text',
    'zh-CN': '全部标志与最长的序号，置于正文栏中',
  },
  'every-flag-narrow': {
    en: 'Every flag, on a phone',
    'zh-CN': '全部标志，手机上',
  },
  'run-opened': { en: 'A run of data, opened', 'zh-CN': '展开的一段数据' },
  'zero-window': { en: 'Window closed, and probed', 'zh-CN': '窗口关闭与窗口探测' },
  'mid-stream-ipv6': { en: 'Captured from the middle on, IPv6', 'zh-CN': '从中途开始捕获，IPv6' },
  'mid-stream-narrow': {
    en: 'Captured from the middle on, on a phone',
    'zh-CN': '从中途开始捕获，手机上',
  },
};

const heading: Record<GalleryLanguage, string> = {
  en: 'Golden drawings',
  'zh-CN': '基准图形',
};

const style = `
  :root { color-scheme: light dark; background: light-dark(#fcfcfb, #121518); }
  body {
    margin: 0 auto; max-width: 1920px; padding: 28px;
    font: 14px/21px system-ui, 'Noto Sans CJK SC', sans-serif; color: light-dark(#16191d, #eceef0);
  }
  h1 { font-size: 25px; flex-basis: 100%; margin: 0; }
  main { display: flex; flex-wrap: wrap; gap: 40px 28px; align-items: start; }
  figure { margin: 0; max-width: 100%; }
  figcaption { font-weight: 600; margin-bottom: 8px; }
  figcaption span { font-weight: 400; color: light-dark(#656c74, #8f979f); }
  img { max-width: 100%; height: auto; }`;

/** Names of the drawings in `folder`. */
export const drawingsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.svg') && !name.endsWith('.changed.svg'))
    .map((name) => name.slice(0, -'.svg'.length))
    .sort();

/** Drawings without a title, and titles without a drawing. */
export function untitled(folder: string): string[] {
  const drawings = new Set(drawingsIn(folder));
  const titled = new Set(Object.keys(titles));
  return [...drawings, ...titled].filter((name) => !(drawings.has(name) && titled.has(name)));
}

/** A whole page that needs no other file. */
export function galleryHtml(folder: string, language: GalleryLanguage): string {
  const figures = Object.entries(titles).map(([name, title]) => {
    const svg = readFileSync(join(folder, `${name}.svg`));
    // The title and description of the drawing itself, escaped as they are.
    const about = /<title[^>]*>(.*?)<\/title><desc[^>]*>(.*?)<\/desc>/s.exec(String(svg))!;
    const alt = `${about[1]}. ${about[2]}`.replaceAll('"', '&quot;');
    const lang = name.endsWith('-zh') ? 'zh-CN' : 'en';
    return (
      `<figure><figcaption>${title[language]} <span lang="en">${name}</span></figcaption>` +
      `<img lang="${lang}" src="data:image/svg+xml;base64,${svg.toString('base64')}" alt="${alt}" />` +
      '</figure>'
    );
  });
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>${heading[language]}</title>
<style>${style}</style>
<main>
<h1>${heading[language]}</h1>
${figures.join('\n')}
</main>
</html>
`;
}
