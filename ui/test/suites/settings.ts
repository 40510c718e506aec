import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';

export function settingsTests(app: () => App): void {
  it('shows the DSN in each snippet and turns a key off and on', async () => {
    const dsn = await app().server.dsn('connect');
    const { page } = await app().open(`/settings/${app().org}/projects/connect/`);
    await page.getByText(dsn).first().waitFor();
    for (const platform of ['Fastify', 'React', 'Next.js', 'React Native', 'FastAPI', 'Express']) {
      await page.getByRole('region', { name: 'Connect' }).locator('[aria-haspopup=menu]').click();
      await page.getByRole('menuitem', { name: new RegExp(`${platform.replace('.', String.raw`\.`)}$`) }).click();
      await page.locator('.code').getByText(dsn).first().waitFor();
    }
    await page.getByRole('switch', { name: /^on/ }).click({ force: true });
    await page.getByText(/^Turned off/).waitFor();
    await page.getByText('No key of this project is active').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.code').getByText(dsn).first().waitFor();
    expect(await page.getByRole('switch', { name: /^on/ }).count()).toBe(1);
    await page.context().close();
  });
}
