import { describe, expect, it } from 'vitest';
import { compareSemver, compareVersions, followSemver, latestVersion, parseReleaseVersion } from './release-version.ts';

describe('a version', () => {
  it.each([
    ['api@1.2.3+17', 'api', '1.2.3+17', [1, 2, 3, 0, ''], '17'],
    ['@acme/shop@2.0.0-rc.1', '@acme/shop', '2.0.0-rc.1', [2, 0, 0, 0, 'rc.1'], null],
    ['1.10', null, '1.10', [1, 10, 0, 0, ''], null],
    ['1.2.3.4', null, '1.2.3.4', [1, 2, 3, 4, ''], null],
    ['0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', null, '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', null, null],
    ['api@20261128', 'api', '20261128', null, null],
    ['release-2026', null, 'release-2026', null, null],
  ] as const)('%s', (text, name, short, numbers, build) => {
    const { semver, ...rest } = parseReleaseVersion(text);
    expect(rest).toEqual({ package: name, short, build });
    expect(semver && [semver.major, semver.minor, semver.patch, semver.revision, semver.pre]).toEqual(numbers);
  });
});

it('orders as semver.org says', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.0.1',
    '1.9.0',
    '1.10.0',
    '2.0.0',
  ];
  const versions = ordered.map((text) => ({ text, semver: parseReleaseVersion(text).semver }));
  const sorted = versions.toReversed().toSorted((a, b) => {
    if (a.semver === null || b.semver === null) throw new Error('each is a version');
    return compareSemver(a.semver, b.semver);
  });
  expect(sorted.map(({ text }) => text)).toEqual(ordered);
});

it.each([
  [[], false],
  [['a1'], false],
  [['1.2.3'], true],
  [['nightly', '1.2.3'], false],
  [['nightly', '1.2.3', 'x'], true],
  [['a', 'b', 'c', '1.2.3'], false],
  [['1.0.0', ...Array.from({ length: 9 }, () => 'x')], false],
  [['1.0.0', ...Array.from({ length: 7 }, () => 'x'), '0.9.0', '0.8.0'], true],
])('%j: versions order the releases: %s', (versions, expected) => {
  expect(followSemver(versions)).toBe(expected);
});

it('compares only versions of one package', () => {
  expect(compareVersions('api@1.9.0', 'api@1.10.0')).toBeLessThan(0);
  expect(compareVersions('api@1.9.0', 'web@1.10.0')).toBeUndefined();
  expect(compareVersions('api@1.9.0', '0a1b2c3d4e5f6071')).toBeUndefined();
});

it('the latest is the highest version, or the newest release where versions order nothing', () => {
  expect(latestVersion(['1.9.1', '1.10.0', '1.9.0'])).toBe('1.10.0');
  expect(latestVersion(['build-7', 'build-9'])).toBe('build-7');
  expect(latestVersion([])).toBeUndefined();
});
