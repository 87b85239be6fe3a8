// English, the source of all words: other languages must have the same keys. A function takes its
// numbers by name. Sequence numbers are passed as text, because the reader chooses how they count;
// rows count from 0 and are shown from 1.
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
