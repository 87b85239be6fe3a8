// The dialog for captures as text; opens the capture that the text contains.
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
  /** Whether a text describes packets without their bytes. */
  @property({ attribute: false }) isText!: (text: Blob) => Promise<boolean>;
  @state() private fault: Fault | null = null;
  @state() private linkFault: LinkFault | null = null;
  /** The readable part of a text with a fault. */
  @state() private beginning: Capture | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('textarea') private box!: HTMLTextAreaElement;
  /** Number of the latest text; results of earlier ones are ignored. */
  #turn = 0;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('drop', this.#onDrop);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('drop', this.#onDrop);
  }

  /**
   * Opens the capture in a text, or in a file with text. If that fails, shows the dialog with the
   * text and the error. Without text, shows the empty dialog.
   */
  async start(source: string | Blob) {
    await this.updateComplete;
    const text = typeof source === 'string' ? source : await textOf(source);
    if (text === '') {
      this.#show();
      return;
    }
    // Line breaks as in a text area, so that positions are the same in both.
    const lines = text.replace(/\r\n?/g, '\n');
    if (await this.#opens(lines)) return;
    this.box.value = lines.length > textLimit ? '' : lines;
    this.#show();
    this.#point();
  }

  /** Renders once the words of the language are loaded. */
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

  /** Opens a text if it is completely readable and returns true; otherwise records the fault. */
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
      // A later request is under way.
      if (turn !== this.#turn) return true;
      this.#done();
      location.hash = understood.fragment;
      return true;
    }
    // A dump that is readable up to some line is a dump with a mistake, whatever precedes it.
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

  /** The capture is open, so the text is no longer needed. */
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

  /** Selects the faulty text and scrolls to it. */
  #point() {
    const { box, fault } = this;
    box.focus();
    if (!fault || box.value === '') return;
    const at = indexOf(box.value, fault);
    box.setSelectionRange(at, at + fault.found.length);
    // Lines do not wrap, so all have the same height.
    const height = Number.parseFloat(getComputedStyle(box).lineHeight);
    box.scrollTop = (fault.line - 1) * height - box.clientHeight / 2;
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#submit();
  };

  /** A pasted file is opened instead of inserted. */
  #onPaste = (event: ClipboardEvent) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this.#close();
    this.openFile(file);
  };

  /** Files are opened wherever they are dropped on the page. */
  #onDrop = ({ dataTransfer }: DragEvent) => {
    if (dataTransfer?.files.length) this.#close();
  };
}

/** Whether a text with this fault may be a script or a tool's output without bytes. */
const mayTell = ({ kind }: Fault) => kind !== 'empty' && kind !== 'too_long' && kind !== 'gap';

/** Text of a file; of a large file, enough to exceed the limit in any encoding. */
const textOf = (file: Blob) => file.slice(0, 4 * textLimit + 4).text();

declare global {
  interface HTMLElementTagNameMap {
    'tcp-paste-dialog': PasteDialog;
  }
}
