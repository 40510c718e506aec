import { afterEach, expect, test } from 'vitest';
import type { answers } from './helper-thread.fixture.ts';
import { createHelperThread } from './helper-thread.ts';

const thread = createHelperThread<typeof answers>({
  name: 'sums',
  entry: new URL('./helper-thread.fixture.ts', import.meta.url),
});
afterEach(() => thread.close());

test('questions are answered in their order, also those that take turns of the event loop', async () => {
  const order: unknown[] = [];
  await Promise.all([
    thread.ask('later', 'first').then((answer) => order.push(answer)),
    thread.ask('add', 1, 2).then((answer) => order.push(answer)),
  ]);
  expect(order).toEqual(['first', 3]);
});

test('an error of a function is an error of its question alone', async () => {
  await expect(thread.ask('fail')).rejects.toThrow('sums: this always fails');
  expect(await thread.ask('add', 2, 2)).toBe(4);
});

test('a thread that ended fails what was asked, and the next question starts it again', async () => {
  await expect(thread.ask('end')).rejects.toThrow('sums: the thread has ended');
  expect(await thread.ask('add', 3, 4)).toBe(7);
});

test('closing waits for the answers', async () => {
  const asked = thread.ask('later', 'last');
  await thread.close();
  expect(await asked).toBe('last');
});
