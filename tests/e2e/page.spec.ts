// The page with captures: dropped, stepped through, refused.
import { gzipSync } from 'node:zlib';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  arrows,
  drop,
  dropSample,
  expectSegments,
  onFirstSample,
  packetsIn,
  root,
  samplePath,
  stateNames,
} from './helpers';

onFirstSample();

test('opens with the sample already drawn', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'The server closed first, after 5.0 s idle',
  );
  await expect(page.locator('.file')).toContainText('19 packets · 1 connection');
  await expect(page).toHaveURL(/#sample=http-1688&stream=0&step=1$/);
});

test('draws one arrow for each segment, and the states of both ends', async ({ page }) => {
  await dropSample(page, 'client-closes-first.pcap');
  await expect(page.locator('.file b')).toHaveText('client-closes-first.pcap');
  await expectSegments(page, packetsIn('client-closes-first.pcap'));
  await expect(arrows(page)).toHaveCount(packetsIn('client-closes-first.pcap'));
  const names = await stateNames(page);
  for (const state of [
    'SYN-SENT',
    'SYN-RECEIVED',
    'ESTABLISHED',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'CLOSE-WAIT',
    'LAST-ACK',
    'TIME-WAIT',
  ]) {
    expect(names).toContain(state);
  }
  await expect(page).toHaveURL(/[#&]stream=0&step=1$/);
});

test('shows a refused connection with its three names and no more', async ({ page }) => {
  await dropSample(page, 'refused.pcap');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused');
  const names = await stateNames(page);
  expect(names).toContain('SYN-SENT');
  expect(names).not.toContain('ESTABLISHED');
});

test('steps by keyboard, and the address follows', async ({ page }) => {
  await arrows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('tcp-step-panel h2')).toHaveText(
    'The server agrees and asks in return',
  );
  await expect(page).toHaveURL(/step=2$/);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/step=5$/);
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/step=19$/);
  await expect(page).toHaveTitle(/^#19 ACK · /);
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/step=1$/);
});

test('steps by the buttons and the tape of the panel', async ({ page }) => {
  const panel = page.locator('tcp-step-panel');
  await panel.getByRole('button', { name: 'Next step' }).click();
  await expect(page).toHaveURL(/step=2$/);
  await panel.getByRole('button', { name: 'Last step' }).click();
  await expect(page).toHaveURL(/step=19$/);
  await panel.getByRole('button', { name: /^#16 FIN ACK/ }).click();
  await expect(panel.locator('h2')).toHaveText('The server closes its direction');
});

test('plays step by step until it is stopped', async ({ page }) => {
  const panel = page.locator('tcp-step-panel');
  await panel.getByRole('button', { name: 'Play' }).click();
  await expect(page).toHaveURL(/step=2$/);
  await panel.getByRole('button', { name: 'Pause' }).click();
  await expect(panel.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('shows the header with the numbers of the file', async ({ page }) => {
  await expect(page.locator('tcp-step-panel')).toContainText('1688');
  await expect(page.locator('tcp-step-panel')).toContainText('50765');
  await expect(page.locator('tcp-step-panel')).not.toContainText('cannot be read again');
  await expect(page.locator('tcp-step-panel .layers')).toHaveText(/Ethernet › IPv4 › TCP\s*$/);
});

test('counts numbers from zero or as in the header', async ({ page }) => {
  await expect(arrows(page).first()).toContainText('seq0');
  await page.getByRole('button', { name: 'absolute' }).click();
  await expect(arrows(page).first()).toContainText(/seq\d{5,}/);
});

test('2MSL as the reader chooses, in drawing, card and panel, and the next time too', async ({
  page,
}) => {
  const chosen = page.getByRole('group', { name: '2MSL' });
  const drawing = page.locator('tcp-ladder-view svg');
  await expect(drawing).toContainText('60 s, as on Linux');
  await chosen.getByRole('button', { name: '240 s' }).click();
  await expect(drawing).toContainText('240 s, as in the RFC');
  await page.locator('tcp-step-panel').getByRole('button', { name: 'Last step' }).click();
  await expect(page.locator('tcp-step-panel')).toContainText('2MSL is 240 s here');
  const card = page.locator('tcp-facts');
  await card.locator('summary').click();
  await expect(card).toContainText('240 s by RFC 9293');
  await card.getByRole('button', { name: 'Linux: 60 s' }).click();
  await expect(drawing).toContainText('60 s, as on Linux');
  await chosen.getByRole('button', { name: 'off' }).click();
  await expect(drawing).not.toContainText('2MSL');
  await expect(card).not.toContainText('TIME-WAIT from');
  await page.reload();
  await expect(chosen.getByRole('button', { name: 'off' })).toHaveAttribute('aria-pressed', 'true');
  await expect(drawing).not.toContainText('2MSL');
});

test('shows when the ends sent and received, as estimated from one capture', async ({ page }) => {
  const moments = page.getByRole('group', { name: 'Times' });
  const ends = moments.getByRole('button', { name: 'as the ends saw it' });
  const response = page.locator('tcp-ladder-view [data-row="3"]');
  const even = await response.innerHTML();
  await ends.click();
  await expect(ends).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => response.innerHTML()).not.toBe(even);
  await ends.click();
  await expect.poll(() => response.innerHTML()).toBe(even);
});

test('opens the place of a link, and follows the address', async ({ page }) => {
  await page.goto('/#sample=refused&stream=0&step=2');
  await expect(page.locator('tcp-step-panel')).toContainText('RST');
  await page.evaluate(() => {
    location.hash = '#sample=http-1688&step=4';
  });
  await expect(page.locator('tcp-step-panel .position')).toContainText('step 4');
  await expect(page).toHaveURL(/sample=http-1688&stream=0&step=4$/);
});

test('reads gzip with two members', async ({ page }) => {
  const capture = readFileSync(samplePath('client-closes-first.pcap'));
  const half = Math.floor(capture.length / 2);
  const packed = Buffer.concat([
    gzipSync(capture.subarray(0, half)),
    gzipSync(capture.subarray(half)),
  ]);
  await drop(page, 'rotated.pcap.gz', packed);
  await expectSegments(page, packetsIn('client-closes-first.pcap'));
  await expect(page.locator('tcp-step-panel')).not.toContainText('cannot be read again');
});

test('refuses a JPEG and says what it is', async ({ page }) => {
  await drop(page, 'holiday.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This is not a packet capture');
  await expect(alert).toContainText('holiday.jpg is a JPEG picture');
  await expect(alert).toContainText('ff d8 ff e0');
  await expect(alert).toContainText('0a 0d 0d 0a');
  await expect(page.locator('tcp-ladder-view')).toHaveCount(0);
  // All of it can be read, on a phone too.
  await page.setViewportSize({ width: 360, height: 740 });
  for (const text of await alert.locator('p').all()) {
    await expect(text).toBeVisible();
    expect(await text.evaluate((p) => p.scrollWidth - p.clientWidth)).toBe(0);
  }
  await dropSample(page, 'refused.pcap');
  await expect(page.locator('tcp-ladder-view')).toHaveCount(1);
});

test('names what a gzip file holds when it is no capture', async ({ page }) => {
  await drop(page, 'notes.gz', gzipSync('%PDF-1.7 something'));
  await expect(page.getByRole('alert')).toContainText('it contains a PDF document');
});

test('escapes what a file is called', async ({ page }) => {
  await drop(page, '<img src=x onerror=alert(1)>.txt', Buffer.from('just some text, nothing else'));
  await expect(page.getByRole('alert')).toContainText('<img src=x onerror=alert(1)>.txt');
  await expect(page.locator('tcp-ladder-app img')).toHaveCount(0);
});

test('shows the good part of a cut file, and says so', async ({ page }) => {
  const capture = readFileSync(samplePath('client-closes-first.pcap'));
  await drop(page, 'cut.pcap', capture.subarray(0, capture.length - 10));
  await expect(page.locator('.partial')).toContainText(
    `ends in the middle of packet ${packetsIn('client-closes-first.pcap')}`,
  );
  await expectSegments(page, packetsIn('client-closes-first.pcap') - 1);
});

test('takes the file dropped last when one is still being read', async ({ page }) => {
  const one = readFileSync(samplePath('client-closes-first.pcap'));
  const body = one.subarray(24);
  const big = Buffer.concat([one.subarray(0, 24), ...Array.from({ length: 4000 }, () => body)]);
  await drop(page, 'big.pcap', big);
  await dropSample(page, 'refused.pcap');
  await expect(page.locator('.file b')).toHaveText('refused.pcap');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused');
});

/** Names of the files that a worker of the page consists of. */
function workerFiles(): Set<string> {
  const assets = join(root, 'web/dist/assets');
  const names = new Set(readdirSync(assets).filter((name) => name.startsWith('worker-')));
  // Files that a file imports join the set while it is gone through.
  for (const name of names) {
    const script = readFileSync(join(assets, name), 'utf8');
    for (const [, imported] of script.matchAll(/(?:from|import) ?["']\.\/([^"']+\.js)["']/g)) {
      names.add(imported!);
    }
  }
  return names;
}

test('asks for nothing once it is loaded', async ({ page }) => {
  // Chinese, exports and the rest come behind the first drawing.
  await page.waitForFunction(() => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    return ['page', 'connections_section'].every((part) =>
      loaded.some((name) => name.includes(`/assets/${part}-`)),
    );
  });
  await page.waitForLoadState('networkidle');
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('blob:')) requests.push(request.url());
  });
  await dropSample(page, 'client-closes-first.pcap');
  await expectSegments(page, packetsIn('client-closes-first.pcap'));
  await page.locator('tcp-step-panel').getByRole('button', { name: 'Next step' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  // The worker of the next capture and its parts are files of the page, and may come from its cache.
  const parts = /\/assets\/(unpack|later|insight|limit)-[\w-]+\.js$/;
  const ofWorker = workerFiles();
  const known = (url: string) =>
    parts.test(url) || ofWorker.has(url.slice(url.lastIndexOf('/') + 1));
  expect(requests.filter((url) => !known(url))).toEqual([]);
});
