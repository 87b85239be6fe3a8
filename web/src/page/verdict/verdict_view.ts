// The headline of the connection on view, and a few facts after it.
import { css, html, nothing } from 'lit';
import { plainText } from '../../base/plain_text';
import { unbroken } from '../../base/format';
import type { PageWords } from '../../words/page';
import type { PanelWords } from '../../words/panel';
import type { TwoMsl } from '../../model/two_msl';
import type { Connection } from '../../model/connection';
import type { FactsListEvents } from './flag_list';
import { verdictOf, type Fact } from '../../story/verdict';
import type { ResetLineEvents } from './insight_lines';

export const verdictStyles = css`
  .verdict {
    padding: 26px 0 18px;
  }
  .verdict h1 {
    font-size: 25px;
    line-height: 32px;
    font-weight: 600;
    letter-spacing: -0.017em;
    text-wrap: balance;
  }
  .verdict:lang(zh) h1 {
    letter-spacing: 0;
  }
  /* Notes on demand open at the end of the facts if there is room. */
  .told {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    margin-top: 12px;
    font-size: 13.5px;
    line-height: 21px;
  }
  .told:lang(zh) {
    line-height: 23px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 28px;
    flex: 1 1 0;
    margin-right: 18px;
  }
  .facts dt {
    font-size: 12px;
    line-height: 17px;
    color: var(--ink3);
  }
  .facts dd {
    font-size: 13.5px;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .facts b {
    font-weight: 600;
  }
  /* A laptop should show all of a short connection, if possible. */
  @media (max-height: 960px) {
    .verdict {
      padding: 14px 0 10px;
    }
    .told {
      margin-top: 8px;
    }
  }
  @media (max-width: 1500px) {
    .facts {
      column-gap: 18px;
    }
  }
  @media (max-width: 719px) {
    .verdict {
      padding: 16px 0 12px;
    }
    .verdict h1 {
      font-size: 21px;
      line-height: 27px;
    }
    .facts {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px 22px;
      flex: 1 0 100%;
      margin: 0;
    }
    .facts .more {
      display: none;
    }
  }
`;

/** Maximum number of names shown for one address. */
const MOST_NAMES = 3;
/** Facts for which a phone has room; it has none for names. */
const essential: ReadonlySet<Fact['name']> = new Set([
  ...(['outcome', 'history', 'endedBy', 'handshake', 'payload', 'findings'] as const),
]);

export interface VerdictCommands {
  /** Shows a segment, counted from 0. */
  go: (row: number) => void;
  /** Shows another connection. */
  show: (connection: number) => void;
  chooseTwoMsl: (twoMsl: TwoMsl) => void;
}

export function verdictView(
  connection: Connection,
  words: PageWords,
  /** Null until the list of notes is loaded. */
  panelWords: PanelWords | null,
  twoMsl: TwoMsl,
  { go, show, chooseTwoMsl }: VerdictCommands,
) {
  const { headline, facts } = verdictOf(connection, words);
  return html`<section class="verdict" aria-labelledby="headline">
    <h1 id="headline">${unbroken(headline)}</h1>
    <tcp-reset-line
      .connection=${connection}
      .insight=${connection.insight ?? null}
      .language=${words.lang}
      lang=${words.lang}
      @row=${({ detail }: ResetLineEvents['row']) => go(detail)}
    ></tcp-reset-line>
    <div class="told">
      <dl class="facts">
        ${namesOf(connection, words)}${facts.map(
          (fact) =>
            html`<div class=${essential.has(fact.name) ? '' : 'more'}>
              <dt>${fact.label}</dt>
              <dd class=${fact.mono ? 'mono' : ''}>
                ${fact.code ? html`<b>${fact.code}</b> ` : nothing}${fact.text}${
                  fact.row === null
                    ? nothing
                    : html` <button class="link" @click=${() => go(fact.row!)}>
                        #${fact.row + 1}
                      </button>`
                }
              </dd>
            </div>`,
        )}
      </dl>
      <tcp-facts
        .connection=${connection}
        .words=${panelWords}
        .twoMsl=${twoMsl}
        lang=${words.lang}
        @row=${({ detail }: FactsListEvents['row']) => go(detail)}
        @two-msl=${({ detail }: FactsListEvents['two-msl']) => chooseTwoMsl(detail)}
        @connection=${({ detail }: FactsListEvents['connection']) => show(detail)}
      ></tcp-facts>
    </div>
    <tcp-limit-lines
      .connection=${connection}
      .insight=${connection.insight ?? null}
      .language=${words.lang}
      lang=${words.lang}
    ></tcp-limit-lines>
  </section>`;
}

// Names of the two addresses in the capture file; untrusted text.
function namesOf({ client, server }: Connection, words: PageWords) {
  return [client, server].map(({ names }, side) =>
    names.length === 0
      ? nothing
      : html`<div class="more">
          <dt>${words.step.side({ who: side as 0 | 1 })}</dt>
          <dd><bdi>${plainText(names.slice(0, MOST_NAMES).join(', '))}</bdi></dd>
        </div>`,
  );
}
