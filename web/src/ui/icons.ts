import { svg, html } from 'lit';

const lines = svg`<path d="M3 1v20" stroke="var(--c2)" stroke-width="4" /><path
  d="M19 1v20" stroke="var(--s2)" stroke-width="4" /><path
  d="M6 4.5L16 7M16 10L6 12.5M6 15.5L16 18" stroke="var(--ink)" stroke-width="1.6" />`;

export const logo = html`<svg
  width="22"
  height="22"
  viewBox="0 0 22 22"
  fill="none"
  aria-hidden="true"
>
  ${lines}
</svg>`;

const icon = (d: string, filled = false) =>
  html`<svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill=${filled ? 'currentColor' : 'none'}
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linejoin="round"
    stroke-linecap="round"
    aria-hidden="true"
  >
    <path d=${d} />
  </svg>`;

export const icons = {
  first: icon('M3.5 3v10M12.5 3L6.5 8l6 5z'),
  previous: icon('M11 3L5 8l6 5z'),
  play: icon('M4.5 2.5l9 5.5-9 5.5z', true),
  pause: icon('M5 3v10M11 3v10'),
  next: icon('M5 3l6 5-6 5z'),
  last: icon('M12.5 3v10M3.5 3l6 5-6 5z'),
};
