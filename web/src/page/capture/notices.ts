// Notices for when there is no ladder, or only part of one.
import { html, nothing, type TemplateResult } from 'lit';
import type { EngineFailure, Opened, Progress } from '../../engine/client';
import { findings as findingInfos } from '../../model/names';
import { hex } from '../../base/format';
import { adviceOn, type FileKind } from '../../model/file_kind';
import type { PageWords } from '../../words/page';
import type { FindingTable } from '../../model/connection';
import type { ConnectionRows } from '../connections/connection_rows';
import { unreadOf, unreadReason } from '../../story/unread';
import { findingText, messageOf } from './finding_text';
import { foremost, sampleTitle, samples, type Sample } from '../samples';

/** Links to the bundled samples; each is a plain URL. */
export function sampleLinks(words: PageWords, except: string | null = null) {
  const others = samples.filter(({ name }) => name !== except);
  const links = (list: readonly Sample[]) =>
    list.map(
      (sample, i) =>
        html`${i > 0 ? '\u00a0· ' : ''}<a href=${`#sample=${sample.name}`}
            >${sampleTitle(sample, words)}</a
          >`,
    );
  const rest = others.slice(foremost);
  return html`<span class="samples">${links(others.slice(0, foremost))}</span>${
      rest.length > 0
        ? html`&nbsp;·
            <details class="samples">
              <summary>${words.page.allSamples({ n: samples.length })}</summary>
              ${links(rest)}
            </details>`
        : nothing
    }`;
}

export const dropField = (words: PageWords, choose: () => void, paste: () => void) =>
  html`<section class="drop" aria-labelledby="drop-title">
    <h2 id="drop-title">${words.page.dropTitle}</h2>
    <p>${words.page.dropFormats}</p>
    <p>
      <button class="button solid" @click=${choose}>${words.page.openFile}</button>
      <button class="button" @click=${paste}>${words.page.pasteText}</button>
    </p>
    <p>${words.page.noCapture} ${sampleLinks(words)}</p>
  </section>`;

export function readingNotice(
  file: { name: string; size: number },
  progress: Progress | null,
  words: PageWords,
  stop: () => void,
): TemplateResult {
  const read = progress?.read ?? 0;
  const share = file.size > 0 ? read / file.size : 1;
  const connections = progress?.info.connections ?? 0;
  return html`<section class="progress" aria-label=${words.page.progressLabel}>
    <strong>${file.name}</strong>
    <div
      class="bar"
      role="progressbar"
      aria-label=${words.page.progressLabel}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(share * 100)}
    >
      <div .style=${`transform: scaleX(${share})`}></div>
    </div>
    ${words.page.progress({
      read,
      total: file.size,
      packets: progress?.info.packets ?? 0,
      connections,
    })}${connections > 0 ? words.punctuation.space + words.page.firstUsable : nothing}
    <button class="link" @click=${stop}>${words.page.stopHere}</button>
  </section>`;
}

/** Why a file was refused, which bytes show it, and what would work. */
export function refusedNotice(
  file: string,
  opened: Opened,
  words: PageWords,
  choose: () => void,
  readText: () => void,
): TemplateResult {
  const { files, findings } = words;
  const { kind, innerKind, packing, ending, magic } = opened;
  const button = html`<button class="button" @click=${choose}>${findings.openAnother}</button>`;
  const notice = (title: string, ...paragraphs: unknown[]) =>
    html`<section class="notice" role="alert">
      <h1>${title}</h1>
      ${paragraphs.filter((text) => text !== '').map((text) => html`<p class="file">${text}</p>`)}
      <p>
        ${
          kind === 'hex_dump' || kind === 'text'
            ? html`<button class="button solid" @click=${readText}>
                ${words.notices.readText}
              </button>`
            : nothing
        }
        ${button}
      </p>
    </section>`;
  if (kind === 'empty') return notice(findings.emptyFile, words.notices.emptyAdvice);
  if (packing !== 'none') {
    if (ending === 'damaged') {
      return notice(files.notACapture, findings.damagedPacking({ file, kind: packing }));
    }
    const inside = files.kinds[innerKind];
    return notice(
      files.notACapture,
      words.notices.refusedInside({ file, packing, kind: inside }),
      whatNext(innerKind, words),
    );
  }
  if (kind === 'pcap' || kind === 'pcapng') {
    return notice(
      files.notACapture,
      words.notices.damagedHeader({ file }),
      words.notices.wouldWork(kind),
    );
  }
  return notice(
    files.notACapture,
    html`${findings.startsWith({ file, kind })} <code>${hex(magic.subarray(0, 4))}</code>`,
    html`${findings.captureStarts} <code>a1 b2 c3 d4</code>, <code>d4 c3 b2 a1</code>,
      <code>a1 b2 3c 4d</code>, <code>4d 3c b2 a1</code>, <code>0a 0d 0d 0a</code>`,
    kind === 'hex_dump' ? '' : whatNext(kind, words),
  );
}

/** What to do with a file of this kind, or what to open instead. */
function whatNext(kind: FileKind, words: PageWords): string {
  const advice = adviceOn(kind);
  return advice === undefined ? words.notices.wouldWork(kind) : words.files.advice[advice];
}

export function failedNotice(
  failure: EngineFailure,
  words: PageWords,
  choose: () => void,
): TemplateResult {
  const { title, text } =
    words.notices.failures[failure.kind === 'superseded' ? 'failed' : failure.kind];
  return html`<section class="notice" role="alert">
    <h1>${title}</h1>
    <p>${text}</p>
    ${failure.kind === 'failed' ? html`<p><code>${failure.message}</code></p>` : nothing}
    <button class="button" @click=${choose}>${words.findings.openAnother}</button>
  </section>`;
}

/** The analysis crashed while something was on view; the drawing stays. */
export const crashNotice = (
  failure: EngineFailure,
  { rows }: { rows: ConnectionRows | null },
  words: PageWords,
): TemplateResult =>
  html`<p class="partial" role="alert">
    <strong>${words.punctuation.sentence(words.notices.failures.crashed.title)}</strong
    >${words.punctuation.space}${words.notices.afterCrash({ connections: rows?.count ?? 1 })}
    <code>${failure.message}</code>
  </p>`;

export const noTcpNotice = (opened: Opened, words: PageWords) =>
  html`<section class="notice" role="alert">
    <h1>${words.notices.noTcpTitle}</h1>
    <p>${words.notices.noTcp({ packets: opened.info.packets })}</p>
    <ul>
      ${unreadOf(opened.findings).map((unread) => html`<li>${unreadReason(unread, words)}</li>`)}
    </ul>
  </section>`;

/** Says that the capture is shown only in part; null if it is complete. */
export function partialNotice(
  { ending, findings, info }: Opened,
  words: PageWords,
  unpack: { limit: number; raise: () => void },
): TemplateResult | null {
  const { packets, connections } = info;
  const shown = words.findings.partShown({ packets });
  const uncertain = words.findings.openAtEnd;
  const note = (title: string, ...texts: string[]) => noteWith(nothing, title, ...texts);
  const noteWith = (button: unknown, title: string, ...texts: string[]) =>
    html`<p class="partial" role="status">
      <strong>${words.punctuation.sentence(title)}</strong
      >${words.punctuation.space}${words.punctuation.sentences(texts)} ${button}
    </p>`;
  switch (ending) {
    case 'stopped':
      return note(words.notices.stopped, words.page.stopped({ packets }), uncertain);
    case 'index_full':
      return note(
        words.findings.indexFull,
        words.findings.indexFullDetail({ packets, connections }),
      );
    case 'unpack_limit':
      return noteWith(
        html`<button class="link" @click=${unpack.raise}>
          ${words.notices.unpackLimit.raise({ limit: raisedLimit(unpack.limit) })}
        </button>`,
        words.notices.unpackLimit.title({ limit: unpack.limit }),
        shown,
        words.notices.unpackLimit.text,
      );
    case 'damaged':
      return note(words.notices.brokenOff.title, shown, uncertain);
    case 'whole': {
      const [cut] = named(findings, 'truncated_tail');
      if (cut === undefined) return null;
      const offset = findings.offset[cut]!;
      return note(words.findings.endsInPacket({ packet: packets + 1, offset }), shown, uncertain);
    }
  }
}

/** Parts of the file that could not be read, and how many bytes were skipped. */
export function damageNotices({ findings, packing }: Opened, words: PageWords): TemplateResult[] {
  return named(findings, 'bad_record_length', 'bad_block_length').map((i) => {
    const offset = findings.offset[i]!;
    return html`<p class="partial" role="status">
      <strong
        >${words.punctuation.sentence(words.findings.damagedAt({ offset, packed: packing !== 'none' }))}</strong
      >${words.punctuation.space}${messageOf(findings, i, words)}
    </p>`;
  });
}

/** Rows of the findings with these names. */
function named(table: FindingTable, ...names: (typeof findingInfos)[number]['name'][]): number[] {
  return indices(table).filter((i) => {
    const info = findingInfos[table.id[i]!];
    return info !== undefined && names.includes(info.name);
  });
}

/** The next limit to offer if a compressed capture exceeds `limit` unpacked bytes. */
export const raisedLimit = (limit: number): number => limit * 4;

const indices = (table: FindingTable): number[] => Array.from({ length: table.count }, (_, i) => i);

/** Findings about the capture as a whole, which cast doubt on the drawing. */
const isHealth = (table: FindingTable, i: number): boolean =>
  findingInfos[table.id[i]!]?.layer === 'capture';

/** Number of lines above the ladder; the others are collapsed. */
export const foremostLines = 2;

/**
 * Problems of the capture as a whole, above everything else. Duplicates have a switch: `reread`
 * reads the capture again, with or without them. Lines beyond `most` are collapsed.
 */
export function healthNotice(
  table: FindingTable,
  most: number,
  words: PageWords,
  reread: (setAsideDuplicates: boolean) => void,
): TemplateResult | typeof nothing {
  const rows = indices(table).filter((i) => isHealth(table, i));
  if (rows.length === 0) return nothing;
  const lines = rows.map(
    (i) => html`<li>${findingText(table, i, words)} ${copiesSwitch(table, i, words, reread)}</li>`,
  );
  // Collapsing a single line would save no space.
  const shown = lines.length > most + 1 ? most : lines.length;
  const rest = lines.slice(shown);
  return html`<section class="health" aria-label=${words.notices.health}>
    <ul>
      ${lines.slice(0, shown)}
    </ul>
    ${
      rest.length > 0
        ? html`<details class="rest">
            <summary>${words.notices.restOfLines({ n: rest.length })}</summary>
            <ul>
              ${rest}
            </ul>
          </details>`
        : nothing
    }
  </section>`;
}

/** The collapsed parts in one row; nothing if all of them are empty. */
export const aside = (...parts: unknown[]) =>
  parts.some((part) => part !== nothing) ? html`<div class="aside">${parts}</div>` : nothing;

function copiesSwitch(
  table: FindingTable,
  i: number,
  words: PageWords,
  reread: (setAsideDuplicates: boolean) => void,
) {
  if (findingInfos[table.id[i]!]?.name !== 'duplicate_segment') return nothing;
  const { duplicates } = words.notices;
  const setAside = table.args[3 * i] !== 0;
  return html`<button class="link copies" @click=${() => reread(!setAside)}>
    ${setAside ? duplicates.keep : duplicates.setAside}
  </button>`;
}

/** All other findings about the file, collapsed. */
export function findingList(
  table: FindingTable,
  words: PageWords,
): TemplateResult | typeof nothing {
  const rows = indices(table).filter((i) => !isHealth(table, i));
  if (rows.length === 0) return nothing;
  return html`<details class="findings">
    <summary>${words.punctuation.aside(words.findings.title, String(rows.length))}</summary>
    <ul>
      ${rows.map((i) => html`<li>${findingText(table, i, words)}</li>`)}
    </ul>
  </details>`;
}
