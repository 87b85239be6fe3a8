// Whether the surrounding page is light or dark.

export type Ground = 'light' | 'dark';

/** Share of each channel in the perceived lightness of a colour in sRGB (ITU-R BT.709). */
const weights = [0.2126, 0.7152, 0.0722] as const;

/**
 * The ground on which text of this colour is legible. `colour` is the computed value of
 * `color-mix(in srgb, …)`, which every browser writes as `color(srgb R G B)`. Null for other values.
 */
export function groundFor(colour: string): Ground | null {
  const channels = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(colour)?.slice(1);
  if (!channels) return null;
  const lightness = weights.reduce((sum, weight, i) => sum + weight * Number(channels[i]), 0);
  return lightness > 0.5 ? 'dark' : 'light';
}
