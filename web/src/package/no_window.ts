// What the modules of the element ask a window for while they are loaded, so that a site can import the
// package where it renders on a server. Nothing global is added there, and nothing is ever drawn.

const { HTMLElement: Element = class {} as typeof globalThis.HTMLElement, document: page } =
  globalThis as Partial<typeof globalThis>;

export { Element as HTMLElement };

export const document = page ?? ({ createTreeWalker: () => null } as unknown as Document);
