// A module that traps takes its memory with it, but not the page.
import { expect, test } from '@playwright/test';
import { arrows, dropSample, expectSegments } from './helpers';

/** Makes the worker trap when connection 2 is asked for, as the module does when memory ends. */
const trap = `addEventListener('message', ({ data }) => {
  if (data.path?.[0] === 'connection' && data.argumentList[0].value === 2) {
    throw new WebAssembly.RuntimeError('unreachable');
  }
});`;

test('keeps what was on view when the reader dies, and reads the next file', async ({ page }) => {
  await page.route('**/assets/worker-*.js', async (route) => {
    // The worker of the next capture may still be fetched when the test ends.
    const change = async () => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${trap}${await response.text()}` });
    };
    await change().catch(() => {});
  });
  await page.goto('/#sample=port-reuse');
  const rows = page.locator('tcp-connections [role=row]');
  await expect(rows.nth(3)).toBeVisible();
  await expect(page).toHaveURL(/stream=0&step=1$/);
  const before = await arrows(page).count();

  await rows.nth(3).click();
  await expect(page.getByRole('alert')).toContainText('What was read is still shown');
  await expect(page.getByRole('alert')).toContainText('unreachable');
  await expect(arrows(page)).toHaveCount(before);
  await page.locator('tcp-step-panel').getByRole('button', { name: 'Next step' }).click();
  await expect(page).toHaveURL(/stream=0&step=2$/);
  await rows.nth(2).click();
  await expect(arrows(page)).toHaveCount(before);

  await dropSample(page, 'refused.pcap');
  await expectSegments(page, 2);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
