// A reader of a page: looks through the shadow roots as eyes do, waits as people do.
import { join } from 'node:path';
import type { Driver } from './driver';
import { root } from './site';

/** In the page: every element that a selector matches, also inside of shadow roots. */
const inPage = `
  const below = (root, selector) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap((node) =>
      node.shadowRoot ? below(node.shadowRoot, selector) : []),
  ];
  const inside = (node, selector) => [
    ...below(node, selector), ...(node.shadowRoot ? below(node.shadowRoot, selector) : [])];
  // What stands behind a space may be in a shadow root of what stands before it.
  const path = (selector) => selector.trim().split(' ').reduce(
    (nodes, part) => [...new Set(nodes.flatMap((node) => inside(node, part)))], [document]);
  const every = (selectors) => selectors.split(',').flatMap(path);
  const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const words = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const textOf = (node) => words(
    [node, ...inside(node, '*')].filter((one) => one.shadowRoot).reduce(
      (text, { shadowRoot }) => text + ' ' + shadowRoot.textContent, node.textContent));
  const nameOf = (node) => words(node.getAttribute('aria-label') ?? node.textContent);`;

const timeLimit = 30_000;

export class Reader {
  constructor(
    readonly engine: string,
    readonly driver: Driver,
  ) {}

  /** What a function says in the page; it may use what `inPage` declares and its own arguments. */
  ask<T>(body: string, ...values: unknown[]): Promise<T> {
    const names = values.map((_, index) => `$${index + 1}`);
    return this.driver.evaluate(
      `(async (${names.join()}) => {${inPage}\n${body}})(${values.map((value) => JSON.stringify(value)).join()})`,
    ) as Promise<T>;
  }

  /** Waits until it is true in the page. */
  async until(body: string, ...values: unknown[]): Promise<void> {
    const end = Date.now() + timeLimit;
    let last: unknown;
    for (;;) {
      last = await this.ask(body, ...values).catch((error: unknown) => String(error));
      if (last === true) return;
      if (Date.now() > end) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `not so within ${timeLimit / 1000} s: ${body} ${JSON.stringify(values)}; was ${JSON.stringify(last)}`,
    );
  }

  /** Waits until an element says so. */
  sees(selector: string, text: string): Promise<void> {
    return this.until(
      `const texts = every($1).map(textOf);
       return texts.some((text) => text.includes($2)) || texts.join(' | ').slice(0, 300)`,
      selector,
      text,
    );
  }

  counts(selector: string, count: number): Promise<void> {
    return this.until(
      `const { length } = every($1); return length === $2 || length`,
      selector,
      count,
    );
  }

  /** Waits until the ladder has so many segments and stands at its first. */
  seesSegments(count: number): Promise<void> {
    return this.sees('tcp-step-panel .position', `step 1 of ${count}`);
  }

  addressMatches(pattern: RegExp): Promise<void> {
    return this.until(`return new RegExp($1).test(location.href) || location.href`, pattern.source);
  }

  /** Clicks what a selector finds first, in its middle. */
  async click(selector: string): Promise<void> {
    await this.#clickOn(`every($1).find(shown)`, selector);
  }

  /** Presses the button with this accessible name. */
  async presses(name: string): Promise<void> {
    await this.#clickOn(
      `every('button, summary, [role=button]').find((node) => shown(node) && nameOf(node) === $1)`,
      name,
    );
  }

  async focuses(selector: string): Promise<void> {
    await this.until(
      `const [node] = every($1); node?.focus(); return node !== undefined`,
      selector,
    );
  }

  /** What typing would leave in a field. */
  async fills(selector: string, text: string): Promise<void> {
    await this.until(
      `const node = every($1).find(shown);
       if (!node) return 'no field';
       node.focus();
       node.value = $2;
       node.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
       return true`,
      selector,
      text,
    );
  }

  /** What choosing an option of a list would do. */
  async chooses(selector: string, value: string): Promise<void> {
    await this.until(
      `const node = every($1).find(shown);
       if (!node) return 'no list';
       node.value = $2;
       node.dispatchEvent(new Event('change', { bubbles: true }));
       return true`,
      selector,
      value,
    );
  }

  /** Drops a file on the window. */
  drops(name: string, data: Uint8Array): Promise<void> {
    return this.dropsAll({ [name]: data });
  }

  /** Drops files together, by their names. */
  dropsAll(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    return this.#drops(files, '');
  }

  /** Drops a folder that holds these files. No script can make one: its entries are imitated. */
  dropsFolder(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    return this.#drops(
      files,
      `const entries = [...dataTransfer.files].map((file) => ({
         name: file.name, isDirectory: false, file: (done) => done(file) }));
       const batches = [entries, []];
       dataTransfer.items.clear();
       dataTransfer.items.add(new File([], ${JSON.stringify(name)}));
       const folder = { name: ${JSON.stringify(name)}, isDirectory: true,
         createReader: () => ({ readEntries: (done) => done(batches.shift()) }) };
       const own = DataTransferItem.prototype.webkitGetAsEntry;
       DataTransferItem.prototype.webkitGetAsEntry = () => {
         DataTransferItem.prototype.webkitGetAsEntry = () => null;
         return folder;
       };
       after = () => { DataTransferItem.prototype.webkitGetAsEntry = own; };`,
    );
  }

  /** `prepare` runs before the drop; it may set `after`. */
  async #drops(files: Readonly<Record<string, Uint8Array>>, prepare: string): Promise<void> {
    const list = Object.entries(files).map(([name, data]) => [
      name,
      Buffer.from(data).toString('base64'),
    ]);
    await this.ask(
      `let after = () => {};
       const dataTransfer = new DataTransfer();
       for (const [name, base64] of JSON.parse($1)) {
         const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
         dataTransfer.items.add(new File([octets], name));
       }
       ${prepare}
       for (const type of ['dragenter', 'dragover', 'drop']) {
         document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
       }
       after();`,
      JSON.stringify(list),
    );
  }

  /** From now on, files that the page saves are kept in the page, by name. */
  async keepsSaved(): Promise<void> {
    await this.ask(
      // Read at once: a policy may forbid to fetch what the page has written.
      `window.saved ??= {};
       const written = new Map();
       const createObjectURL = URL.createObjectURL.bind(URL);
       URL.createObjectURL = (blob) => {
         const address = createObjectURL(blob);
         written.set(address, blob);
         return address;
       };
       HTMLAnchorElement.prototype.click = function () {
         if (this.download) window.saved[this.download] = written.get(this.href).arrayBuffer();
       };`,
    );
  }

  async saved(name: string): Promise<Buffer> {
    await this.until(`return $1 in window.saved || Object.keys(window.saved).join()`, name);
    return Buffer.from(
      await this.ask<string>(
        `const octets = new Uint8Array(await window.saved[$1]);
         let text = '';
         for (const octet of octets) text += String.fromCharCode(octet);
         return btoa(text)`,
        name,
      ),
      'base64',
    );
  }

  /** Kept beside the results, to be looked at. */
  async pictures(view: string): Promise<void> {
    await this.driver.screenshot(join(root, 'tests/results', `${this.engine}-${view}.png`));
  }

  async #clickOn(find: string, value: string): Promise<void> {
    await this.until(
      `return ${find} !== undefined || every('button').map(nameOf).join(', ')`,
      value,
    );
    const point = await this.ask<{ x: number; y: number }>(
      `const node = ${find};
       node.scrollIntoView({ block: 'center', behavior: 'instant' });
       await new Promise((resolve) => setTimeout(resolve, 50));
       const { x, y, width, height } = node.getBoundingClientRect();
       return { x: x + width / 2, y: y + height / 2 }`,
      value,
    );
    await this.driver.click(point);
  }
}
