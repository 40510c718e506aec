import type { Frame, SentryEvent } from '@garrison/protocol';

import { familyOf } from '../family.ts';
import { compileGlob } from '../glob.ts';
import { objects, text } from '../hostile.ts';
import { tagOf } from './facts.ts';
import type { FingerprintMatcher, FingerprintRule, MatcherKind } from './rule.ts';

const IGNORE_CASE = new Set(['value', 'message', 'level']);
const PATH_FIELDS = new Set(['path', 'package', 'release']);
const LIST_FIELDS = new Set(['family', 'sdk']);
const BOOLEAN_FIELDS = new Set(['app', 'crashed', 'current']);
const UNKNOWN = '<unknown>';

export function isPathField(field: string): boolean {
  return PATH_FIELDS.has(field);
}

export function isGlobField(field: string): boolean {
  return !LIST_FIELDS.has(field) && !BOOLEAN_FIELDS.has(field);
}

/** One thing that matchers of a kind are held against: the values of each field, and its neighbours where it has some. */
interface Subject {
  readonly values: (field: string) => readonly string[];
  readonly caller?: Subject | undefined;
  readonly callee?: Subject | undefined;
}

export interface CompiledFingerprintRule {
  readonly rule: FingerprintRule;
  readonly matches: (subjects: Subjects) => boolean;
}

/** What an event offers to each kind of matcher; made when first asked for. */
export type Subjects = (kind: MatcherKind) => readonly Subject[];

export function compileFingerprintRule(rule: FingerprintRule): CompiledFingerprintRule {
  const kinds = [...Map.groupBy(rule.matchers, ({ kind }) => kind)].map(([kind, matchers]) => ({
    kind,
    tests: matchers.map(compileMatcher),
  }));
  return {
    rule,
    matches: (subjects) =>
      kinds.every(({ kind, tests }) => subjects(kind).some((subject) => tests.every((test) => test(subject)))),
  };
}

function compileMatcher({ field, pattern, negated, offset }: FingerprintMatcher): (subject: Subject) => boolean {
  const test = compileTest(field, pattern);
  return (subject) => {
    const held = offset === 'self' ? subject : subject[offset];
    return held !== undefined && held.values(field).some(test) !== negated;
  };
}

function compileTest(field: string, pattern: string): (value: string) => boolean {
  if (LIST_FIELDS.has(field)) {
    const accepted = new Set(pattern.split(',').map((item) => item.trim()));
    return (value) => accepted.has(value) || (field === 'family' && accepted.has('all'));
  }
  if (BOOLEAN_FIELDS.has(field)) {
    const expected = ['1', 'yes', 'true'].includes(pattern) ? 'true' : 'false';
    return (value) => value === expected;
  }
  const path = isPathField(field);
  const options = { path, ignoreCase: path || IGNORE_CASE.has(field) };
  const glob = compileGlob(path ? pattern.replaceAll('\\', '/') : pattern, options) ?? (() => false);
  if (!path) return glob;
  return (value) => {
    const normal = value.replaceAll('\\', '/');
    return glob(normal) || (!normal.startsWith('/') && glob(`/${normal}`));
  };
}

export function subjectsOf(event: SentryEvent): Subjects {
  const made = new Map<MatcherKind, readonly Subject[]>();
  return (kind) => {
    let subjects = made.get(kind);
    if (subjects === undefined) made.set(kind, (subjects = SUBJECTS[kind](event)));
    return subjects;
  };
}

const SUBJECTS: Readonly<Record<MatcherKind, (event: SentryEvent) => readonly Subject[]>> = {
  exception: (event) =>
    objects(event.exception?.values).map(({ type, value }) =>
      fields({ type: [text(type) ?? UNKNOWN], value: [text(value) ?? UNKNOWN] }),
    ),
  message: (event) => messagesOf(event).map((message) => fields({ message: [message] })),
  frame: (event) => {
    const subjects: Subject[] = [];
    for (const frames of tracesOf(event)) subjects.push(...frameSubjects(frames));
    return subjects;
  },
  thread: (event) =>
    objects(event.threads?.values).map(({ id, name, state, crashed, current }) =>
      fields({
        id: [id === undefined ? UNKNOWN : String(id)],
        name: [text(name) ?? UNKNOWN],
        state: [text(state) ?? UNKNOWN],
        crashed: [String(crashed === true)],
        current: [String(current === true)],
      }),
    ),
  event: (event) => [
    {
      values: (field) => {
        if (field.startsWith('tags.')) return present(tagOf(event, field.slice('tags.'.length)));
        switch (field) {
          case 'logger':
            return [text(event.logger) ?? UNKNOWN];
          case 'level':
            return [text(event.level) ?? UNKNOWN];
          case 'release':
            return present(text(event.release));
          case 'sdk':
            return present(text(event.sdk?.name));
          case 'family':
            return [familyOf(text(event.platform) ?? 'other')];
          default:
            return [];
        }
      },
    },
  ],
};

function fields(values: Readonly<Record<string, readonly string[]>>): Subject {
  return { values: (field) => values[field] ?? [] };
}

function present(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}

/** The message of the event and the values of its exceptions. */
function messagesOf(event: SentryEvent): string[] {
  const values = objects(event.exception?.values).map(({ value }) => text(value));
  const message = text(event.logentry?.formatted) ?? text(event.logentry?.message);
  return [message, ...values].filter((value) => value !== undefined);
}

/** Of the exceptions; without exceptions of the event itself, else of its crashed, current or only thread. */
function tracesOf(event: SentryEvent): readonly (readonly Frame[])[] {
  const exceptions = objects(event.exception?.values);
  if (exceptions.length > 0) return exceptions.map(({ stacktrace }) => objects(stacktrace?.frames));
  if (event.stacktrace) return [objects(event.stacktrace.frames)];
  const threads = objects(event.threads?.values);
  const thread =
    threads.find(({ crashed }) => crashed === true) ??
    threads.find(({ current }) => current === true) ??
    (threads.length === 1 ? threads[0] : undefined);
  return thread === undefined ? [] : [objects(thread.stacktrace?.frames)];
}

/** Oldest first, so the caller of a frame is the one before it. */
function frameSubjects(frames: readonly Frame[]): Subject[] {
  const plain = frames.map((frame) => {
    const absPath = text(frame.abs_path);
    const filename = text(frame.filename);
    const paths = [...present(absPath), ...present(filename)];
    return fields({
      module: [text(frame.module) ?? UNKNOWN],
      function: [text(frame.function) ?? UNKNOWN],
      path: paths.length === 0 ? [UNKNOWN] : paths,
      package: [text(frame.package) ?? UNKNOWN],
      app: [String(frame.in_app === true)],
    });
  });
  return plain.map(({ values }, index) => ({ values, caller: plain[index - 1], callee: plain[index + 1] }));
}
