// Lit's decorators as the package is built with them: @customElement only records the class, so
// that importing it registers nothing; define() does.
export * from 'lit/decorators.js';

const noted = new Map<string, CustomElementConstructor>();
let defined = false;

export const customElement =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    noted.set(name, element);
    // A part that was loaded later registers its own elements.
    if (defined) define();
  };

/**
 * Registers <tcp-ladder> and the elements inside it. Does nothing on a second call, in a second
 * copy of the package, or without a window.
 */
export function define(): void {
  if (typeof customElements === 'undefined') return;
  defined = true;
  for (const [name, element] of noted) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
