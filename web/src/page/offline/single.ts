// The page in one file, and the element, need no server in the first place.
import type * as hosted from './hosted';

export const keepOffline: typeof hosted.keepOffline = () => Promise.resolve();
export const onLaunch: typeof hosted.onLaunch = () => {};
