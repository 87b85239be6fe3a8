// Lit's decorators as the package is built with them: @customElement only notes the class, so that
// importing it registers nothing; define() does.
export * from 'lit/decorators.js';

const noted = new Map<string, CustomElementConstructor>();
let defined = false;

export const customElement =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    noted.set(name, element);
    // Of a part that came later.
    if (defined) define();
  };

/**
 * Registers <tcp-ladder> and the elements inside it. A second call, or a second copy, does nothing, as
 * does a call where there is no window.
 */
export function define(): void {
  if (typeof customElements === 'undefined') return;
  defined = true;
  for (const [name, element] of noted) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
