// What strangers put into file names is text wherever it is shown, and acts nowhere.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { acting, hostile } from '../web/export/hostile';
import { drop, expectSegments, packetsIn, samplePath, watchErrors } from './helpers';

const sample = 'syn-lost.pcap';

for (const [kind, name] of Object.entries(hostile)) {
  test(`a file name: ${kind}`, async ({ page }) => {
    const errors = watchErrors(page);
    page.on('dialog', () => errors.push('a script ran'));
    await page.goto('/');
    await expectSegments(page, packetsIn('http-1688.pcap'));
    await drop(page, name, readFileSync(samplePath(sample)));
    await expect(page.locator('.file b')).not.toHaveText('One page over HTTP');
    await expect(page.locator('tcp-step-panel .position')).toContainText('step 1 of');

    // The header and the title of the document.
    expect((await page.locator('.file b').textContent())!).not.toMatch(acting);
    expect(await page.title()).not.toMatch(acting);
    expect((await page.title()).length).toBeLessThan(400);
    await expect(page.locator('tcp-ladder-app img, tcp-ladder-app script')).toHaveCount(0);
    // The address.
    expect(page.url()).toMatch(/#stream=0&step=1$/);

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
