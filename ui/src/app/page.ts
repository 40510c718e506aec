import type { ComponentType } from 'react';
import { loadAhead } from '../parts/part.ts';

/** What the filter bar can offer. A page names the ones that everything on it follows. */
export type PageFilter = 'project' | 'environment' | 'period';

export interface PageEntry {
  /** In the navigation and the palette. */
  readonly label: string;
  readonly section: 'Triage' | 'Investigate' | 'Ship' | 'Organisation';
  /** After `g`. */
  readonly key: string;
  readonly icon: ComponentType<{ size?: number }>;
}

interface PageOptions {
  /** An entry of the navigation, a key and a row of the palette. */
  readonly entry?: PageEntry;
  /** A part of the settings with this name, and a row of the palette. */
  readonly settings?: string;
  readonly filters?: readonly PageFilter[];
}

type Load = () => Promise<ComponentType>;

/** A page behind the sign-in, whose code is a file of its own that is loaded ahead. */
export function page<const Path extends string, const Options extends PageOptions>(
  path: Path,
  load: Load,
  options: Options,
) {
  loadAhead(load);
  return { ...options, path, load, to: `${path}/` as const };
}
