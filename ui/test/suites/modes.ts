import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { pagesOf } from '../pages.ts';
import { rows } from '../rows.ts';

/** Opens every page in turn, and gives what `look` sees on each. */
async function seenOnEach<Seen>(app: App, page: Page, look: () => Promise<Seen>): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {};
  for (const [path, ready] of await pagesOf(app, page)) {
    await page.goto(path);
    await ready();
    seen[path] = await look();
  }
  return seen;
}

const same = <Value>(seen: Record<string, unknown>, value: Value) =>
  Object.fromEntries(Object.keys(seen).map((path) => [path, value]));

/** What sticks out to the right, outside of parts that scroll by themselves. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** What can be pressed and is smaller than a finger, with its size. Links within text are as high as the text. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, [role=button], summary, select, input:not([type=checkbox], [type=hidden])')]
      .filter((element) => element.checkVisibility() && !element.hasAttribute('disabled'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height < 44)
      .map(({ element, box }) => `${Math.round(box.height)} px: ${element.outerHTML.slice(0, 160)}`),
  );
}

const schemeIs = (page: Page, scheme: string) =>
  page.waitForFunction((wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted, scheme);

/** Whether the navigation is shown, every text is dark, and the address stands below. */
function printed(page: Page): Promise<{ navigation: boolean; dark: boolean; foot: boolean }> {
  return page.evaluate(() => {
    const light = (element: Element) => {
      const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
      return red + green + blue;
    };
    const texts = [...document.querySelectorAll('main :is(h1, h2, h3, p, td, a, li)')].filter((element) =>
      element.checkVisibility(),
    );
    return {
      navigation: document.querySelector('nav.nav')?.checkVisibility() === true,
      dark: texts.length > 0 && texts.every((element) => light(element) < 500),
      foot: document.querySelector('.print-only')?.textContent?.includes(location.pathname) === true,
    };
  });
}

export function modeTests(app: () => App): void {
  it('fits at 200 % zoom, with the first of each page in sight', async () => {
    await app().send('access', [1, 1]);
    // A window of 1280 by 900 pixels at 200 %.
    const viewport = { width: 640, height: 450 };
    const { page } = await app().open(await app().issues('access'), { viewport, deviceScaleFactor: 2 });
    const seen = await seenOnEach(app(), page, async () => ({
      sideways: await sideways(page),
      headInSight: await page.evaluate(
        () => (document.querySelector('main')?.getBoundingClientRect().top ?? 999) < 150,
      ),
    }));
    expect(seen).toEqual(same(seen, { sideways: 0, headInSight: true }));
    await page.context().close();
  });

  it('keeps colours of data and marks what is chosen under forced colours', async () => {
    await app().send('access', [1, 1]);
    const { page } = await app().open(await app().issues('access'), { forcedColors: 'active' });
    await rows(page).first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const seen = await page.evaluate(() => {
      const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
      return {
        spark: styleOf('.spark').forcedColorAdjust,
        live: styleOf('.live-dot').forcedColorAdjust,
        page: styleOf('.nav-item.active').outlineStyle,
        view: styleOf(".view[aria-current='page']").outlineStyle,
        row: styleOf('.issue-selected').outlineStyle,
      };
    });
    expect(seen).toEqual({ spark: 'none', live: 'none', page: 'solid', view: 'solid', row: 'solid' });
    await page.context().close();
  });

  it('prints every page dark on light, without navigation, with its address', async () => {
    await app().send('access', [1, 1]);
    const { page } = await app().open(await app().issues('access'), { colorScheme: 'dark' });
    const seen = await seenOnEach(app(), page, async () => {
      await page.emulateMedia({ media: 'print' });
      await schemeIs(page, 'light');
      const found = await printed(page);
      await page.emulateMedia({ media: 'screen' });
      await schemeIs(page, 'dark');
      return found;
    });
    expect(seen).toEqual(same(seen, { navigation: false, dark: true, foot: true }));
    await schemeIs(page, 'dark');
    await page.context().close();
  });

  it.each([390, 768])('has targets of 44 px on every page at %i px', async (width) => {
    await app().send('access', [1, 1]);
    const { page } = await app().open(await app().issues('access'), { viewport: { width, height: 900 } });
    const seen = await seenOnEach(app(), page, () => smallTargets(page));
    expect(seen).toEqual(same(seen, []));
    await page.context().close();
  });
}
