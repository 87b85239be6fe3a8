// Packets that a capture holds twice: set aside unless asked, and the reader can ask.
import { expect, test } from '@playwright/test';
import { dropSample, expectSegments, packetsIn, watchErrors } from './helpers';

const sample = 'seen-twice.pcap';
const packets = packetsIn(sample);
const copies = packets / 2;

test('are set aside, with a switch that analyses them too and one back', async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto('/');
  await expectSegments(page, packetsIn('http-1688.pcap'));
  await dropSample(page, sample);
  await expectSegments(page, packets - copies);
  const health = page.locator('.health');
  await expect(health).toContainText(`${copies} segments were captured more than once`);

  await health.getByRole('button', { name: 'Include the copies' }).click();
  await expectSegments(page, packets);
  await expect(health).toContainText('the copies look like retransmissions');

  await health.getByRole('button', { name: 'Exclude the copies' }).click();
  await expectSegments(page, packets - copies);
  await expect(health).toContainText('are excluded');
  expect(errors).toEqual([]);
});
