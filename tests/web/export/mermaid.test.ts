import { describe, expect, it } from 'vitest';
import { mermaidText, toMermaid } from '../../../web/src/export/mermaid';
import { asked } from './asked';
import { hostile } from './hostile';
import { CLIENT, SERVER, Talk } from '../fixtures';
import * as talks from '../talks';

describe('the sequence diagram', () => {
  it('tells of both ends that crossed each state they pass', () => {
    const notes = toMermaid(talks.simultaneousClose(), asked()).match(/Note right of S: \S+/g);
    const states = notes!.map((note) => note.slice('Note right of S: '.length));
    expect(states.slice(-5, -1)).toEqual(['FIN-WAIT-1', 'CLOSING', 'TIME-WAIT', 'TIME-WAIT']);
  });

  it.each([
    ['story', talks.story(), {}],
    ['story-zh', talks.story(), { language: 'zh-CN' }],
    ['loss', talks.lossy(), {}],
    ['mid-stream', talks.midStream(), {}],
  ] as const)('of %s is the one a person has looked at', async (name, connection, options) => {
    const drawn = toMermaid(connection, asked(options));
    await expect(drawn).toMatchFileSnapshot(`golden/${name}.mmd`);
  });

  it('ends before Mermaid refuses it, and says how much is missing', () => {
    const talk = new Talk().syn().synAck().ack(CLIENT);
    for (let i = 0; i < 2000; i += 1) talk.wait(10).data(CLIENT, 3).wait(10).data(SERVER, 5);
    const drawn = toMermaid(talk.connection('still_open'), asked());
    const shown = drawn.match(/^ {4}[CS]-+>>/gm)!.length;
    expect(drawn.length).toBeLessThan(50_000);
    expect(shown).toBeGreaterThan(500);
    expect(drawn.trimEnd().split('\n').at(-1)).toBe(
      `    Note over C,S: … ${new Intl.NumberFormat('en').format(4003 - shown)} segments more`,
    );
  });
});

describe('text for Mermaid', () => {
  it.each(Object.entries(hostile))('holds nothing that means something to it (%s)', (_, text) => {
    const coded = mermaidText(text);
    expect(coded.replace(/#\d+;/g, '')).not.toMatch(/[#;<>%{}[\]"`$\\\n\r]|-[->x]/);
    expect(coded).not.toMatch(/[ﬂ°¶ß]/);
  });

  it('keeps every statement a statement (hostile title)', () => {
    const plain = toMermaid(talks.story(), asked()).split('\n');
    for (const title of Object.values(hostile)) {
      const titled = toMermaid(talks.story(), asked({ title })).split('\n');
      const differing = titled.filter((line, i) => line !== plain[i]);
      expect(titled).toHaveLength(plain.length);
      expect(differing).toHaveLength(1);
      expect(differing[0]).toMatch(/^ {4}title /);
    }
  });

  it('stays readable where it can', () => {
    expect(mermaidText('10.77.0.1:50765, SYN-SENT (expected)')).toBe(
      '10.77.0.1:50765, SYN-SENT (expected)',
    );
    expect(mermaidText('#7')).toBe('#35;7');
  });

  it('gives no command a colon', () => {
    expect(mermaidText('wrap: style a:b')).toBe('wrap#58; style a#58;b');
  });
});
