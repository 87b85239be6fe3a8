// Handles what is dropped on the window or pasted outside a text field: files, and captures as
// text.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class DropTarget implements ReactiveController {
  /** A file is being dragged over the window. */
  over = false;
  // The event of entering a child precedes that of leaving its parent, so they are counted.
  #depth = 0;
  readonly #host: ReactiveControllerHost;
  readonly #onFiles: (files: readonly File[]) => void;
  readonly #onEntries: (entries: readonly FileSystemEntry[]) => void;
  readonly #onText: (text: string) => void;
  readonly #onComing: () => void;

  constructor(
    host: ReactiveControllerHost,
    onFiles: (files: readonly File[]) => void,
    /** Receives dropped files and folders. */
    onEntries: (entries: readonly FileSystemEntry[]) => void,
    onText: (text: string) => void,
    /** Called when a file is dragged over the window. */
    onComing: () => void,
  ) {
    this.#host = host;
    this.#onFiles = onFiles;
    this.#onEntries = onEntries;
    this.#onText = onText;
    this.#onComing = onComing;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('dragenter', this.#onEnter);
    window.addEventListener('dragover', this.#onOver);
    window.addEventListener('dragleave', this.#onLeave);
    window.addEventListener('drop', this.#onDrop);
    window.addEventListener('paste', this.#onPaste);
  }

  hostDisconnected() {
    window.removeEventListener('dragenter', this.#onEnter);
    window.removeEventListener('dragover', this.#onOver);
    window.removeEventListener('dragleave', this.#onLeave);
    window.removeEventListener('drop', this.#onDrop);
    window.removeEventListener('paste', this.#onPaste);
  }

  #set(depth: number) {
    this.#depth = Math.max(0, depth);
    this.over = this.#depth > 0;
    this.#host.requestUpdate();
  }

  #onEnter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (this.#depth === 0) this.#onComing();
    this.#set(this.#depth + 1);
  };

  #onOver = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = 'copy';
  };

  #onLeave = (event: DragEvent) => {
    if (holdsFiles(event)) this.#set(this.#depth - 1);
  };

  #onDrop = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    this.#set(0);
    this.#take(event.dataTransfer!);
  };

  #onPaste = (event: ClipboardEvent) => {
    const field = (event.composedPath()[0] as Element).closest?.('input, textarea');
    if (!field && event.clipboardData) this.#take(event.clipboardData);
  };

  #take(data: DataTransfer) {
    const text = data.getData('text');
    const entries = [...data.items]
      .map((item) => item.webkitGetAsEntry())
      .filter((entry) => entry !== null);
    if (entries.some((entry) => entry.isDirectory)) this.#onEntries(entries);
    else if (data.files.length > 0) this.#onFiles([...data.files]);
    else if (text.trim()) this.#onText(text);
  }
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
