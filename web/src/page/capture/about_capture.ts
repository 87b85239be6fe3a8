// Notes about the capture, above its connections: that it is being read, is a sample, is incomplete
// or unusual. If there is nothing to draw, they replace the drawing.
import { html, nothing } from 'lit';
import type { Opened } from '../../engine/client';
import type { PageWords } from '../../words/page';
import type { CaptureController } from '../capture_controller';
import { fileNotes } from './capture_metadata';
import * as notices from './notices';

export function aboutCapture(capture: CaptureController, words: PageWords, askForText: () => void) {
  const { stage, sample } = capture;
  switch (stage.kind) {
    case 'reading':
      return sample || stage.ended
        ? nothing
        : notices.readingNotice(capture, stage.progress, words, () => {
            void capture.stop();
          });
    case 'read':
      return html`${sample ? aboutSample(sample, words, askForText) : nothing}
      ${aboutFile(capture, stage.opened, words)}`;
    case 'failed':
      return capture.connection ? notices.crashNotice(stage.failure, capture, words) : nothing;
    default:
      return nothing;
  }
}

function aboutSample(
  sample: string,
  { notices: say, ...words }: PageWords,
  askForText: () => void,
) {
  // The single-file page has no article next to it.
  const article =
    location.protocol === 'file:' ? nothing : html`<a href=${say.articlePage}>${say.article}</a>`;
  return html`<p class="sample">
    ${say.sampleIntro}${words.punctuation.space}<button class="link" @click=${askForText}>
      ${say.pasteInstead}</button
    >${words.punctuation.sentence('')} ${article} ${say.otherSamples}
    ${notices.sampleLinks({ notices: say, ...words }, sample)}
  </p>`;
}

/** Findings that cast doubt on the drawing, in a few lines; the rest is collapsed. */
function aboutFile(capture: CaptureController, opened: Opened, words: PageWords) {
  const { findings } = opened;
  const { choices, pasted, set } = capture;
  const partial = notices.partialNotice(opened, words, {
    limit: choices.unpackLimit,
    raise: () => {
      void capture.reread({ unpackLimit: notices.raisedLimit(choices.unpackLimit) });
    },
  });
  const damages = notices.damageNotices(opened, words);
  const most = Math.max(0, notices.foremostLines - (partial ? 1 : 0) - damages.length);
  const reread = (setAsideDuplicates: boolean) => {
    void capture.reread({ setAsideDuplicates });
  };
  return html`${set?.notes(words)} ${pasted?.notes(words)} ${partial} ${damages}
  ${notices.healthNotice(findings, most, words, reread)}
  ${notices.aside(notices.findingList(findings, words), fileNotes(opened.notes, words))}`;
}

export interface Alternatives {
  chooseFile: () => void;
  askForText: () => void;
  /** Opens the file in the paste dialog, as text. */
  pasteFile: () => void;
}

/** Shown instead of the ladder if there is no connection. */
export function withoutConnection(
  { stage, name }: CaptureController,
  failure: { title: string; text: unknown } | undefined,
  words: PageWords,
  { chooseFile, askForText, pasteFile }: Alternatives,
) {
  const dropField = notices.dropField(words, chooseFile, askForText);
  if (failure) {
    return html`<section class="notice" role="alert">
        <h1>${failure.title}</h1>
        <p>${failure.text}</p>
      </section>
      ${dropField}`;
  }
  switch (stage.kind) {
    case 'refused':
      return notices.refusedNotice(name, stage.opened, words, chooseFile, pasteFile);
    case 'failed':
      return notices.failedNotice(stage.failure, words, chooseFile);
    case 'read':
      return html`${notices.noTcpNotice(stage.opened, words)}${dropField}`;
    default:
      return nothing;
  }
}
