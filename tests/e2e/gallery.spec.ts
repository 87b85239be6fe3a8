// Every golden drawing on one page, kept for a person to look at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectNoViolations } from './axe';
import { drawingsIn, galleryHtml, untitled } from '../web/golden/gallery';
import { results, root } from './helpers';

const folder = join(root, 'tests/web/golden');

// One picture of all drawings takes long on a busy machine.
test.setTimeout(120_000);

test('names every golden drawing', () => expect(untitled(folder)).toEqual([]));

for (const language of ['en', 'zh-CN'] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`shows the golden drawings, ${language}, ${scheme}`, async ({ page }) => {
      const html = galleryHtml(folder, language);
      mkdirSync(results('.'), { recursive: true });
      writeFileSync(results(`gallery-${language}.html`), html);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.setContent(html);
      const images = page.locator('img');
      await expect(images).toHaveCount(drawingsIn(folder).length);
      const drawn = await images.evaluateAll((all) =>
        Promise.all(
          all.map(async (image) => {
            await (image as HTMLImageElement).decode();
            return (image as HTMLImageElement).naturalWidth > 0;
          }),
        ),
      );
      expect(drawn).not.toContain(false);
      await expectNoViolations(
        page,
        scheme === 'dark' ? 'colours' : language === 'en' ? 'all' : 'rest',
      );
      await page.screenshot({ path: results(`gallery-${language}-${scheme}.png`), fullPage: true });
    });
  }
}
