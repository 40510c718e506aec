import { expect, it } from 'vitest';
import type { CommitWithFiles } from '../../query/index.ts';
import { suspectCommits } from './suspect-commits.ts';

const NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

function commit(id: number, paths: string[], daysAgo = 1): CommitWithFiles {
  const repository = { id: 1, organization_id: 1, name: 'acme/shop', url: null, provider: null, created_at: 0 };
  const committed_at = NOW - daysAgo * DAY;
  return {
    id,
    repository_id: 1,
    sha: `sha${id}`,
    message: null,
    author_name: null,
    author_email: null,
    committed_at,
    repository,
    paths,
  };
}
const frames = (...files: string[]) => ({
  exception: { values: [{ stacktrace: { frames: files.map((filename) => ({ filename, in_app: true })) } }] },
});

it.each([
  ['services/shop/src/checkout.ts', 'src/checkout.ts', true],
  ['src/checkout.ts', './src/checkout.ts', true],
  ['checkout.ts', 'src/checkout.ts', true],
  ['services/shop/src/index.ts', 'services/api/src/index.ts', true],
  ['services/shop/index.ts', 'services/api/index.ts', false],
  ['src/cart.ts', 'src/checkout.ts', false],
])('a change of %s concerns a frame of %s: %s', (path, file, expected) => {
  expect(suspectCommits(frames(file), [commit(1, [path])], NOW).length > 0).toBe(expected);
});

it('names the innermost frame first, each commit once, and nothing older than a year', () => {
  const event = frames('src/main.ts', 'src/checkout.ts');
  const commits = [
    commit(1, ['src/main.ts']),
    commit(2, ['src/checkout.ts', 'src/main.ts']),
    commit(3, ['src/checkout.ts'], 400),
  ];
  expect(suspectCommits(event, commits, NOW).map((one) => [one.commit.id, one.frame])).toEqual([
    [2, 'src/checkout.ts'],
    [1, 'src/main.ts'],
  ]);
});
