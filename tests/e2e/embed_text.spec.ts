// <tcp-ladder> with a text instead of a capture: a script or a listing, which the reader may change.
import { expect, test, type Page } from '@playwright/test';
import { results, watchErrors } from './helpers';
import { drawnIn, openMade } from './pages';

const handshake = `
    < S 0:0(0) win 64240
    +.01 > S. 0:0(0) ack 1 win 65160
    +.01 < . 1:1(0) ack 1 win 64512`;
const script = (text: string) => `<script type="text/packetdrill">${text}</script>`;
const parts = '<script src="/tcp-ladder/load.js" defer></script>';
const caption = (page: Page) => page.locator('tcp-ladder figcaption');
const text = (page: Page) => page.locator('tcp-ladder textarea');

for (const [form, more] of Object.entries({ 'one script': {}, 'a folder': { script: parts } })) {
  test(`draws a script inside it and redraws what is written, as ${form}`, async ({ page }) => {
    const errors = watchErrors(page);
    await openMade(page, { body: `<tcp-ladder edit>${script(handshake)}</tcp-ladder>`, ...more });
    await expect(drawnIn(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Edit' }).click();
    await expect(text(page)).toHaveValue(/^< S 0:0\(0\) win 64240\n\+\.01 > S\./);
    await text(page).press('ControlOrMeta+End');
    await text(page).pressSequentially('\n+.01 < P. 1:11(10) ack 1');
    await expect(drawnIn(page)).toHaveCount(4);
    await expect(caption(page)).toContainText('#4');
    await page.screenshot({ path: results(`embed-text-${form.replace(' ', '-')}.png`) });
    // A line with a word of no meaning is told and not drawn; the others stay.
    await text(page).pressSequentially(' foo 1');
    const told = page.locator('tcp-ladder').getByRole('status');
    await expect(told).toContainText('Line 4, column');
    await expect(drawnIn(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'as it was' }).click();
    await expect(told).toHaveCount(0);
    await expect(drawnIn(page)).toHaveCount(3);
    await expect(text(page)).toHaveValue(/ack 1 win 64512$/);
    expect(errors).toEqual([]);
  });
}

test('draws a text at its address, which only the author may open to changes', async ({ page }) => {
  const listing = [
    'IP 192.0.2.1.1024 > 192.0.2.2.80: Flags [S], seq 7, win 64240, length 0',
    'IP 192.0.2.2.80 > 192.0.2.1.1024: Flags [R.], seq 0, ack 8, win 0, length 0',
  ].map((line, i) => `12:00:00.00000${i} ${line}`);
  await page.route('**/listing.txt', (route) => route.fulfill({ body: listing.join('\n') }));
  await openMade(page, { body: '<tcp-ladder src="/listing.txt">a picture</tcp-ladder>' });
  await expect(drawnIn(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveCount(0);
});

test('keeps the text where a script has no packet, and says where it is wrong', async ({
  page,
}) => {
  const body = `<tcp-ladder lang="zh"><pre data-type="text/packetdrill">0 xyz</pre></tcp-ladder>`;
  await openMade(page, { body });
  await expect(page.locator('tcp-ladder').getByRole('alert')).toContainText('第 1 行');
  await expect(page.getByText('0 xyz')).toBeVisible();
});

test('names the file that reads texts where it is missing', async ({ page }) => {
  await page.route('**/tcp-ladder-text.js', (route) => route.abort());
  await openMade(page, { body: `<tcp-ladder>${script(handshake)}a picture</tcp-ladder>` });
  const alert = page.locator('tcp-ladder').getByRole('alert');
  await expect(alert).toContainText('tcp-ladder-text.js could not be loaded');
  await expect(page.getByText('a picture')).toBeVisible();
});
