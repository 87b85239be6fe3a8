// <tcp-ladder> with two captures of the same traffic, and with curves: both need the whole engine, a
// part that is loaded with the first of them.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { results, samplePath, watchErrors } from './helpers';
import { drawnIn, openMade } from './pages';

const folder = { script: '<script src="/tcp-ladder/load.js" defer></script>' };
const forms = Object.entries({ 'one script': {}, 'a folder': folder });
const alert = (page: Page) => page.locator('tcp-ladder').getByRole('alert');
const about = (page: Page) => page.locator('tcp-ladder .taps');
const curves = (page: Page) => page.locator('tcp-ladder tcp-curves-view svg.lad');
const captionAt = (page: Page, at: string) => page.locator(`tcp-step[at="${at}"]`);

/** Serves a pair of samples beside the page. */
async function servePairs(page: Page) {
  await page.route('**/pairs/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    return route.fulfill({ body: readFileSync(samplePath(`pairs/${name}`)) });
  });
}
const two = (a: string, b: string, inside = 'a picture', more = '') =>
  `<main><tcp-ladder src="/pairs/${a}.pcap" src-server="/pairs/${b}.pcap" ${more}>${inside}</tcp-ladder></main>`;

for (const [form, more] of forms) {
  test(`lays two captures over each other, as ${form}`, async ({ page }) => {
    const errors = watchErrors(page);
    await servePairs(page);
    const body = two(
      'lost-between.a',
      'lost-between.b',
      `<tcp-step at="syn"><p>It opens.</p></tcp-step>
       <tcp-step at="lost-between 2"><p>The second one that was lost.</p></tcp-step>`,
    );
    await openMade(page, { body, ...more });
    await expect(drawnIn(page).first()).toBeVisible();
    const drawing = page.locator('tcp-ladder tcp-ladder-view');
    await expect(drawing.getByText('lost-between.a.pcap', { exact: true }).first()).toBeVisible();
    await expect(about(page)).toContainText(
      /The clock of lost-between\.b\.pcap is 254 ms ahead of that of lost-between\.a\.pcap, ± 12\.3 ms/,
    );
    await expect(about(page)).toContainText('4 lost between the taps');
    await captionAt(page, 'lost-between 2').getByRole('button').click();
    const chosen = page.locator('tcp-ladder');
    const step = await chosen.evaluate((node) => (node as HTMLElement & { step: number }).step);
    expect(step).toBeGreaterThan(3);
    await page.screenshot({ path: results(`embed-taps-${form.replace(' ', '-')}.png`) });
    await expect(
      drawing.locator('svg text', { hasText: 'Lost between the taps' }).first(),
    ).toBeVisible();
    expect(errors).toEqual([]);
  });

  test(`draws curves that captions move through, as ${form}`, async ({ page }) => {
    const errors = watchErrors(page);
    await page.setViewportSize({ width: 1000, height: 1100 });
    const body = `<main><h1>Loss</h1><tcp-ladder src="/samples/loss.pcap" view="curves">
      <tcp-step at="retransmission"><p>One is sent again.</p></tcp-step>
      <tcp-step at="4-40"><p>It begins.</p></tcp-step>
      <tcp-step at="fin"><p>It ends.</p></tcp-step></tcp-ladder></main>`;
    await openMade(page, { body, ...more });
    await expect(curves(page)).toBeVisible();
    await expect(curves(page)).toHaveAccessibleName(/The server sends/);
    const chosen = page.locator('tcp-ladder tcp-curves-view text.onink');
    await captionAt(page, 'retransmission').getByRole('button').click();
    const number = (await captionAt(page, 'retransmission').getByRole('button').innerText()).trim();
    await expect(chosen).toHaveText(number.slice(1));
    const whole = await page.locator('tcp-curves-view text').allTextContents();
    await captionAt(page, '4-40').getByRole('button').click();
    // The range of the caption fills the drawing.
    await expect
      .poll(async () => (await page.locator('tcp-curves-view text').allTextContents()).join())
      .not.toBe(whole.join());
    await page.screenshot({ path: results(`embed-curves-${form.replace(' ', '-')}.png`) });
    await expectNoViolations(page);
    expect(errors).toEqual([]);
  });
}

test('curves of one direction and time, which zoom where the author allows it', async ({
  page,
}) => {
  const body = `<tcp-ladder src="/samples/loss.pcap" view="curves" sender="client" time="0-0.1"
    zoom lang="zh"></tcp-ladder>`;
  await openMade(page, { body });
  await expect(curves(page)).toBeVisible();
  await expect(page.getByRole('button', { name: '客户端 → 服务器' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.locator('tcp-ladder figcaption')).toContainText('#1');
  await curves(page).press('End');
  await expect(page.locator('tcp-ladder figcaption')).not.toContainText(/#1\s/);
  await page.locator('tcp-ladder').evaluate((node) => node.setAttribute('view', 'ladder'));
  await expect(drawnIn(page).first()).toBeVisible();
});

test('says why two captures cannot be laid over each other, and keeps what is inside', async ({
  page,
}) => {
  await servePairs(page);
  await openMade(page, { body: two('lost-between.a', 'unlike-ways.b') });
  await expect(alert(page)).toContainText(
    'no connection is in both lost-between.a.pcap and unlike-ways.b.pcap',
  );
  await expect(page.getByText('a picture')).toBeVisible();
});

test('names the script beside it where it is missing', async ({ page }) => {
  await page.route('**/tcp-ladder-analysis.js', (route) => route.abort());
  await openMade(page, {
    body: '<tcp-ladder src="/samples/loss.pcap" view="curves">a picture</tcp-ladder>',
  });
  await expect(alert(page)).toContainText('tcp-ladder-analysis.js could not be loaded');
});

test('works where a policy allows no worker at all', async ({ page }) => {
  await servePairs(page);
  const policy = `default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval';
    worker-src 'none'`.replace('\n', ' ');
  await openMade(page, { body: two('lost-between.a', 'lost-between.b'), policy });
  await expect(about(page)).toContainText('The clock of');
  await expect(drawnIn(page).first()).toBeVisible();
  expect(page.workers()).toEqual([]);
});
