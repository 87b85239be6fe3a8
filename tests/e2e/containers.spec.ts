// What a capture file is packed in, what it says of itself, and where it is damaged.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as write from './captures';
import { arrows, drop, expectSegments, onFirstSample, packetsIn, samplePath } from './helpers';

const sample = 'client-closes-first.pcap';
const capture = readFileSync(samplePath(sample));
const packets = write.packetsOf(sample);
const link = write.linkTypeOf(sample);
const total = packetsIn(sample);

onFirstSample();

for (const [kind, frame] of [
  ['zst', write.zstdFrame],
  ['lz4', write.lz4Frame],
] as const) {
  test(`reads .${kind} of two frames, and the bytes of its packets`, async ({ page }) => {
    const half = Math.floor(capture.length / 2);
    const packed = Buffer.concat([frame(capture.subarray(0, half)), frame(capture.subarray(half))]);
    await drop(page, `capture.pcap.${kind}`, packed);
    await expect(page.locator('.file b')).toHaveText(`capture.pcap.${kind}`);
    await expectSegments(page, total);
    await expect(arrows(page)).toHaveCount(total);
    await expect(page.locator('tcp-step-panel')).not.toContainText('cannot be read again');
  });
}

test('shows what a pcapng file says of itself', async ({ page }) => {
  await drop(
    page,
    'told.pcapng',
    Buffer.concat([
      write.section(write.option(1, 'Lab 3, second try'), write.option(4, 'dumpcap 4.0')),
      write.interfaceBlock(link, write.option(2, 'eth7'), write.option(3, 'the uplink')),
      write.namesBlock({
        '10.77.0.1': 'alice.example',
        '10.77.0.2': 'bob.example',
      }),
      ...packets.map((packet, i) =>
        write.packetBlock(packet, ...(i === 0 ? [write.option(1, 'Here it begins')] : [])),
      ),
      write.statisticsBlock(900, 7),
    ]),
  );
  await expect(page.locator('.file b')).toHaveText('told.pcapng');
  await expectSegments(page, total);
  await expect(page.locator('.health')).toContainText('7');
  await expect(page.locator('tcp-step-panel')).toContainText('Here it begins');
  const notes = page.locator('details.notes');
  await notes.locator('summary').click();
  for (const said of ['Lab 3, second try', 'dumpcap 4.0', 'eth7', 'the uplink']) {
    await expect(notes).toContainText(said);
  }
  await page.locator('tcp-facts summary').click();
  await expect(page.locator('tcp-ladder-app')).toContainText('alice.example');
  await expect(page.locator('tcp-ladder-app')).toContainText('bob.example');
});

test('shows the names of a capture in the table, and finds ends by them', async ({ page }) => {
  const flood = 'syn-flood.pcap';
  const named = Buffer.concat([
    write.section(),
    write.interfaceBlock(write.linkTypeOf(flood)),
    write.namesBlock({
      '10.77.0.1': 'alice.example',
      '10.77.0.2': `<b>bob</b>.example\u202e${'x'.repeat(90)}`,
    }),
    ...write.packetsOf(flood).map((packet) => write.packetBlock(packet)),
  ]);
  await drop(page, 'named.pcapng', named);
  await expect(page.locator('.file b')).toHaveText('named.pcapng');
  const filter = page.getByRole('searchbox');
  const grid = page.getByRole('grid', { name: 'Connections' });
  await expect(grid).toHaveAttribute('aria-rowcount', '153');
  const server = grid.locator('.row .server').first();
  await expect(server).toContainText('<b>bob</b>.example\ufffdxxx');
  await expect(server.locator('b')).toHaveCount(0);
  // The endpoint is whole, and the name stays in its column.
  await expect(server).toContainText(/10\.77\.0\.2:\d+/);
  const [cell, next] = [server, grid.locator('.row .outcome').first()];
  const [left, right] = [(await cell.boundingBox())!, (await next.boundingBox())!];
  expect(left.x + left.width).toBeLessThanOrEqual(right.x);
  await filter.fill('ALICE');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await expect(grid.locator('.row .client').first()).toContainText('alice.example');
  await filter.fill('nobody.example');
  await expect(page.getByText('No connection matches')).toBeVisible();
});

test('says at which byte a file is damaged, and reads on behind it', async ({ page }) => {
  const damaged = Buffer.from(capture);
  // The third packet claims to be longer than a packet can be.
  const third = 24 + packets.slice(0, 2).reduce((sum, { data }) => sum + 16 + data.length, 0);
  damaged.writeUInt32LE(0x7fffffff, third + 8);
  await drop(page, 'damaged.pcap', damaged);
  await expect(page.locator('.file b')).toHaveText('damaged.pcap');
  await expectSegments(page, total - 1);
  const skipped = 16 + packets[2]!.data.length;
  const notice = page.locator('p.partial');
  await expect(notice).toContainText(`The file is damaged at byte ${third}.`);
  await expect(notice).toContainText(`skipped: ${skipped} bytes`);
});

test('folds away lines about a capture of which there are many', async ({ page }) => {
  // Again from its start, so that time runs backwards; then cut, damaged, and in part only.
  const many = Buffer.concat([capture, capture.subarray(24, -5)]);
  const third = 24 + packets.slice(0, 2).reduce((sum, { data }) => sum + 16 + data.length, 0);
  many.writeUInt32LE(0x7fffffff, third + 8);
  many.writeUInt32LE(packets[0]!.data.length + 9, 24 + 12);
  await drop(page, 'many.pcap', many);
  await expect(page.locator('.file b')).toHaveText('many.pcap');
  await expect(page.locator('p.partial')).toHaveCount(2);
  const lines = page.locator('.health li');
  const shown = await lines.count();
  expect(shown).toBeGreaterThan(1);
  await expect(lines.first()).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(lines.first()).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByText(`${shown} more about the file`).click();
  for (let at = 0; at < shown; at++) await expect(lines.nth(at)).toBeVisible();
});

test('says at which byte a block is damaged', async ({ page }) => {
  const before = Buffer.concat([
    write.section(),
    write.interfaceBlock(link),
    ...packets.slice(0, 4).map((packet) => write.packetBlock(packet)),
  ]);
  const broken = write.packetBlock(packets[4]!);
  broken.writeUInt32LE(7, 4);
  const rest = packets.slice(5).map((packet) => write.packetBlock(packet));
  await drop(page, 'damaged.pcapng', Buffer.concat([before, broken, ...rest]));
  await expect(page.locator('.file b')).toHaveText('damaged.pcapng');
  await expectSegments(page, total - 1);
  const notice = page.locator('p.partial');
  await expect(notice).toContainText(`The file is damaged at byte ${before.length}.`);
  await expect(notice).toContainText(`skipped: ${broken.length} bytes`);
});

test('says at which byte the last packet begins that is not whole', async ({ page }) => {
  const last = capture.length - packets.at(-1)!.data.length - 16;
  await drop(page, 'cut.pcap', capture.subarray(0, capture.length - 5));
  await expect(page.locator('p.partial')).toContainText(
    `The file ends in the middle of packet ${total}, which starts at byte ${last.toLocaleString('en-US')}.`,
  );
  await expectSegments(page, total - 1);
});
