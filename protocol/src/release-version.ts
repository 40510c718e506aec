/** What a release's version says: `package@1.2.3-rc.1+build`. Parts that are not there are null. */
interface ReleaseVersion {
  readonly package: string | null;
  /** Without the package: `1.2.3-rc.1+build`. */
  readonly short: string;
  /** Null: it is no semantic version, such as a commit or a date. */
  readonly semver: Semver | null;
  /** What follows the `+`. */
  readonly build: string | null;
}

interface Semver {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** The fourth number that some platforms have. */
  readonly revision: number;
  /** Empty: a release, not a pre-release. */
  readonly pre: string;
  readonly components: number;
}

const PACKAGE = /^([^\r\n]+)@([^@\r\n]+)$/;
const SEMVER =
  /^v?(0|[1-9]\d{0,15})(?:\.(0|[1-9]\d{0,15}))?(?:\.(0|[1-9]\d{0,15}))?(?:\.(0|[1-9]\d{0,15}))?(?:-([0-9A-Za-z.-]+))?$/;
const HASH = /^[0-9a-f]{12,40}$/i;

export function parseReleaseVersion(version: string): ReleaseVersion {
  const [, name = null, rest = version] = PACKAGE.exec(version) ?? [];
  const plus = rest.indexOf('+');
  const numbers = plus === -1 ? rest : rest.slice(0, plus);
  return {
    package: name,
    short: rest,
    semver: HASH.test(numbers) ? null : readSemver(numbers),
    build: plus === -1 ? null : rest.slice(plus + 1),
  };
}

/** A number alone is a build number or a date, not a version. */
function readSemver(text: string): Semver | null {
  const [, major, minor, patch, revision, pre = ''] = SEMVER.exec(text) ?? [];
  if (major === undefined || minor === undefined) return null;
  const parts = [major, minor, patch, revision].filter((part) => part !== undefined);
  const numberAt = (index: number) => Number(parts[index] ?? 0);
  return {
    major: numberAt(0),
    minor: numberAt(1),
    patch: numberAt(2),
    revision: numberAt(3),
    pre,
    components: parts.length,
  };
}

/** By the rules of semver.org, with a fourth number: below 0 when `a` is older. What follows a `+` does not count. */
export function compareSemver(a: Semver, b: Semver): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    a.revision - b.revision ||
    comparePreReleases(a.pre, b.pre)
  );
}

function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  const left = a.split('.');
  const right = b.split('.');
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Numbers come before words. */
function compareParts(a: string, b: string): number {
  const isNumber = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber[0] === true && isNumber[1] === true) return Number(a) - Number(b);
  if (isNumber[0] !== isNumber[1]) return isNumber[0] === true ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/** Whether the versions of a project order its releases. `versions`: of all its releases, the newest first; ten are enough. */
export function followSemver(versions: readonly string[]): boolean {
  const isSemver = versions.slice(0, 10).map((version) => parseReleaseVersion(version).semver !== null);
  if (isSemver.length <= 2) return isSemver[0] === true;
  const isAmongNewest = isSemver.slice(0, 3).includes(true);
  return isSemver.length < 10 ? isAmongNewest : isAmongNewest && isSemver.filter(Boolean).length >= 3;
}

/** Below 0 when `a` is the older one. Undefined: they are no versions, or of different packages. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [parseReleaseVersion(a), parseReleaseVersion(b)];
  if (left.semver === null || right.semver === null || left.package !== right.package) return undefined;
  return compareSemver(left.semver, right.semver);
}

/** The one that `release:latest` means: the highest where versions order the releases, else the newest. The newest comes first. */
export function latestVersion(versions: readonly string[]): string | undefined {
  const [newest] = versions;
  if (newest === undefined || !followSemver(versions)) return newest;
  const ordered = versions.filter((version) => parseReleaseVersion(version).semver !== null);
  return ordered.reduce((highest, version) => ((compareVersions(version, highest) ?? 0) > 0 ? version : highest));
}
