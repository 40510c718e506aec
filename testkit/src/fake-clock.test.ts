import { expect, test } from 'vitest';
import { createFakeClock } from './fake-clock.ts';

test('sleepers wake in the order of their time, and see the time they asked for', async () => {
  const clock = createFakeClock(1_000);
  const woken: [string, number][] = [];
  void clock.sleep(30).then(() => woken.push(['late', clock.now()]));
  void clock.sleep(10).then(() => woken.push(['early', clock.now()]));
  await clock.advance(20);
  expect(woken).toEqual([['early', 1_010]]);
  expect([clock.now(), clock.sleeping()]).toEqual([1_020, 1]);
  await clock.advance(10);
  expect(woken).toEqual([
    ['early', 1_010],
    ['late', 1_030],
  ]);
});

test('a loop that sleeps again within the advance goes on within it', async () => {
  const clock = createFakeClock(0);
  const ticks: number[] = [];
  const stop = new AbortController();
  const loop = (async () => {
    for (;;) {
      await clock.sleep(10, stop.signal);
      if (stop.signal.aborted) return;
      ticks.push(clock.now());
    }
  })();
  await clock.advance(35);
  expect(ticks).toEqual([10, 20, 30]);
  stop.abort();
  await loop;
  expect(clock.sleeping()).toBe(0);
});
