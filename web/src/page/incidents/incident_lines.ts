// Incidents in the capture, one line for each kind, at the top of the page. Each links to the
// connections concerned. Loaded with the first capture of several connections.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unbroken } from '../../base/format';
import type { Incident } from '../../model/incidents';
import type { Language } from '../../words';
import { incidentWords } from '../../words/incidents';
import { base, controls } from '../../ui/styles';

export interface IncidentEvents {
  /** The reader chose an incident, to see its connections. */
  incident: CustomEvent<Incident>;
}

/** Number of lines shown; if more than one remains, the rest is collapsed. */
const atOnce = 4;

@customElement('tcp-incidents')
export class IncidentLines extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      section {
        margin: 0 0 10px;
        padding: 2px 0 2px 12px;
        border-left: 3px solid var(--rst);
        font-size: 14px;
        line-height: 22px;
      }
      :host(:lang(zh)) section {
        line-height: 24px;
      }
      li {
        max-width: 92ch;
        text-wrap: pretty;
      }
      summary {
        width: fit-content;
        font-size: 13px;
        color: var(--ink2);
        cursor: pointer;
      }
      @media print {
        button,
        summary {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) incidents: readonly Incident[] = [];
  @property() language: Language = 'en';

  protected override async scheduleUpdate() {
    // If the words cannot be loaded, the lines fall back to English.
    await incidentWords.load(this.language)?.catch(() => {});
    return super.scheduleUpdate();
  }

  protected override render() {
    const { incidents } = this;
    if (incidents.length === 0) return nothing;
    const words = incidentWords.of(this.language);
    const shown = incidents.length > atOnce + 1 ? atOnce : incidents.length;
    const rest = incidents.slice(shown);
    const item = (incident: Incident) =>
      html`<li>
        ${unbroken(words.sentence(incident))}
        <button class="link" @click=${() => this.#ask(incident)}>${words.show}</button>
      </li>`;
    return html`<section aria-label=${words.label}>
      <ul>
        ${incidents.slice(0, shown).map(item)}
      </ul>
      ${
        rest.length > 0
          ? html`<details>
              <summary>${words.more({ n: rest.length })}</summary>
              <ul>
                ${rest.map(item)}
              </ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  #ask(incident: Incident) {
    this.dispatchEvent(new CustomEvent<Incident>('incident', { detail: incident }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tcp-incidents': IncidentLines;
  }
}
