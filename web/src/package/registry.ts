// Lit's decorators as the package is built with them: @customElement only notes the class, so that
// importing it registers nothing; define() does.
export * from 'lit/decorators.js';

const noted = new Map<string, CustomElementConstructor>();

export const customElement =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    noted.set(name, element);
  };

/**
 * Registers <tcp-ladder> and the elements inside it. A second call, or a second copy, does nothing, as
 * does a call where there is no window.
 */
export function define(): void {
  if (typeof customElements === 'undefined') return;
  for (const [name, element] of noted) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
