// What an engineer on call asks for: what limits a transfer, the bytes, what differs, notes that
// travel.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Reader } from './reader';
import { root } from './site';

export function onCallIn(reader: () => Reader, open: (path: string) => Promise<void>): void {
  test('draws curves, and says what limits the transfer', async () => {
    await open('/');
    await reader().drops('loss.pcap', readFileSync(join(root, 'samples', 'loss.pcap')));
    await reader().seesSegments(170);
    await reader().presses('Curves');
    await reader().until(`
      const label = every('tcp-curves-view svg.lad')[0]?.getAttribute('aria-label');
      return (label ?? '').includes('Limited by loss') || label`);
    await reader().focuses('tcp-curves-view svg.lad');
    await reader().driver.press('ArrowDown');
    await reader().sees('tcp-step-panel .position', 'step 2 of 170');
    await reader().driver.press('+');
    await reader().addressMatches(/[#&]t=[\d.]+-[\d.]+/);
    await reader().pictures('curves');
  });

  test('shows the bytes, and finds a connection by them', async () => {
    await open('/#sample=syn-flood');
    await reader().sees('.file', '152 connections');
    await reader().fills('input[type=search]', 'payload:"HTTP/1."');
    await reader().sees('tcp-connections h2', '2 of 152 shown');
    await open('/#sample=http-1688&step=4');
    await reader().sees('tcp-step-panel .position', 'step 4 of 19');
    await reader().presses('Bytes');
    await reader().sees('tcp-payload mark', 'GET /tcp HTTP/1.1');
    await reader().presses('Hex');
    await reader().sees('tcp-payload mark', '47 45 54 20');
  });

  test('compares two connections', async () => {
    await open('/#sample=port-reuse&with=1');
    await reader().sees('tcp-comparison .first', 'difference');
    await reader().counts('tcp-comparison tcp-ladder-view', 2);
    await reader().pictures('comparison');
  });

  test('keeps notes with the capture', async () => {
    await open('/#sample=half-close&step=4');
    await reader().sees('tcp-step-panel .position', 'step 4');
    await reader().keepsSaved();
    await reader().presses('Add a note');
    await reader().fills('tcp-notes textarea', 'the request, 请求');
    await reader().presses('Done');
    await reader().sees('tcp-ladder-view', '“the request, 请求”');
    await reader().presses('Export');
    await reader().presses('Capture with notes (pcapng)');
    const file = await reader().saved('tcp-ladder-notes.pcapng');
    expect(String(file)).toContain('the request, 请求');
    await reader().drops('again.pcapng', file);
    await reader().sees('.file b', 'again.pcapng');
    await reader().sees('tcp-ladder-view', '“the request, 请求”');
    await reader().pictures('notes');
  });
}
