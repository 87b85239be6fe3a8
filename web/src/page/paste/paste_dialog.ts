// A box for captures as text, and what becomes of the text.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PageWords } from '../../words/page';
import { LinkError, unpackCapture, type LinkFault } from '../../model/share_link';
import { base, controls } from '../../ui/styles';
import { indexOf, textLimit, type Fault } from './fault';
import { pasteStyles } from './paste_styles';
import { pastedCapture, type Pasted } from './pasted';
import { understand, type Understood } from './understand';
import { pasteWords } from '../../words/paste';
import { languageOf } from '../language_of';
import { faultText } from './fault_text';

type Capture = Extract<Understood, { kind: 'capture' }>;

@customElement('tcp-paste-dialog')
export class PasteDialog extends LitElement {
  static override styles = [base, controls, pasteStyles];

  @property({ attribute: false }) words!: PageWords;
  @property({ attribute: false }) open!: (
    capture: Blob,
    pasted: Pasted,
    text: string | null,
  ) => void;
  @property({ attribute: false }) openFile!: (file: File) => void;
  /** Whether a text is one that tells of packets without their bytes. */
  @property({ attribute: false }) isText!: (text: Blob) => Promise<boolean>;
  @state() private fault: Fault | null = null;
  @state() private linkFault: LinkFault | null = null;
  /** What could be understood of a text that has a fault. */
  @state() private beginning: Capture | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('textarea') private box!: HTMLTextAreaElement;
  /** Counts texts: what comes late makes way for the one after. */
  #turn = 0;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('drop', this.#onDrop);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('drop', this.#onDrop);
  }

  /** Opens a capture out of a text or a file with one, or shows the box with it and says what is wrong; the box alone
   * where there is no text. */
  async start(source: string | Blob) {
    await this.updateComplete;
    const text = typeof source === 'string' ? source : await textOf(source);
    if (text === '') {
      this.#show();
      return;
    }
    // As a text area keeps it, so that places are the same in both.
    const lines = text.replace(/\r\n?/g, '\n');
    if (await this.#opens(lines)) return;
    this.box.value = lines.length > textLimit ? '' : lines;
    this.#show();
    this.#point();
  }

  /** Draws when the words of the language are here. */
  protected override async scheduleUpdate() {
    await pasteWords.load(languageOf(this.words))?.catch(() => {});
    return super.scheduleUpdate();
  }

  override render() {
    const words = pasteWords.of(this.words.lang);
    const title = this.words.page.pasteText;
    return html`<dialog aria-labelledby="title" @close=${this.#onClose}>
      <h1 id="title">${title}</h1>
      <label for="box">${words.label}</label>
      <p id="hint">${words.hint}</p>
      <textarea
        id="box"
        rows="12"
        wrap="off"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        autofocus
        aria-describedby="hint keys"
        aria-invalid=${this.fault || this.linkFault ? 'true' : 'false'}
        @input=${this.#forget}
        @keydown=${this.#onKey}
        @paste=${this.#onPaste}
      ></textarea>
      <p class="fault" role="alert">${this.#faultText()}</p>
      <div class="last">
        <p id="keys">${words.keys}</p>
        <div class="buttons">
          <button class="button" @click=${this.#close}>${words.cancel}</button>
          ${
            this.beginning
              ? html`<button class="button" @click=${this.#openPart}>
                  ${words.openPart(this.beginning)}
                </button>`
              : nothing
          }
          <button class="button solid" @click=${this.#submit}>${words.open}</button>
        </div>
      </div>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('words')) this.lang = this.words.lang;
  }

  #faultText(): string {
    if (this.linkFault) {
      const { notices, punctuation } = this.words;
      return notices.linkFailed + punctuation.colon + notices.linkFaults[this.linkFault];
    }
    const { fault } = this;
    return fault ? faultText(fault, this.words) : '';
  }

  /** Whether the whole text was understood, and is open now; else what is wrong is known. */
  async #opens(text: string): Promise<boolean> {
    const turn = ++this.#turn;
    this.#forget();
    const understood = understand(text, -new Date().getTimezoneOffset());
    if (understood.kind === 'link') {
      try {
        await unpackCapture(understood.capture);
      } catch (error) {
        if (turn === this.#turn)
          this.linkFault = error instanceof LinkError ? error.fault : 'damaged';
        return false;
      }
      // One that was asked for later is on its way.
      if (turn !== this.#turn) return true;
      this.#done();
      location.hash = understood.fragment;
      return true;
    }
    // A dump that is right up to some place is one with a mistake, whatever stands above its bytes.
    const holdsPackets = understood.kind !== 'nothing';
    if (understood.fault && !holdsPackets && mayTell(understood.fault)) {
      const told = new Blob([text]);
      const opens = await this.isText(told).catch(() => false);
      if (turn !== this.#turn) return true;
      if (opens) {
        this.#done();
        this.open(told, pastedCapture(null, true, null), text);
        return true;
      }
    }
    this.fault = understood.fault;
    if (understood.kind === 'nothing') return false;
    if (understood.fault) {
      this.beginning = understood;
      return false;
    }
    this.#take(understood);
    return true;
  }

  #take({ octets, packets, timed, fault }: Capture) {
    this.#done();
    this.open(new Blob([octets]), pastedCapture(packets, timed, fault), null);
  }

  #submit = async () => {
    if (!(await this.#opens(this.box.value))) this.#point();
  };

  #openPart = () => {
    if (this.beginning) this.#take(this.beginning);
  };

  #show() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  #close = () => this.dialog.close();

  /** The text is open as a capture and not needed any more. */
  #done() {
    this.#close();
    this.box.value = '';
  }

  #onClose = () => {
    this.#turn++;
  };

  #forget = () => {
    this.fault = this.linkFault = this.beginning = null;
  };

  /** Selects what is wrong, and brings it into view. */
  #point() {
    const { box, fault } = this;
    box.focus();
    if (!fault || box.value === '') return;
    const at = indexOf(box.value, fault);
    box.setSelectionRange(at, at + fault.found.length);
    // Lines are not wrapped, so that each is as high as the others.
    const height = Number.parseFloat(getComputedStyle(box).lineHeight);
    box.scrollTop = (fault.line - 1) * height - box.clientHeight / 2;
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#submit();
  };

  /** A file has no place in a text area. */
  #onPaste = (event: ClipboardEvent) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this.#close();
    this.openFile(file);
  };

  /** The page opens files wherever they are dropped. */
  #onDrop = ({ dataTransfer }: DragEvent) => {
    if (dataTransfer?.files.length) this.#close();
  };
}

/** Whether a text with this fault may be a script, or what a tool printed of packets. */
const mayTell = ({ kind }: Fault) => kind !== 'empty' && kind !== 'too_long' && kind !== 'gap';

/** The text of a file; of a larger one enough of it to be too long in any encoding. */
const textOf = (file: Blob) => file.slice(0, 4 * textLimit + 4).text();

declare global {
  interface HTMLElementTagNameMap {
    'tcp-paste-dialog': PasteDialog;
  }
}
