import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';

/** The page of alerts: a new error is there with its owner, can be taken and resolved, and what would have been sent is listed. */
export function alertTests(app: () => App): void {
  it('shows a new error as an alert that somebody takes and resolves', async () => {
    const { org, open, sendEvent } = app();
    const title = 'AlertedError: out of stock';
    await sendEvent('alerts', {
      environment: 'production',
      exception: { values: [{ type: 'AlertedError', value: 'out of stock' }] },
    });
    const { page, problems } = await open(`/organizations/${org}/alerts/`);
    const row = page
      .getByRole('group', { name: /^Alerts: / })
      .getByRole('row')
      .filter({ hasText: title });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/P1[\s\S]*new issue · alerts · production[\s\S]*#[\s\S]* left/);

    const message = page.getByRole('group', { name: 'Messages' }).getByRole('row').filter({ hasText: title });
    await message.waitFor();
    expect(await message.innerText()).toMatch(/slack #alerts-prod[\s\S]*(to be sent|not sent: no channel)/);

    await row.getByRole('button', { name: 'I have it' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByText(/^Acknowledged \d+$/).click();
    await row.getByText(/has it since/).waitFor();
    await row.getByRole('button', { name: 'Resolve' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByText(/^Resolved \d+$/).click();
    await row.getByText(/resolved .* by /).waitFor();
    expect(problems).toEqual([]);
  });
}
