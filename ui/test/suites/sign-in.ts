import { expect, it } from 'vitest';
import { type App, signIn } from '../open-app.ts';
import { rows } from '../rows.ts';
import { violations } from '../violations.ts';

export function signInTests(app: () => App): void {
  it('asks first, does not say which half was wrong, and keeps the address', async () => {
    await app().send('sign-in', [1]);
    await app().send('sign-in', [2], { level: 'warning' });
    const { page } = await app().openSignedOut(await app().issues('sign-in', { query: 'level:warning' }));
    await signIn(page, 'wrong');
    await page.getByRole('alert').getByText('E-mail and password do not match.').waitFor();
    await signIn(page);
    await rows(page).first().waitFor();
    expect(new URL(page.url()).searchParams.get('query')).toBe('level:warning');
    expect(await rows(page).count()).toBe(1);
    await page.context().close();
  });

  it('does not speak of a lost connection before there was one', async () => {
    const { page } = await app().openSignedOut('/auth/login/');
    await page.evaluate(() => {
      const seen = globalThis as unknown as { words: Set<string> };
      seen.words = new Set();
      new MutationObserver(() => seen.words.add(document.querySelector('.live-word')?.textContent ?? '')).observe(
        document,
        { childList: true, subtree: true, characterData: true },
      );
    });
    await signIn(page);
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    const words = await page.evaluate(() => [...(globalThis as unknown as { words: Set<string> }).words]);
    expect(words).toContain('live');
    expect(words).not.toContain('reconnecting');
    await page.context().close();
  });

  it.each(['dark', 'light'] as const)('has no violation of WCAG 2.2 AA in %s', async (colorScheme) => {
    const { page } = await app().openSignedOut('/auth/login/', { colorScheme });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
}
