// The layout for the available width: wide, middle (a narrow column), narrow (a phone).
export type Form = 'wide' | 'middle' | 'narrow';

export const NARROW = 560;
export const WIDE = 860;

export interface Measures {
  form: Form;
  width: number;
  /** Left and right edge of the plot, and left edge of the notes next to it; null without notes. */
  axis: number;
  right: number;
  notes: number | null;
  sequence: { top: number; height: number };
  inFlight: number;
  /** Height of the panel; 0 if it is omitted. */
  roundTrip: number;
  throughput: number;
  gap: number;
  ribbon: number;
  /** Height of the overview's curve; 0 without one. */
  overview: number;
  stroke: number;
}

/** `figure`: for an article or a file, with only the panels that need little space. */
export function measuresOf(width: number, figure = false): Measures {
  const common = { width };
  if (width < NARROW) {
    return {
      ...common,
      form: 'narrow',
      axis: 0,
      right: width,
      notes: null,
      sequence: { top: 52, height: 230 },
      inFlight: 54,
      roundTrip: 40,
      throughput: 40,
      gap: 30,
      ribbon: 12,
      overview: 26,
      stroke: 1.75,
    };
  }
  const wide = width >= WIDE;
  return {
    ...common,
    form: wide ? 'wide' : 'middle',
    axis: wide ? 110 : 56,
    right: width - (wide ? 178 : 150),
    notes: width - (wide ? 164 : 138),
    sequence: { top: 66, height: wide ? 300 : 220 },
    inFlight: wide ? 72 : 52,
    roundTrip: figure && !wide ? 0 : 48,
    throughput: figure && !wide ? 0 : 48,
    gap: 26,
    ribbon: 14,
    overview: figure && !wide ? 0 : 30,
    stroke: 2.25,
  };
}
