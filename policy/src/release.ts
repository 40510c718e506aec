import type { ReleasePolicy } from './policy.ts';

/** What is known about the build; who calls has read it from the environment, files and `package.json`. */
export interface ReleaseFacts {
  readonly service: string;
  /** `SENTRY_RELEASE`: taken as it is. */
  readonly release?: string | undefined;
  /** The release written into the build by the upload of its source maps: taken as it is. */
  readonly stamp?: string | undefined;
  /** `SERVICE_VERSION`, or the version that the service passes. */
  readonly version?: string | undefined;
  readonly packageVersion?: string | undefined;
  /** Full commit hash: a short one differs in length between clones. */
  readonly commit?: string | undefined;
}

export interface ResolvedRelease {
  readonly release: string;
  readonly source: 'SENTRY_RELEASE' | 'build stamp' | 'version' | 'package.json and commit' | 'commit' | 'unknown';
}

const PLACEHOLDER_VERSION = '0.0.0';

/**
 * One resolver for the running service and for the upload of its source maps, so that the two never differ.
 * `x@unknown` is returned, never thrown: the caller decides how loud it is.
 */
export function resolveRelease(facts: ReleaseFacts, policy: ReleasePolicy): ResolvedRelease {
  if (facts.release) return { release: facts.release, source: 'SENTRY_RELEASE' };
  if (facts.stamp) return { release: facts.stamp, source: 'build stamp' };
  const name = (version: string): string =>
    policy.format.replace('{service}', facts.service).replace('{version}', version);
  if (facts.version) return { release: name(facts.version), source: 'version' };
  const packageVersion = facts.packageVersion === PLACEHOLDER_VERSION ? undefined : facts.packageVersion;
  if (packageVersion && facts.commit) {
    return { release: name(`${packageVersion}+${facts.commit}`), source: 'package.json and commit' };
  }
  if (facts.commit) return { release: name(facts.commit), source: 'commit' };
  return { release: name('unknown'), source: 'unknown' };
}
