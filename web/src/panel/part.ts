// The panel as a part on demand: its element, the story of a segment, the notes about a connection,
// and their words.
import './step_panel';

export { storyOf } from '../story/story';
export { panelWords } from '../words/panel';
