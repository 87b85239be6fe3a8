// A part of the page with inferences about a connection. They are loaded after the drawing, with
// their words.
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from '../model/connection';
import type { Insight } from '../model/insight';
import type { Language } from '../words';
import { insightWords, type InsightWords } from '../words/insight';

export class InsightPart extends LitElement {
  @property({ attribute: false }) connection: Connection | null = null;
  /** Null until it is available. */
  @property({ attribute: false }) insight: Insight | null = null;
  @property({ attribute: false }) language: Language = 'en';

  protected override async scheduleUpdate() {
    // If the words cannot be loaded, English remains.
    await insightWords.load(this.language)?.catch(() => {});
    return super.scheduleUpdate();
  }

  protected get words(): InsightWords {
    return insightWords.of(this.language);
  }
}
