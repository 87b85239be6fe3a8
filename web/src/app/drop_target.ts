// Files dropped anywhere on the window.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class DropTarget implements ReactiveController {
  /** A file is being dragged over the window. */
  over = false;
  // Entering a child comes before leaving its parent, so the two are counted.
  #depth = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onFile: (file: File) => void,
  ) {
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('dragenter', this.#onEnter);
    window.addEventListener('dragover', this.#onOver);
    window.addEventListener('dragleave', this.#onLeave);
    window.addEventListener('drop', this.#onDrop);
  }

  hostDisconnected() {
    window.removeEventListener('dragenter', this.#onEnter);
    window.removeEventListener('dragover', this.#onOver);
    window.removeEventListener('dragleave', this.#onLeave);
    window.removeEventListener('drop', this.#onDrop);
  }

  #set(depth: number) {
    this.#depth = Math.max(0, depth);
    this.over = this.#depth > 0;
    this.host.requestUpdate();
  }

  #onEnter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
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
    const file = event.dataTransfer!.files[0];
    if (file) this.onFile(file);
  };
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
