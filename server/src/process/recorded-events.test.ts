import { readdirSync, readFileSync } from 'node:fs';
import { createScrubber } from '@garrison/policy';
import { describe, expect, test } from 'vitest';
import { createGrouping } from './grouping/index.ts';
import { createFindOwners } from './own/find-owners.ts';
import { acceptedItem, processItem, projectSettings, rowsOfEvent } from './process-fixtures.ts';

const CORPUS = new URL('../../../testkit/corpus/', import.meta.url);
const { scrubbing, grouping } = projectSettings();
const rules = {
  scrubber: createScrubber(scrubbing),
  organizationId: 1,
  scrubIps: false,
  grouping: createGrouping(grouping),
  findOwners: createFindOwners(projectSettings().ownership),
};

interface Recorded {
  readonly name: string;
  readonly type: 'event' | 'feedback';
  readonly payload: object;
  readonly receivedAt: number;
}

/** Every event and feedback of every recorded envelope: `{t, env: {items: [[header, payload]]}}`, a request a line. */
function recordedItems(): Recorded[] {
  const found: Recorded[] = [];
  for (const file of readdirSync(CORPUS).filter((name) => name.endsWith('.jsonl'))) {
    for (const [index, line] of readFileSync(new URL(file, CORPUS), 'utf8').split('\n').entries()) {
      for (const { type, payload, receivedAt } of itemsOf(line)) {
        found.push({ name: `${file}:${index + 1} ${type}`, type, payload, receivedAt });
      }
    }
  }
  return found;
}

function itemsOf(line: string): Omit<Recorded, 'name'>[] {
  const request: unknown = parse(line);
  const items: unknown = dig(request, 'env', 'items');
  const receivedAt = Number(dig(request, 't'));
  return (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    const [header, payload] = Array.isArray(item) ? item : [];
    const type = dig(header, 'type');
    const isEvent = type === 'event' || type === 'feedback';
    return isEvent && typeof payload === 'object' && payload !== null ? [{ type, payload, receivedAt }] : [];
  });
}

/** A few recordings hold two requests on one line: those are not read. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function dig(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

const recorded = recordedItems();

test('there are events of Node, browsers and Python', () => {
  const platforms = new Set(recorded.map(({ payload }) => dig(payload, 'platform')));
  expect([...platforms]).toEqual(expect.arrayContaining(['node', 'javascript', 'python']));
});

describe('what SDKs really send is understood without complaint', () => {
  test.each(recorded)('$name', ({ type, payload, receivedAt }) => {
    const item = acceptedItem({ type, payload: structuredClone(payload), receivedAt });
    const { row, sighting } = rowsOfEvent(processItem(item, rules));
    const event: unknown = JSON.parse(row.payload);
    expect(dig(event, 'errors')).toBeUndefined();
    expect(row.eventId).toBe(dig(payload, 'event_id'));
    expect(row.title).not.toMatch(/^<un/);
    expect(sighting.hashes.length).toBeGreaterThan(0);
    expect(sighting.hashes.every((hash) => /^[0-9a-f]{32}$/.test(hash))).toBe(true);
  });
});
