// The toolbar above the drawing: three groups of buttons for numbers and time.
import { css, html, nothing } from 'lit';
import type { PageWords } from '../words/page';
import type { LadderOptions } from '../ladder/options';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    border-top: 1px solid var(--hair);
    padding: 8px 0 16px;
    font-size: 12.5px;
    color: var(--ink3);
  }
  .group {
    display: flex;
    align-items: center;
  }
  .group i {
    font-style: normal;
    margin-right: 3px;
  }
  .group button {
    white-space: nowrap;
    border: 0;
    background: none;
    height: 26px;
    min-width: 24px;
    padding: 0 5px;
    border-radius: 4px;
    color: var(--ink2);
    cursor: pointer;
  }
  .group button:hover {
    color: var(--ink);
  }
  .group button[aria-pressed='true'] {
    color: var(--ink);
    font-weight: 600;
    box-shadow: inset 0 -1.5px 0 var(--ink);
    border-radius: 0;
  }
  .group .short {
    display: none;
  }
  .view button {
    font-size: 13.5px;
  }
  .group:last-child:not(.of-curves > *) {
    margin-left: auto;
    margin-right: -5px;
  }
  @media (forced-colors: active) {
    .group button[aria-pressed='true'] {
      text-decoration: underline 2px;
    }
  }
  /* Group names are shown if there is room for them in the widest usual fonts. */
  .tooled {
    container: tooled / inline-size;
  }
  @container tooled (max-width: 1019px) {
    .toolbar {
      column-gap: 4px;
    }
    .group button {
      padding: 0 4px;
    }
    .toolbar .full {
      display: none;
    }
    .toolbar .short {
      display: inline;
    }
    .toolbar:not(:lang(zh)) i:not(.needed) {
      display: none;
    }
  }
  @container tooled (max-width: 879px) {
    .toolbar .full {
      display: none;
    }
    .toolbar .short {
      display: inline;
    }
  }
  @container tooled (max-width: 759px) {
    .toolbar {
      column-gap: 6px;
    }
    .group button {
      padding: 0 3px;
    }
    .group:last-child {
      margin-right: -3px;
    }
    .toolbar i:not(.needed) {
      display: none;
    }
  }
  @media (max-height: 960px) {
    .toolbar {
      padding: 4px 0 8px;
    }
  }
  @media (max-width: 719px) {
    .toolbar {
      gap: 8px;
      padding: 2px 0 6px;
    }
    .group button {
      height: 44px;
    }
    .group button[aria-pressed='true'] {
      box-shadow:
        inset 0 -8px 0 var(--paper),
        inset 0 -9.5px 0 var(--ink);
    }
    .group.wide {
      display: none;
    }
  }
`;

type Changes = Partial<
  Pick<LadderOptions, 'numbers' | 'time' | 'silence' | 'moments' | 'twoMsl' | 'zoom'>
>;

/** The chosen drawing options. `oneTap`: times at the ends can be estimated from one capture. */
export interface Toolbar {
  options: LadderOptions;
  predicts: boolean;
  oneTap: boolean;
  /** Curves are on view instead of the ladder. */
  curves: boolean;
  /** Another connection stands beside it. */
  compares?: boolean;
}

export interface ToolbarCommands {
  showCurves: (place: Record<string, never> | null) => void;
  /** Another connection beside this one. */
  compare: () => void;
  change: (changes: Changes) => void;
  togglePredict: () => void;
}

export function toolbar(
  { options, predicts, oneTap, curves, compares = false }: Toolbar,
  words: PageWords,
  { change, togglePredict, showCurves, compare }: ToolbarCommands,
) {
  const { page } = words;
  const button = <K extends 'numbers' | 'time' | 'silence' | 'twoMsl'>(
    key: K,
    value: LadderOptions[K],
    name: string,
    briefly?: string,
  ) =>
    html`<button
      aria-pressed=${options[key] === value}
      aria-label=${briefly === undefined ? nothing : name}
      @click=${() => change({ [key]: value })}
    >
      ${
        briefly === undefined
          ? name
          : html`<span class="full">${name}</span><span class="short">${briefly}</span>`
      }
    </button>`;
  const view = html`<div class="group view" role="group" aria-label=${page.view}>
    <button aria-pressed=${!curves && !compares} @click=${() => showCurves(null)}>
      ${page.ladder}</button
    ><button aria-pressed=${curves} @click=${() => showCurves({})}>${page.curves}</button>${
      // Beside all groups of the ladder there is no room for it: see ladder_section.ts.
      curves || compares
        ? html`<button
            aria-pressed=${compares}
            aria-label=${page.compareWith}
            @click=${() => compare()}
          >
            ${page.compare}
          </button>`
        : nothing
    }
  </div>`;
  const numbers = html`<div class="group" role="group" aria-label=${page.numbers}>
    <i>${page.numbers}</i>${button('numbers', 'relative', page.relative)}${button(
      'numbers',
      'absolute',
      page.absolute,
    )}
  </div>`;
  // Curves are always to scale, two ladders level, and there are no states to predict on them.
  if (curves || compares) {
    return html`<div class="toolbar of-curves">${view} ${numbers}</div>`;
  }
  return html`<div class="toolbar">
    ${view} ${numbers}
    <div class="group wide" role="group" aria-label=${page.time}>
      <i>${page.time}</i
      >${button('time', 'start', page.sinceStart, page.sinceStartBriefly)}${button(
        'time',
        'previous',
        page.sincePrevious,
        page.sincePreviousBriefly,
      )}${button('time', 'day', page.timeOfDay, page.timeOfDayBriefly)}
    </div>
    <div class="group wide" role="group" aria-label=${page.silence}>
      <i>${page.silence}</i>${button('silence', 'folded', page.folded)}${button(
        'silence',
        'scale',
        page.toScale,
      )}
    </div>
    <div class="group wide" role="group" aria-label="2MSL">
      <i class="needed">2MSL</i>${button('twoMsl', 'linux', page.twoMsl.linux)}${button(
        'twoMsl',
        'rfc',
        page.twoMsl.rfc,
      )}${button('twoMsl', 'off', page.twoMsl.off)}
    </div>
    ${
      oneTap
        ? html`<div class="group wide" role="group" aria-label=${page.moments}>
            <button
              aria-pressed=${options.moments === 'ends'}
              aria-label=${page.asTheEndsSaw}
              title=${page.asTheEndsSaw}
              @click=${() => change({ moments: options.moments === 'ends' ? 'captured' : 'ends' })}
            >
              ${page.asTheEndsSawBriefly}
            </button>
          </div>`
        : nothing
    }
    <div class="group">
      <button aria-pressed=${predicts} aria-label=${page.predict} @click=${togglePredict}>
        <span class="full">${page.predict}</span><span class="short">${page.predictBriefly}</span>
      </button>
    </div>
  </div>`;
}
