// Keyboard commands: those that work anywhere on the page, and those of the ladder.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Commands that keys can trigger. */
export interface KeyCommands {
  /** Whether there is a ladder that keys can move in from anywhere on the page. */
  active: () => boolean;
  /** Whether curves are on view instead of the ladder. */
  curvesOnView: () => boolean;
  /** Moves by this many segments. */
  go: (by: number) => void;
  /** Moves to the next or previous connection. */
  moveConnection: (by: 1 | -1) => void;
  searchConnections: () => void;
  showHelp: () => void;
  togglePlay: () => void;
  openPanel: () => void;
  /** Writes a note on the selected segment. */
  writeNote: () => void;
  toggleCurves: () => void;
  toggleComparison: () => void;
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
  c: ({ toggleComparison }) => toggleComparison(),
  n: ({ writeNote }) => writeNote(),
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

  /** Keys of the ladder, or of the curves if they are on view. */
  readonly onLadder = (event: KeyboardEvent) => {
    this.#run(event, this.#commands.curvesOnView() ? ofDrawing : ofLadder);
  };

  /** Keys that no nearer element handles and that are not typed into a field. */
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
