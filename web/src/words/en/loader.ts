// Messages of the script of the element in parts, for when its files cannot be loaded.

const alone = 'Use tcp-ladder.js instead: one script with everything inside.';

export const loader = {
  fromDisk: `TCP Ladder cannot load its parts from file://. ${alone}`,
  refused: (p: { violated: string }) =>
    `This page’s security policy does not allow ${p.violated}, where the parts of TCP Ladder come from. Allow it, or use tcp-ladder.js: one script with everything inside.`,
  missing: (p: { url: string }) => `${p.url} could not be loaded. ${alone}`,
};
