// Styles of the drawings. The same rules apply to the page, the embedded ladder and exported files.
// In files, every colour is written out, because many SVG viewers do not support custom properties.
import { fixedTokens, fonts } from './tokens';
import type { ColourToken } from './tokens';

type Colour = (token: ColourToken) => string;

const inks = ['ink', 'ink2', 'ink3', 'edge', 'hair', 'hair2', 'paper', 'sel', 'rst'] as const;
const tones = ['c1', 'c2', 'c3', 's1', 's2', 's3'] as const;

function colourRules(colour: Colour): string {
  const fill = (name: string, token: ColourToken): string => `.lad .${name}{fill:${colour(token)}}`;
  const stroke = (name: string, token: ColourToken): string =>
    `.lad .${name}{stroke:${colour(token)}}`;
  return [
    `.lad text{fill:${colour('ink')}}`,
    fill('m', 'ink3'),
    fill('m2', 'ink2'),
    fill('ct', 'ct'),
    fill('stx', 'st'),
    fill('pf', 'paper'),
    fill('onink', 'paper'),
    fill('selband', 'sel'),
    ...inks.map((token) => fill(`f${token}`, token)),
    ...inks.map((token) => stroke(`k${token}`, token)),
    ...tones.map((token) => fill(token, token)),
    ...tones.map((token) => stroke(`k${token}`, token)),
    fill('rst', 'rst'),
    `.lad .halo{paint-order:stroke;stroke:${colour('paper')};stroke-width:3px}`,
  ].join('\n');
}

const shapeRules = `.lad{display:block;font-variant-numeric:tabular-nums lining-nums}
.lad.glyph{display:inline-block}
.lad .ln{fill:none}
.lad .dots{stroke-linecap:round}
.lad .join{stroke-linejoin:round}
.lad .b{font-weight:600}
.lad .st{font-size:11px;font-weight:600;letter-spacing:.02em}
.lad .st.as{font-weight:500}
.lad .lb{font-size:12.5px}
.lad .fl{font-weight:650;letter-spacing:.015em}
.lad .nt,.lad .tm{font-size:12px}
.lad .pl{font-size:11.5px}
.lad .hd{font-size:13.5px;font-weight:600}
.lad .hd .m{font-size:12px;font-weight:400}
.lad .sm{font-size:11px}
.lad .tiny{font-size:10.5px}
.lad .bit{font-size:9.5px}
.lad .faint{opacity:.55}
.lad .faint .ln{stroke-width:1.25}
.lad .hit{fill:none;pointer-events:all}`;

const screenRules = `.lad{font-family:var(--sans)}
.lad .row,.lad .run,.lad .runline{cursor:pointer;outline:none}
.lad .ring{fill:none;stroke:none;pointer-events:none}
.lad .row:focus-visible .ring,.lad .run:focus-visible .ring{stroke:var(--ink);stroke-width:2}
.lad .hover{fill:var(--sel);opacity:.6}
@media (forced-colors:active){
.lad text,.lad .ct,.lad .stx,.lad .m,.lad .m2{fill:CanvasText}
.lad .ln,.lad .kink3,.lad .kedge{stroke:CanvasText}
.lad .pf{fill:Canvas}
.lad .selband,.lad .hover{fill:Highlight;opacity:.25}
.lad .c1,.lad .c2,.lad .c3,.lad .s1,.lad .s2,.lad .s3{fill:CanvasText;forced-color-adjust:none}
.lad .fink{fill:CanvasText}.lad .onink{fill:Canvas}
.lad .row:focus-visible .ring{stroke:Highlight}
}
@media print{.lad .selband,.lad .hover{fill:none}.lad *{print-color-adjust:exact}}`;

/** For a page or a shadow root that declares the tokens. */
export const drawingRules = [colourRules((t) => `var(--${t})`), shapeRules, screenRules].join('\n');

/** For a standalone file. `both` follows the viewer's preference, and is light if there is none. */
export function fileRules(theme: 'light' | 'dark' | 'both', lang: string): string {
  const family = lang.startsWith('zh') ? fonts.sansChinese : fonts.sans;
  const themeOf = (name: 'light' | 'dark'): string => {
    const tokens = fixedTokens(name);
    return colourRules((token) => tokens[token]) + `\n.lad .ground{fill:${tokens.paper}}`;
  };
  const first = themeOf(theme === 'dark' ? 'dark' : 'light');
  const dark = theme === 'both' ? `@media (prefers-color-scheme:dark){${themeOf('dark')}}` : '';
  return [`.lad{font-family:${family}}`, shapeRules, first, dark].filter(Boolean).join('\n');
}
