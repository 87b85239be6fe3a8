// The colours and fonts of page, embedded ladder and exported drawing: declared once, light and
// dark.

/** [light, dark] by token. */
export const colours = {
  paper: ['#fcfcfb', '#121518'],
  sel: ['#eff2f7', '#1c2128'],
  ink: ['#16191d', '#eceef0'],
  ink2: ['#474e56', '#b6bdc4'],
  ink3: ['#656c74', '#8f979f'],
  edge: ['#868c92', '#727b84'],
  hair2: ['#c9cccb', '#3a4147'],
  hair: ['#e3e4e2', '#262b30'],
  ct: ['#1f55c4', '#8fb2ff'],
  c1: ['#5c88e2', '#4a71c4'],
  c2: ['#2a62d6', '#7ea6ff'],
  c3: ['#12307a', '#cfdeff'],
  st: ['#915000', '#f0b25e'],
  s1: ['#c37a13', '#9c6826'],
  s2: ['#b86a06', '#e9a548'],
  s3: ['#5f3300', '#ffe2ba'],
  rst: ['#bf1e2e', '#ff7d7a'],
} as const satisfies Record<string, readonly [string, string]>;
export type ColourToken = keyof typeof colours;

/** Public custom properties of the element, by the token that each one replaces. */
const publicNames: Partial<Record<ColourToken, string>> = {
  ink: '--tcp-ladder-fg',
  paper: '--tcp-ladder-bg',
  ink3: '--tcp-ladder-muted',
  c2: '--tcp-ladder-client',
  s2: '--tcp-ladder-server',
  rst: '--tcp-ladder-rst',
};

const sans =
  'system-ui,-apple-system,"Segoe UI Variable Text","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
const sansChinese =
  'system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei UI",' +
  '"Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif';
const mono =
  'ui-monospace,"SF Mono","Cascadia Mono","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace';

/**
 * The tokens as custom properties of `selector` (`:root` of a page, `:host` of an element). If the
 * author of the surrounding page sets a hue, its tones in the drawings follow it.
 */
export function tokenRules(selector: string): string {
  const lines = Object.entries(colours).map(([name, [light, dark]]) => {
    const own = `light-dark(${light},${dark})`;
    const open = publicNames[name as ColourToken];
    return `--${name}:${open ? `var(${open},${own})` : own}`;
  });
  return [
    `${selector}{color-scheme:light dark;${lines.join(';')};`,
    `--sans:var(--tcp-ladder-font,${sans});--mono:var(--tcp-ladder-font-mono,${mono})}`,
    themed(selector, 'light'),
    themed(selector, 'dark'),
    chinese(selector),
    toneRules('client', 'c'),
    toneRules('server', 's'),
    `@media (prefers-contrast:more){${selector}{--hair:var(--edge);--hair2:var(--ink3);--ink3:var(--ink2)}}`,
  ].join('\n');
}

function themed(selector: string, theme: 'light' | 'dark'): string {
  const at = selector === ':host' ? `:host([theme=${theme}])` : `${selector}[data-theme=${theme}]`;
  return `${at}{color-scheme:${theme}}`;
}

function chinese(selector: string): string {
  const at = selector === ':host' ? ':host(:lang(zh))' : `${selector}:lang(zh),:lang(zh)`;
  return `${at}{--sans:var(--tcp-ladder-font,${sansChinese})}`;
}

// The tone of opening is closer to the background, those of closing and text closer to the ink.
function toneRules(end: 'client' | 'server', hue: 'c' | 's'): string {
  const set = `--tcp-ladder-${end}`;
  const mix = (share: number, toward: string): string =>
    `color-mix(in oklab,var(${set}) ${share}%,var(--${toward}))`;
  return (
    `@container style(${set}){.lad{--${hue}1:${mix(72, 'paper')};` +
    `--${hue}3:${mix(45, 'ink')};--${hue}t:${mix(85, 'ink')}}}`
  );
}

/** The tokens with one theme's fixed colours, for an exported file. */
export function fixedTokens(theme: 'light' | 'dark'): Record<ColourToken, string> {
  const index = theme === 'light' ? 0 : 1;
  const entries = Object.entries(colours).map(([name, pair]) => [name, pair[index]]);
  return Object.fromEntries(entries) as Record<ColourToken, string>;
}

export const fonts = { sans, sansChinese, mono } as const;
