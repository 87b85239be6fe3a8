// The single-file page and the element need no server, so there is nothing to keep.
import type * as hosted from './hosted';

export const keepOffline: typeof hosted.keepOffline = () => Promise.resolve();
export const onLaunch: typeof hosted.onLaunch = () => {};
