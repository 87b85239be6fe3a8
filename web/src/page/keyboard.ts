// What the keys do: those that work anywhere on the page, and those of the ladder.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What keys can ask for. */
export interface KeyCommands {
  /** Whether there is a ladder that keys from anywhere may move in. */
  active: () => boolean;
  /** Whether curves are on view in place of the ladder. */
  curvesOnView: () => boolean;
  /** Goes on by so many segments. */
  go: (by: number) => void;
  /** To the next connection, or the one before. */
  moveConnection: (by: 1 | -1) => void;
  searchConnections: () => void;
  showHelp: () => void;
  togglePlay: () => void;
  openPanel: () => void;
  toggleCurves: () => void;
  togglePredict: () => void;
}

type Command = (commands: KeyCommands) => void;

const anywhere: Record<string, Command> = {
  '?': ({ showHelp }) => showHelp(),
  '[': ({ moveConnection }) => moveConnection(-1),
  ']': ({ moveConnection }) => moveConnection(1),
};

const ofPage: Record<string, Command> = {
  ...anywhere,
  '/': ({ searchConnections }) => searchConnections(),
  ArrowLeft: ({ go }) => go(-1),
  ArrowRight: ({ go }) => go(1),
};

const ofDrawing: Record<string, Command> = {
  ...anywhere,
  ' ': ({ togglePlay }) => togglePlay(),
  Enter: ({ openPanel }) => openPanel(),
  v: ({ toggleCurves }) => toggleCurves(),
};

const ofLadder: Record<string, Command> = {
  ...ofDrawing,
  p: ({ togglePredict }) => togglePredict(),
};

export class Keyboard implements ReactiveController {
  readonly #commands: KeyCommands;

  constructor(host: ReactiveControllerHost, commands: KeyCommands) {
    this.#commands = commands;
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('keydown', this.#onPage);
  }

  hostDisconnected() {
    window.removeEventListener('keydown', this.#onPage);
  }

  /** Of the ladder, or of the curves in its place. */
  readonly onLadder = (event: KeyboardEvent) => {
    this.#run(event, this.#commands.curvesOnView() ? ofDrawing : ofLadder);
  };

  /** Keys that nothing nearer to the focus takes, and that nobody types. */
  readonly #onPage = (event: KeyboardEvent) => {
    const [target] = event.composedPath();
    const typing =
      target instanceof HTMLElement &&
      (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    if (!typing && this.#commands.active()) this.#run(event, ofPage);
  };

  #run(event: KeyboardEvent, keys: Record<string, Command>) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (!Object.hasOwn(keys, name)) return;
    keys[name]!(this.#commands);
    event.preventDefault();
  }
}
