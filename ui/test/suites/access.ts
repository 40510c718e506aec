import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type App, signIn } from '../open-app.ts';
import { pagesOf } from '../pages.ts';
import { rows } from '../rows.ts';
import { violations } from '../violations.ts';

const SCHEMES = ['dark', 'light'] as const;

async function openThings(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Until it escalates' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'More actions' }).click();
  const item = page.getByRole('menuitem', { name: 'Delete…' });
  await item.waitFor();
  await item.click();
  await page.getByRole('dialog', { name: /^Delete / }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByLabel('Search issues').fill('');
  await page.getByRole('option').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/^Do something/).waitFor();
  expect(await violations(page)).toEqual([]);
}

export function accessTests(app: () => App): void {
  describe.each(SCHEMES)('every page in %s', (colorScheme) => {
    it.each([1280, 390])('has no violation of WCAG 2.2 AA and no sideways scroll at %i px', async (width) => {
      await app().send('access', [1, 1, 1]);
      const viewport = { width, height: 844 };
      const { page, problems } = await app().open(await app().issues('access'), { colorScheme, viewport });
      for (const [path, ready] of await pagesOf(app(), page)) {
        await page.goto(path);
        await ready();
        await page.waitForLoadState('networkidle').catch(() => undefined);
        expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({ path, fits: wide <= 0 }).toEqual({ path, fits: true });
      }
      expect(problems.filter((text) => !text.includes('400'))).toEqual([]);
      await page.context().close();
    });

    it('has none in menus, dialogs, completions, the keys and the palette', async () => {
      await app().send('access', [1, 2]);
      const options = { colorScheme, reducedMotion: 'reduce' } as const;
      const { page, problems } = await app().open(await app().issues('access'), options);
      await rows(page).nth(1).waitFor();
      await openThings(page);
      expect(problems).toEqual([]);
      await page.context().close();
    });

    it('has none in the filters of a phone and after a wrong password', async () => {
      const viewport = { width: 390, height: 844 };
      const options = { colorScheme, reducedMotion: 'reduce', viewport } as const;
      const { page } = await app().open(await app().issues('access'), options);
      await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByRole('button', { name: /^projects: / }).click();
      await page.getByLabel('Find projects').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().clearCookies();
      await page.goto('/auth/login/');
      await signIn(page, 'wrong');
      await page.getByRole('alert').getByText('E-mail and password do not match.').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });
  });
}
