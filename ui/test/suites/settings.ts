import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { violations } from '../violations.ts';

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
    await page.getByText('No key of this project is on').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.code').getByText(dsn).first().waitFor();
    expect(await page.getByRole('switch', { name: /^on/ }).count()).toBe(1);
    await page.context().close();
  });

  it('creates a project, which shows what to paste', async () => {
    const { page, problems } = await app().open(`/settings/${app().org}/projects/`);
    const form = page.getByRole('region', { name: 'New project' });
    await form.getByLabel('Name').fill('made-here');
    await form.getByLabel('Platform').selectOption({ label: 'Python · FastAPI' });
    await form.getByRole('button', { name: 'Create' }).click();
    await page.waitForURL(/\/projects\/made-here\/$/);
    await page
      .getByText(await app().server.dsn('made-here'))
      .first()
      .waitFor();
    await page.getByText('No event has arrived yet.', { exact: false }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('adds a person, who can sign in, change the password, and be removed', async () => {
    const { page, problems } = await app().open(`/settings/${app().org}/members/`);
    const form = page.getByRole('region', { name: 'Add a person' });
    await form.getByLabel('E-mail').fill('ada@acme.test');
    await form.getByLabel('Name').fill('Ada');
    await form.getByRole('button', { name: 'Add' }).click();
    const password = (await form.getByRole('status').locator('code').textContent()) ?? '';
    const ada = await app().openSignedOut(`/settings/${app().org}/account/`);
    await ada.page.getByLabel('E-mail').fill('ada@acme.test');
    await ada.page.getByLabel('Password').first().fill(password);
    await ada.page.getByRole('button', { name: 'Sign in' }).click();
    await ada.page.getByLabel('Current password').fill('a guess');
    await ada.page.getByLabel('New password').fill('a better password');
    await ada.page.getByRole('button', { name: 'Change the password' }).click();
    await ada.page.getByText('This is not your password.').waitFor();
    await ada.page.getByLabel('Current password').fill(password);
    await ada.page.getByRole('button', { name: 'Change the password' }).click();
    await ada.page.getByText('The password was changed; other browsers are signed out').waitFor();
    await ada.page.context().close();
    await page.getByLabel('Role of Ada').selectOption('admin');
    await page.getByText('Ada is admin now').waitFor();
    await page
      .getByRole('row', { name: /ada@acme\.test/ })
      .getByRole('button', { name: 'Remove…' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Removed Ada').waitFor();
    await page.getByRole('row', { name: /ada@acme\.test/ }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('creates a team with a person in it', async () => {
    const { page, problems } = await app().open(`/settings/${app().org}/teams/`);
    const form = page.getByRole('region', { name: 'New team' });
    await form.getByLabel(/^Name/).fill('on-call');
    await form.getByRole('button', { name: 'Create' }).click();
    const remove = page.getByRole('button', { name: /out of #on-call$/ });
    await remove.click();
    await page.getByLabel('Add a person to #on-call').selectOption({ index: 1 });
    await remove.waitFor();
    await page
      .getByRole('row', { name: /^#on-call/ })
      .getByRole('button', { name: 'Delete…' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted #on-call').waitFor();
    expect(await remove.count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('creates a token that works, shows it once, and deletes it', async () => {
    const { page, problems } = await app().open(`/settings/${app().org}/api-tokens/`);
    const form = page.getByRole('region', { name: 'New token' });
    await form.getByLabel('Name').fill('deploys');
    await form.getByRole('button', { name: 'Create' }).click();
    const token = (await form.getByRole('status').locator('code').textContent()) ?? '';
    const status = async () =>
      (
        await fetch(`${app().server.url}/api/0/organizations/${app().org}/`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    expect(await status()).toBe(200);
    await page
      .getByRole('row', { name: /^deploys/ })
      .getByRole('button', { name: 'Delete…' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the token deploys').waitFor();
    expect(await status()).toBe(401);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('tries data scrubbing on a sample, says where advanced rules are wrong, and saves', async () => {
    await app().server.dsn('scrubbing');
    const { page, problems } = await app().open(`/settings/${app().org}/projects/scrubbing/`);
    const panel = page.getByRole('region', { name: 'Data scrubbing' });
    await panel.getByText('Extra password: hidden by data scrubbing').waitFor();
    await panel.locator('.code').getByText('call +49 30 1234567').waitFor();
    await panel.getByLabel('Also hide the values of these fields').fill('customer_note');
    await panel.getByText('Extra customer_note: hidden by data scrubbing').waitFor();
    const rules = panel.getByLabel('Advanced rules');
    await rules.fill('{\n  "applications": 7\n}');
    await panel
      .getByRole('button', { name: /^Line \d+, column \d+: / })
      .first()
      .waitFor();
    expect(await panel.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await rules.fill('');
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Saved the data scrubbing of scrubbing/).waitFor();
    const project = await (await app().server.api(`/api/0/projects/${app().org}/scrubbing/`)).json();
    expect(project.sensitiveFields).toEqual(['customer_note']);
    expect(problems).toEqual([]);
    await page.context().close();
  });
}
