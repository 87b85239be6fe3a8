// Why a word was said, what is told of a connection as a whole, and of the whole capture.
import { expect, test } from '@playwright/test';
import { dropSample, onFirstSample } from './helpers';

onFirstSample();

test('a word of Wireshark opens to the terms of its rule', async ({ page }) => {
  await page.goto('/#sample=loss&stream=0&step=163');
  const said = page.locator('tcp-step-panel .wireshark');
  const terms = said.locator('li');
  await expect(said.locator('summary')).toHaveText('TCP Retransmission');
  await expect(terms.first()).toBeHidden();
  await said.locator('summary').click();
  await expect(terms).toHaveText([
    'seq 121449 < next seq 122001: already sent',
    't = 164 ms ≥ 17.1 ms: too late to be out of order',
  ]);
  await expect(said).toContainText('2,000 bytes in flight · RTO 40.4 ms since #162');
});

test('where the tracker differs both are kept, with the reason', async ({ page }) => {
  await page.goto('/#sample=zero-window&stream=0&step=11');
  const said = page.locator('tcp-step-panel .wireshark');
  await expect(said).toContainText('TCP Keep-Alive');
  await expect(said).toContainText('the other end’s window is closed, so this is a window probe');
});

test('the facts of a connection lead to their segments, 2MSL as chosen', async ({ page }) => {
  await dropSample(page, 'zero-window.pcap');
  const facts = page.locator('tcp-facts');
  await expect(facts).toContainText('No progress for 3.453 s: the server announced a zero window.');
  await facts.getByRole('button', { name: '#16' }).click();
  await expect(page.locator('tcp-step-panel .position')).toHaveText('step 16 of 32');
  await facts.locator('summary').click();
  await expect(facts).toContainText('from 3.707 s on: 60 s if it is Linux.');
  await facts.getByRole('button', { name: 'RFC: 240 s' }).click();
  await expect(facts).toContainText('from 3.707 s on: 240 s by RFC 9293.');
});

test('a flood is told above the table and leads to its connections', async ({ page }) => {
  await dropSample(page, 'syn-flood.pcap');
  const list = page.locator('.census');
  await expect(list).toContainText('This looks like a SYN flood: 65 connections to 10.77.0.2:8080');
  const curve = list.getByRole('img', {
    name: /^Half-open connections to 10\.77\.0\.2:8080 over/,
  });
  await expect(curve).toContainText('65 half-open at');
  await expect(list).toContainText('not visible in the capture');
  const drawn = await curve.locator('path').evaluate((path) => {
    const { x, width, height } = (path as SVGGraphicsElement).getBBox();
    return { x, width, height };
  });
  expect(drawn).toEqual({ x: 0, width: 120, height: 1 });
  // The curve stands beside its words.
  const [words, figure] = [list.locator('p').first(), list.locator('figure')];
  expect((await figure.boundingBox())!.y).toBe((await words.boundingBox())!.y);
  // What happened, the flood and the table come before the ladder, which must not sink further.
  const firstRow = page.locator('tcp-ladder-view svg [data-row="0"]');
  const row = (await firstRow.first().boundingBox())!;
  expect(row.y + row.height).toBeLessThan(900);
  await expect(list).toContainText('Each one counts from its SYN ACK');
  await list.getByRole('button').first().click();
  await expect(page.getByRole('searchbox', { name: 'Filter connections' })).toHaveValue(
    '10.77.0.2:8080',
  );
});

test('a healthy capture is told nothing', async ({ page }) => {
  await expect(page.locator('.census')).toHaveCount(0);
});
