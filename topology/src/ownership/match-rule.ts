import { compileCodeowners } from './codeowners.ts';
import type { Matcher } from './rule.ts';
import { compileWildcards, matchSteps } from './wildcard.ts';

export interface OwnershipFrame {
  readonly filename?: string | undefined;
  readonly absPath?: string | undefined;
  readonly module?: string | undefined;
  readonly inApp?: boolean | undefined;
}

/** What rules look at in an event. */
export interface OwnershipFacts {
  /** Sentry's platform name: where a file's path is made from a module (Java, Kotlin), the made one is tested, too. */
  readonly platform: string;
  /** `request.url`. */
  readonly url?: string | undefined;
  /** Of every exception and thread, the crashing frame last. */
  readonly frames: readonly OwnershipFrame[];
  readonly tags: ReadonlyMap<string, string>;
  /** `user.*` tags are looked up here first, then in its `data`. */
  readonly user?: Readonly<Record<string, unknown>> | undefined;
}

/** Where a rule matched: a frame (index into `frames`), the URL, or a tag; with the text that matched. */
export type RuleMatch =
  | { readonly on: 'frame'; readonly frame: number; readonly text: string }
  | { readonly on: 'url' | 'tag'; readonly text: string };

export type CompiledMatcher = (facts: OwnershipFacts) => RuleMatch | undefined;

/** A matcher as a function of an event; of several frames that match the last (the nearest to the crash) is given. */
export function compileMatcher(matcher: Matcher): CompiledMatcher {
  const { type, pattern } = matcher;
  if (type.startsWith('tags.')) return compileTag(type.slice('tags.'.length), pattern);
  switch (type) {
    case 'url': {
      const matches = ignoringCase(pattern);
      return ({ url }) => (url !== undefined && matches(url) ? { on: 'url', text: url } : undefined);
    }
    case 'module': {
      const matches = ignoringCase(pattern);
      return ({ frames }) => lastFrame(frames, ({ module }) => [module], matches);
    }
    case 'codeowners': {
      const { steps, endsAtSlash } = compileCodeowners(pattern);
      const matches = (text: string) => matchSteps(steps, `/${text.replace(/^\.?\//, '')}`, { endsAtSlash });
      return ({ frames, platform }) =>
        lastFrame(frames, (frame) => (frame.inApp === false ? [] : pathsOf(frame, platform)), matches);
    }
    default: {
      const matches = ignoringCase(pattern.replaceAll('\\', '/'));
      return ({ frames, platform }) => lastFrame(frames, (frame) => pathsOf(frame, platform), matches);
    }
  }
}

function ignoringCase(pattern: string): (text: string) => boolean {
  const steps = compileWildcards(pattern.toLowerCase());
  return (text) => matchSteps(steps, text.toLowerCase());
}

function lastFrame(
  frames: readonly OwnershipFrame[],
  textsOf: (frame: OwnershipFrame) => readonly (string | undefined)[],
  matches: (text: string) => boolean,
): RuleMatch | undefined {
  for (let frame = frames.length - 1; frame >= 0; frame--) {
    const of = frames[frame];
    const text = of && textsOf(of).find((one) => one !== undefined && matches(one));
    if (text !== undefined) return { on: 'frame', frame, text };
  }
  return undefined;
}

function pathsOf({ filename, absPath, module }: OwnershipFrame, platform: string): (string | undefined)[] {
  return [filename?.replaceAll('\\', '/'), absPath?.replaceAll('\\', '/'), sourcePath(platform, filename, module)];
}

/** `com.example.app.Main$Inner` in `Main.java` has the path `com/example/app/Main.java`. */
function sourcePath(platform: string, filename: string | undefined, module: string | undefined): string | undefined {
  if (platform !== 'java' || filename === undefined || module === undefined || filename.includes('/')) return undefined;
  const packages = module.split('.').slice(0, -1);
  return packages.length === 0 ? undefined : `${packages.join('/')}/${filename}`;
}

function compileTag(name: string, pattern: string): CompiledMatcher {
  const steps = compileWildcards(pattern);
  return ({ tags, user }) => {
    const text = (name.startsWith('user.') ? userValue(user, name.slice('user.'.length)) : undefined) ?? tags.get(name);
    return text !== undefined && matchSteps(steps, text) ? { on: 'tag', text } : undefined;
  };
}

function userValue(user: OwnershipFacts['user'], key: string): string | undefined {
  const data = user?.['data'];
  const value =
    user?.[key] ?? (typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[key] : undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
