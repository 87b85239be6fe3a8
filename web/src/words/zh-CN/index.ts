// Simplified Chinese. Protocol words, flags and states stay English; see nouns.ts for the rest.
export { curves } from './curves';
export { files } from './files';
export { insight } from './insight';
export { loader } from './loader';
export { paste } from './paste';
export { share } from './share';
export { text } from './text';
export { write } from './write';
export { words as command } from './sets/command';
export { words as element } from './sets/element';
export { words as exports } from './sets/export';
export { words as page } from './sets/page';
export { story } from './sets/story';
