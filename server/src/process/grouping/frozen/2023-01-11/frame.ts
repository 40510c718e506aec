import type { Frame } from '@garrison/protocol';

import { type Component, type FrameParts, ignored, leaf, textOf } from './component.ts';
import { familyOf } from './family.ts';
import { trimFunctionName } from './function-name.ts';
import { record, text } from './hostile.ts';
import { javaModule, javassist } from './java-module.ts';

/** What grouping reads of a frame: strings, or missing. */
export interface FrameFields {
  readonly platform: string;
  readonly function: string | undefined;
  readonly rawFunction: string | undefined;
  readonly module: string | undefined;
  readonly package: string | undefined;
  readonly absPath: string | undefined;
  readonly filename: string | undefined;
  readonly contextLine: string | undefined;
  readonly sourcemap: boolean;
}

/** Rewrites a whitespace-normalised context line before it is used. */
export type ContextLineRule = (line: string, platform: string) => string;

const CONTEXT_LINE_PLATFORMS = new Set(['javascript', 'node', 'python', 'php', 'ruby']);
const LOW_QUALITY_PATHS = new Set(['[native code]', 'native code', 'eval code', '<anonymous>']);
const UNKNOWN_FUNCTIONS = new Set(['?', '<anonymous function>', '<anonymous>', 'Anonymous function']);
const URL_SCHEMES = ['http:', 'https:', 'applewebdata:', 'blob:'];
const CONTEXT_LINE_MAX = 120;

export function readFrame(frame: Frame, eventPlatform: string): FrameFields {
  return {
    platform: text(frame.platform) ?? eventPlatform,
    function: text(frame.function),
    rawFunction: text(frame.raw_function),
    module: text(frame.module),
    package: text(frame.package),
    absPath: text(frame.abs_path),
    filename: text(frame.filename),
    contextLine: text(frame.context_line),
    sourcemap: record(frame.data)?.['sourcemap'] != null,
  };
}

/** Module, filename, function and context line, in the order in which they are hashed. The same in every variant. */
export function frameParts(frame: FrameFields, contextLineRule: ContextLineRule): FrameParts {
  const module = moduleOf(frame);
  const contextLine = contextLineOf(frame, contextLineRule);
  const filename = filenameOf(frame);
  const values = [
    module,
    module.contributes && filename.contributes ? ignored(filename, 'module takes precedence') : filename,
    functionOf(frame, contextLine?.contributes ?? false),
  ];
  if (contextLine !== undefined) values.push(contextLine);
  const low = isLowQuality(frame);
  const component = {
    id: 'frame',
    contributes: !low && values.some((value) => value.contributes),
    hint: low ? 'ignored low quality javascript frame' : null,
    values,
  };
  // Rules may bring an ignored frame back, so its text is that of its parts.
  return { component, text: textOf({ ...component, contributes: true }) };
}

/** http(s), applewebdata and blob; `file:` counts only for context lines and single frames. */
export function isUrl(path: string | undefined, options: { file: boolean }): boolean {
  if (path === undefined) return false;
  return URL_SCHEMES.some((scheme) => path.startsWith(scheme)) || (options.file && path.startsWith('file:'));
}

function moduleOf({ platform, module, absPath }: FrameFields): Component {
  if (module === undefined) return leaf('module', undefined);
  if (platform === 'java') return javaModule(module);
  const component = leaf('module', module);
  const fromPath = familyOf(platform) === 'javascript' && module.includes('/') && absPath?.endsWith(module) === true;
  return fromPath ? ignored(component, 'ignored bad javascript module') : component;
}

function filenameOf({ platform, filename, absPath }: FrameFields): Component {
  if (filename === undefined) return leaf('filename', undefined);
  const base = filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1).toLowerCase();
  const component = leaf('filename', base);
  if (isUrl(absPath, { file: false })) return ignored(component, 'ignored because frame points to a URL');
  if (filename === '<anonymous>') return ignored(component, 'anonymous filename discarded');
  if (filename === '[native code]') return ignored(component, 'native code indicated by filename');
  if (platform !== 'java') return component;
  const cleaned = javassist(base);
  return cleaned === base ? component : leaf('filename', cleaned, 'cleaned javassist parts');
}

function functionOf(frame: FrameFields, hasContextLine: boolean): Component {
  const { platform, rawFunction } = frame;
  const preferred = platform === 'csharp' ? (rawFunction ?? frame.function) : (frame.function ?? rawFunction);
  if (preferred === undefined) return leaf('function', undefined);
  const name = rawFunction === undefined ? trimFunctionName(preferred, platform) : preferred;
  switch (platform) {
    case 'ruby':
      return rubyFunction(name);
    case 'php':
      return phpFunction(name);
    case 'java':
      return name.startsWith('lambda$')
        ? ignored(leaf('function', name), 'ignored lambda function')
        : leaf('function', name);
    default:
  }
  const family = familyOf(platform);
  if (family === 'javascript') return javascriptFunction(frame, name, hasContextLine);
  const unknown = family === 'native' && (name === '<redacted>' || name === '<unknown>');
  return unknown ? ignored(leaf('function', name), 'ignored unknown function') : leaf('function', name);
}

function rubyFunction(name: string): Component {
  if (name.startsWith('block ')) return leaf('function', 'block', 'ruby block');
  const cleaned = name.replace(/__\d{4,}_\d{4,}$/, '');
  return leaf('function', cleaned, cleaned === name ? null : 'removed generated erb template suffix');
}

function phpFunction(name: string): Component {
  if (name.startsWith('[Anonymous')) return ignored(leaf('function', name), 'ignored anonymous function');
  const method = name.startsWith('class@anonymous') ? name.lastIndexOf('::') : -1;
  if (method !== -1) return leaf('function', name.slice(method + 2), 'anonymous class method');
  if (name.startsWith('class@anonymous\0')) return ignored(leaf('function', name), 'ignored anonymous function');
  return leaf('function', name);
}

function javascriptFunction(frame: FrameFields, name: string, hasContextLine: boolean): Component {
  const short = afterLastDot(name);
  const component = leaf('function', short, short === name ? null : 'trimmed javascript function');
  const written = javascriptName(frame);
  if (written === '') return ignored(component, null);
  if (UNKNOWN_FUNCTIONS.has(written) || written.endsWith('/<')) {
    return ignored(component, 'ignored unknown function name');
  }
  return frame.sourcemap && hasContextLine
    ? ignored(component, 'ignored because sourcemap used and context line available')
    : component;
}

function isLowQuality(frame: FrameFields): boolean {
  if (familyOf(frame.platform) !== 'javascript') return false;
  return javascriptName(frame) === 'eval' || LOW_QUALITY_PATHS.has(frame.absPath ?? '');
}

function javascriptName(frame: FrameFields): string {
  return afterLastDot(frame.rawFunction ?? frame.function ?? '');
}

function afterLastDot(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function contextLineOf(frame: FrameFields, rule: ContextLineRule): Component | undefined {
  const { platform, contextLine } = frame;
  if (!CONTEXT_LINE_PLATFORMS.has(platform)) return undefined;
  const squeezed = contextLine?.trim().replace(/\s+/g, ' ') ?? '';
  if (contextLine === undefined || squeezed === '') return leaf('context-line', undefined);
  const component = leaf('context-line', rule(squeezed, platform));
  if (contextLine.length > CONTEXT_LINE_MAX) return ignored(component, 'discarded because line too long');
  const anonymousUrl =
    familyOf(platform) === 'javascript' && frame.function === undefined && isUrl(frame.absPath, { file: true });
  return anonymousUrl ? ignored(component, 'discarded because from URL origin and no function') : component;
}
