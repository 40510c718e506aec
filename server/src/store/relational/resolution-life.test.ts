import { describe, expect, it } from 'vitest';
import { endsResolution, type ReleaseOrder, type ResolutionDetails } from './resolution-life.ts';

const RESOLVED_AT = 1000;

/** Releases in the order in which they came. 1.9.1 is a fix of an older line: newer by its date, older by its version. */
function releasesOf(versions: readonly string[], more: Partial<ReleaseOrder> = {}): ReleaseOrder {
  return {
    age: (version) => (versions.includes(version) ? versions.indexOf(version) : undefined),
    followsSemver: () => true,
    ageWithCommit: () => undefined,
    ...more,
  };
}
const SEMVER = ['api@1.9.0', 'api@1.10.0', 'api@1.9.1', 'api@1.10.1'];
const HASHES = ['aaa', 'bbb', 'ccc'];

function comesBack(details: ResolutionDetails, release: string, releases: ReleaseOrder): boolean {
  return endsResolution({ release, timestamp: RESOLVED_AT + 1 }, { details, resolvedAt: RESOLVED_AT }, releases);
}

describe('an issue comes back', () => {
  it('at once when it is resolved without a release, but not by an event from before', () => {
    expect(comesBack({}, '', releasesOf([]))).toBe(true);
    const before = { release: '', timestamp: RESOLVED_AT };
    expect(endsResolution(before, { details: {}, resolvedAt: RESOLVED_AT }, releasesOf([]))).toBe(false);
  });

  it.each([
    [{ inRelease: 'api@1.10.0' }, 'api@1.10.0', true],
    [{ inRelease: 'api@1.10.0' }, 'api@1.10.1', true],
    [{ inRelease: 'api@1.10.0' }, 'api@1.9.1', false],
    [{ inRelease: 'api@1.10.0' }, '', false],
    [{ inNextRelease: true, nextAfter: 'api@1.10.0' }, 'api@1.10.0', false],
    [{ inNextRelease: true, nextAfter: 'api@1.10.0' }, 'api@1.9.1', false],
    [{ inNextRelease: true, nextAfter: 'api@1.10.0' }, 'api@1.10.1', true],
    [{ inNextRelease: true, nextAfter: 'api@1.10.0' }, '', false],
  ] as const)('by version: %j seen in %s: %s', (details, release, expected) => {
    expect(comesBack(details, release, releasesOf(SEMVER))).toBe(expected);
  });

  it.each([
    [{ inRelease: 'bbb' }, 'aaa', false],
    [{ inRelease: 'bbb' }, 'bbb', true],
    [{ inRelease: 'bbb' }, 'ccc', true],
    [{ inRelease: 'not yet there' }, 'ccc', false],
    [{ inNextRelease: true, nextAfter: 'bbb' }, 'bbb', false],
    [{ inNextRelease: true, nextAfter: 'bbb' }, 'ccc', true],
  ] as const)('by date where versions order nothing: %j seen in %s: %s', (details, release, expected) => {
    expect(comesBack(details, release, releasesOf(HASHES, { followsSemver: () => false }))).toBe(expected);
  });

  it('by date where only one of the two is a version', () => {
    expect(comesBack({ inRelease: 'api@1.9.0' }, 'nightly', releasesOf(['nightly', 'api@1.9.0']))).toBe(false);
    expect(comesBack({ inRelease: 'api@1.9.0' }, 'nightly', releasesOf(['api@1.9.0', 'nightly']))).toBe(true);
  });

  it('with the first release that has the commit, and later ones', () => {
    const details = { inCommit: { repository: 'acme/shop', commit: 'f00' } };
    expect(comesBack(details, 'ccc', releasesOf(HASHES))).toBe(false);
    const withCommit = releasesOf(HASHES, { ageWithCommit: () => 1 });
    expect(['aaa', 'bbb', 'ccc'].map((release) => comesBack(details, release, withCommit))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
