// Stand-ins for the browser globals that the element's modules use while they are loaded, so that a
// site can import the package in server-side rendering. They add no globals and draw nothing.

const { HTMLElement: Element = class {} as typeof globalThis.HTMLElement, document: page } =
  globalThis as Partial<typeof globalThis>;

export { Element as HTMLElement };

export const document = page ?? ({ createTreeWalker: () => null } as unknown as Document);
