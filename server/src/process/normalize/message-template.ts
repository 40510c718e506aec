import { isJsonObject } from '@garrison/protocol';
/** `%%`, `%(name)s`, `%{name}`, `%s`, `%5.2f`. No blank as a flag: `100% done` asks for nothing. */
const PERCENT =
  /%(?:%|\(([^()%]{1,64})\)[-+#0]{0,4}\d{0,4}(?:\.(\d{1,3}))?([a-z])|\{(\w[\w.-]{0,63})\}|[-+#0]{0,4}\d{0,4}(?:\.(\d{1,3}))?[hlL]{0,2}([sdiufgexorcajv]))/gi;
/** `{{`, `}}`, `{}`, `{0}`, `{name}`, `{name!r:>8}`, `{@name,8:c}`. */
const BRACES = /\{\{|\}\}|\{[@$]?([\w.-]{0,64})(?:!([rsa]))?(?:[,:][^{}]{0,32})?\}/g;
/** Enough for what a log line shows; the event keeps the values themselves, too. */
const VALUE_MAX = 1024;

/**
 * A log template with its values filled in: `shelf %s is low` and `["A7"]` → `shelf A7 is low`. Knows the forms of printf, of Python's
 * `%(name)s` and `str.format`, of Ruby, and of structured loggers (`{}`, `{0}`, `{name}`). A placeholder that has no value stays as it is.
 * Undefined when nothing could be filled in.
 */
export function fillTemplate(template: string, params: unknown): string | undefined {
  const values = createValues(params);
  return fillPercent(template, values) ?? fillBraces(template, values);
}

interface Values {
  /** By name, else the next one in order. Undefined: there is none. */
  take(name: string): { readonly value: unknown } | undefined;
}

function createValues(params: unknown): Values {
  const list: readonly unknown[] = Array.isArray(params) ? params : isJsonObject(params) ? [] : [params];
  const [only] = list;
  const named = isJsonObject(params) ? params : list.length === 1 && isJsonObject(only) ? only : undefined;
  let next = 0;
  return {
    take(name) {
      if (named !== undefined && name !== '' && Object.hasOwn(named, name)) return { value: named[name] };
      const index = /^\d{1,3}$/.test(name) ? Number(name) : next;
      if (named !== undefined && list.length === 0) {
        next += 1;
        return Object.hasOwn(named, String(index)) ? { value: named[String(index)] } : undefined;
      }
      if (index >= list.length) return undefined;
      if (index === next) next += 1;
      return { value: list[index] };
    },
  };
}

function fillPercent(template: string, values: Values): string | undefined {
  let filled = false;
  const text = template.replace(PERCENT, (whole, ...groups: (string | undefined)[]) => {
    if (whole === '%%') return '%';
    const [name = '', namedDigits, namedKind, rubyName, digits, kind] = groups;
    const found = values.take(rubyName ?? name);
    if (found === undefined) return whole;
    filled = true;
    return written(found.value, { kind: (namedKind ?? kind ?? 's').toLowerCase(), digits: namedDigits ?? digits });
  });
  return filled ? text : undefined;
}

function fillBraces(template: string, values: Values): string | undefined {
  let filled = false;
  const text = template.replace(BRACES, (whole, name: string | undefined, conversion: string | undefined) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1);
    const found = values.take(name ?? '');
    if (found === undefined) return whole;
    filled = true;
    return written(found.value, { kind: conversion === 'r' ? 'r' : 's', digits: undefined });
  });
  return filled ? text : undefined;
}

function written(value: unknown, form: { readonly kind: string; readonly digits: string | undefined }): string {
  if (typeof value === 'number') return writtenNumber(value, form);
  if (typeof value === 'string') return (form.kind === 'r' ? `'${value}'` : value).slice(0, VALUE_MAX);
  return (JSON.stringify(value) ?? '').slice(0, VALUE_MAX);
}

function writtenNumber(value: number, { kind, digits }: { kind: string; digits: string | undefined }): string {
  if (kind === 'f') return value.toFixed(Math.min(Number(digits ?? 6), 20));
  if (kind === 'd' || kind === 'i') return String(Math.trunc(value));
  return kind === 'x' ? Math.trunc(value).toString(16) : String(value);
}
