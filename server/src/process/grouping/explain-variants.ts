import type { HashedVariant, Outcome } from './frozen/2023-01-11/algorithm.ts';
import type { Component } from './frozen/2023-01-11/component.ts';
import type { GroupingComponent, GroupingVariant } from './types.ts';

/** The variants as `grouping-info` shows them, by their descriptive key. */
export function explainVariants({ variants, fingerprint }: Outcome): Record<string, GroupingVariant> {
  const explained: Record<string, GroupingVariant> = {};
  for (const variant of variants) {
    const key = keyOf(variant);
    const { type, hash, contributes, hint } = variant;
    const component = variant.variant?.component;
    const entry: GroupingVariant = {
      key,
      type,
      description: descriptionOf(variant),
      hash,
      contributes,
      hint,
      ...(component === undefined ? {} : { component: drawComponent(component) }),
      ...(type === 'component' || type === 'fallback' || fingerprint === undefined
        ? {}
        : { values: fingerprint.values }),
      ...(type.endsWith('_fingerprint') && fingerprint?.rule !== undefined ? { matchedRule: fingerprint.rule } : {}),
    };
    // Contributing variants come first and keep the key.
    if (!Object.hasOwn(explained, key)) explained[key] = entry;
  }
  return explained;
}

function keyOf({ type, variant }: HashedVariant): string {
  if (variant === undefined) return type;
  const subject = subjectOf(variant.component);
  return variant.name === 'default' ? subject : `${variant.name}_${subject}`;
}

const LONG_IDS: Readonly<Record<string, string>> = {
  exception: 'exception',
  'chained-exception': 'chained_exception',
  threads: 'thread',
};

function subjectOf(component: Component): string {
  const { id } = component;
  const prefix = LONG_IDS[id];
  if (prefix !== undefined) return `${prefix}_${decisivePart(component)}`;
  if (id === 'csp')
    return component.values.some((part) => isPart(part, 'violation')) ? 'csp_local_script_violation' : 'csp_url';
  return id.replaceAll('-', '_');
}

function isPart(part: Component | string, id: string): boolean {
  return typeof part !== 'string' && part.id === id && part.contributes;
}

/** What of an exception or thread says most: its stack trace, else its message, else its type. */
function decisivePart(component: Component): string {
  const ids = new Set<string>();
  collectIds(component, ids);
  if (ids.has('stacktrace')) return 'stacktrace';
  if (ids.has('ns-error')) return 'ns_error';
  if (ids.has('value')) return 'message';
  return ids.has('type') ? 'type' : 'stacktrace';
}

function collectIds(component: Component, into: Set<string>): void {
  for (const part of component.values) {
    if (typeof part === 'string' || !part.contributes) continue;
    into.add(part.id);
    collectIds(part, into);
  }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  checksum: 'checksum sent by the client',
  hashed_checksum: 'hash of the checksum sent by the client',
  custom_fingerprint: 'custom fingerprint',
  built_in_fingerprint: 'built-in fingerprint',
  fallback: 'fallback',
};

function descriptionOf({ type, variant }: HashedVariant): string {
  if (variant === undefined) return DESCRIPTIONS[type] ?? type;
  const place = { app: 'in-app ', system: '', default: '' }[variant.name];
  const subject = subjectOf(variant.component).replaceAll('_', ' ').replace('stacktrace', 'stack trace');
  return `${place}${subject}${type === 'salted_component' ? ' and custom fingerprint' : ''}`;
}

/** The tree as it is shown; frames get their node here. */
function drawComponent({ id, contributes, hint, values, trace }: Component): GroupingComponent {
  return {
    id,
    name: NAMES[id] ?? null,
    contributes,
    hint,
    values:
      trace === undefined
        ? values.map((value) => (typeof value === 'string' ? value : drawComponent(value)))
        : trace.frames.map(({ parts }, index) => ({
            ...drawComponent(parts.component),
            contributes: trace.contributes[index] ?? false,
            hint: trace.hints[index] ?? null,
          })),
  };
}

const NAMES: Readonly<Record<string, string>> = {
  exception: 'exception',
  'chained-exception': 'chained exception',
  threads: 'thread',
  stacktrace: 'stack trace',
  value: 'message',
  message: 'message',
  template: 'template',
  csp: 'CSP report',
  'context-line': 'context line',
};
