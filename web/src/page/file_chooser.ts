// The browser's dialog that chooses files.
import { html } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';

/** File name extensions that the dialog shows by default. */
const endings =
  '.pcap,.cap,.pcapng,.ntar,.gz,.zst,.lz4,.snoop,.pcap0,.pkt,.txt,application/vnd.tcpdump.pcap';

export class FileChooser {
  readonly #input = createRef<HTMLInputElement>();
  readonly #onFiles: (files: readonly File[]) => void;

  constructor(onFiles: (files: readonly File[]) => void) {
    this.#onFiles = onFiles;
  }

  open() {
    this.#input.value?.click();
  }

  render() {
    return html`<input
      ${ref(this.#input)}
      type="file"
      hidden
      multiple
      accept=${endings}
      @change=${this.#onChange}
    />`;
  }

  readonly #onChange = () => {
    const input = this.#input.value!;
    const files = [...(input.files ?? [])];
    // Cleared so that the same file can be chosen again after it changed.
    input.value = '';
    this.#onFiles(files);
  };
}
