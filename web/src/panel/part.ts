// What the page loads with the panel: the story of a segment, and the words of both.
export { storyOf } from '../story/story';
export { panelWords } from '../words/panel';
