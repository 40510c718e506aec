import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';

const frame = (name: string, line: number, more: object = {}) => ({
  filename: `src/${name}.ts`,
  function: name,
  lineno: line,
  in_app: true,
  ...more,
});

export function crashTests(app: () => App): void {
  it('shows the chain in one line, both ends open and the middle folded', async () => {
    const values = ['Root', 'Third', 'Second', 'Outer'].map((type, i) => ({
      type: `${type}Error`,
      value: `${type} went wrong`,
      stacktrace: { frames: [frame(`in${type}`, i + 1)] },
    }));
    const id = await app().sendEvent('chain', { platform: 'node', exception: { values } });
    const { page, problems } = await app().open(`/go/${id}/`);
    const chain = page.getByRole('group', { name: 'Chain of exceptions' });
    await chain.waitFor();
    expect((await chain.textContent())?.replaceAll('caused by', ' < ')).toBe(
      'OuterError < SecondError < ThirdError < RootErrorroot cause',
    );
    const open = () =>
      page.locator('details.exception').evaluateAll((all) => all.map((one) => one.hasAttribute('open')));
    expect(await open()).toEqual([true, false, false, true]);
    await chain.getByRole('button', { name: 'SecondError' }).click();
    expect(await open()).toEqual([true, true, false, true]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('folds recursion, and marks removed frames where they were', async () => {
    const frames = [frame('main', 1), ...Array.from({ length: 400 }, () => frame('walk', 7)), frame('fail', 9)];
    const id = await app().sendEvent('recursion', {
      platform: 'node',
      exception: { values: [{ type: 'RangeError', value: 'too deep', stacktrace: { frames } }] },
    });
    const { page } = await app().open(`/go/${id}/`);
    const stack = page.getByRole('region', { name: 'Stack trace' });
    await stack.getByText('152 frames removed: the stack trace was too long').waitFor();
    const repeats = stack.getByRole('button', { name: /^The frame above repeats \d+ more times/ });
    expect(await repeats.count()).toBe(2);
    await repeats.first().click();
    expect(await stack.locator('.frame-function').count()).toBeGreaterThan(100);
    await page.context().close();
  });

  it('shows native frames with address, image and registers, and threads by name', async () => {
    const native = {
      platform: 'native',
      exception: {
        values: [
          {
            type: 'SIGSEGV',
            value: 'invalid address',
            thread_id: 7,
            stacktrace: {
              frames: [{ instruction_addr: '0x7fff00000010', package: '/usr/lib/libgame.so', in_app: true }],
              registers: { rip: '0x7fff00000010' },
            },
          },
        ],
      },
      threads: {
        values: [
          { id: 7, name: 'render', crashed: true, current: true },
          { id: 8, name: 'audio', stacktrace: { frames: [frame('mix', 4)] } },
        ],
      },
      debug_meta: {
        images: [
          {
            type: 'elf',
            code_file: '/usr/lib/libgame.so',
            debug_id: '11111111-2222-3333-4444-555555555555',
            image_addr: '0x7fff00000000',
            image_size: 4096,
          },
        ],
      },
    };
    const id = await app().sendEvent('native', native);
    const { page, problems } = await app().open(`/go/${id}/`);
    const stack = page.getByRole('region', { name: 'Stack trace' });
    await stack.getByText('libgame.so 0x7fff00000010').waitFor();
    await stack.getByText('11111111-2222-3333-4444-555555555555').waitFor();
    await stack.getByText('Registers · 1').click();
    await stack.getByText('rip').waitFor();
    await stack.getByText('in thread render').waitFor();
    await stack.getByText('The stack trace of this thread is the one of the exception.').waitFor({ state: 'attached' });
    await stack.getByText('thread audio').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('shows feedback as what a person wrote, with the error that it is about', async () => {
    const about = await app().sendEvent('feedback', {
      platform: 'node',
      exception: { values: [{ type: 'Error', value: 'checkout failed' }] },
    });
    const dsn = new URL(await app().server.dsn('feedback'));
    const id = 'f'.repeat(32);
    const feedback = { message: 'The button did nothing', name: 'Ada', associated_event_id: about };
    const lines = [{ event_id: id }, { type: 'feedback' }, { event_id: id, contexts: { feedback } }];
    await fetch(`${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
      method: 'POST',
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    const { page } = await app().open(`/go/${about}/`);
    await page.getByRole('region', { name: 'Stack trace' }).waitFor();
    await app().stored(id);
    await page.goto(`/go/${id}/`);
    const panel = page.getByRole('region', { name: 'Feedback', exact: true });
    await panel.getByText('The button did nothing').waitFor();
    await panel.getByText('Ada').waitFor();
    await panel.getByRole('link', { name: 'the error that it is about' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('checkout failed').waitFor();
    await page.context().close();
  });
}
