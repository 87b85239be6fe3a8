// What strangers put into file names is text wherever it is shown, and acts nowhere.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { acting, hostile } from '../web/export/hostile';
import * as write from './captures';
import { drop, expectSegments, packetsIn, samplePath, watchErrors } from './helpers';

const sample = 'syn-lost.pcap';
/** One connection and nothing else. */
const whole = 'client-closes-first.pcap';

for (const [kind, name] of Object.entries(hostile)) {
  test(`a file name: ${kind}`, async ({ page }) => {
    const errors = watchErrors(page);
    page.on('dialog', () => errors.push('a script ran'));
    await page.goto('/');
    await expectSegments(page, packetsIn('http-1688.pcap'));
    await drop(page, name, readFileSync(samplePath(sample)));
    await expect(page.locator('.file b')).not.toHaveText('One page over HTTP');
    await expect(page.locator('tcp-step-panel .position')).toContainText('step 1 of');

    // The address, and the title of the document, which change together; the header.
    await expect(page).toHaveURL(/[#&]stream=0&step=1$/);
    expect((await page.locator('.file b').textContent())!).not.toMatch(acting);
    expect(await page.title()).not.toMatch(acting);
    expect((await page.title()).length).toBeLessThan(400);
    await expect(page.locator('tcp-ladder-app img, tcp-ladder-app script')).toHaveCount(0);

    // Files: what they are called, and what is in them.
    const menu = page.locator('tcp-export-menu');
    await menu.getByRole('button', { name: 'Export' }).click();
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name: 'Drawing (SVG)' }).click(),
    ]);
    expect(svg.suggestedFilename()).toBe('tcp-ladder-0.svg');
    const drawing = readFileSync(await svg.path(), 'utf8');
    expect(drawing).not.toMatch(acting);
    // Without its styles, which the policy of the page would complain of.
    const unstyled = drawing.replace(/<style>.*?<\/style>/s, '');
    const problem = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return parsed.querySelector('parsererror, script, img, foreignObject')?.outerHTML ?? null;
    }, unstyled);
    expect(problem).toBeNull();
    await page.getByRole('button', { name: 'Share' }).click();
    const [capture] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('tcp-share-panel').getByRole('button', { name: 'Save a capture' }).click(),
    ]);
    expect(capture.suggestedFilename()).toBe('shared-connection.pcap');
    expect(errors).toEqual([]);
  });
}

/** Everything that a reader sees or is read, through the shadow roots. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const texts: string[] = [];
    const visit = (root: Node) => {
      for (const node of [root, ...(root as Element).querySelectorAll('*')]) {
        if (!(node instanceof Element)) continue;
        texts.push(node.ariaLabel ?? '', node.getAttribute('title') ?? '');
        if (node.shadowRoot) visit(node.shadowRoot);
      }
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (walker.currentNode.parentElement?.localName === 'style') continue;
        texts.push(walker.currentNode.textContent!.replaceAll('\n', ' '));
      }
    };
    visit(document.body);
    return texts.join('\n');
  });

for (const [kind, text] of Object.entries(hostile)) {
  test(`names and comments of a capture: ${kind}`, async ({ page }) => {
    const errors = watchErrors(page);
    page.on('dialog', () => errors.push('a script ran'));
    await page.goto('/');
    const link = write.linkTypeOf(whole);
    // Bytes as they may stand in a file; half of a surrogate pair becomes what UTF-8 has for it.
    const said = Buffer.from(text).subarray(0, 2000);
    const packets = write.packetsOf(whole);
    await drop(
      page,
      'told.pcapng',
      Buffer.concat([
        write.section(write.option(1, said), write.option(2, said), write.option(4, said)),
        write.interfaceBlock(link, write.option(2, said), write.option(3, said)),
        write.namesBlock({ '10.77.0.1': text.slice(0, 200), '10.77.0.2': text.slice(0, 200) }),
        ...packets.map((packet) => write.packetBlock(packet, write.option(1, said))),
      ]),
    );
    await expect(page.locator('.file b')).toHaveText('told.pcapng');
    await expectSegments(page, packets.length);
    for (const summary of await page.locator('details.notes summary, tcp-facts summary').all()) {
      await summary.click();
    }
    await expect(page.locator('details.notes li').first()).toBeVisible();
    expect(await shown(page)).not.toMatch(acting);
    await expect(page.locator('tcp-ladder-app img, tcp-ladder-app script')).toHaveCount(0);
    const menu = page.locator('tcp-export-menu');
    for (const form of ['Drawing (SVG)', /^Text/, 'Mermaid diagram']) {
      await menu.getByRole('button', { name: 'Export' }).click();
      const [made] = await Promise.all([
        page.waitForEvent('download'),
        menu.getByRole('button', { name: form }).click(),
      ]);
      const content = readFileSync(await made.path(), 'utf8');
      expect(content.split('\n').filter((line) => acting.test(line))).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
}

test('a file name of a refused file', async ({ page }) => {
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await drop(
    page,
    `${hostile['bidi']}${hostile['markup']}`,
    Buffer.from('no capture at all, just text'),
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('</title><script>alert(1)</script>');
  expect((await alert.textContent())!).not.toMatch(acting);
  await expect(page.locator('tcp-ladder-app script')).toHaveCount(0);
});
