import { type ComponentType, createElement, lazy, useState } from 'react';

type Load = () => Promise<unknown>;

const waiting: Load[] = [];
let mayLoad = false;

const whenIdle: (run: () => void) => void =
  'requestIdleCallback' in globalThis ? (run) => requestIdleCallback(run) : (run) => setTimeout(run, 200);

async function loadNext(): Promise<void> {
  const load = waiting.shift();
  if (load === undefined) return;
  try {
    await load();
  } catch {
    // A failure is ignored here: the part is loaded again when it is shown, and then shows the error.
  }
  next();
}

const next = () => whenIdle(() => void loadNext());

/** Loads these files of the app after everything that the first page needs, one by one, while the browser is idle. */
export function loadAhead(...loads: readonly Load[]): void {
  waiting.push(...loads);
  if (mayLoad) next();
}

/** To be called when the first page is complete. */
export function startLoadingAhead(): void {
  if (mayLoad) return;
  mayLoad = true;
  next();
}

/** A component whose code is a file of its own. */
export type Part<Props> = ComponentType<Props> & { readonly load: () => Promise<unknown> };

/** Loaded ahead, or when it is first shown: then it needs a Suspense above. Once loaded, it is shown at once. */
export function part<Props extends object>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  let loaded: ComponentType<Props> | undefined;
  const get = async () => (loaded ??= await load());
  const later = lazy(async () => ({ default: await get() })) as unknown as ComponentType<Props>;
  loadAhead(get);
  function PartOrLater(props: Props) {
    // As it was when it was mounted, so that loading does not mount it anew.
    const [component] = useState(() => loaded ?? later);
    return createElement(component, props);
  }
  return Object.assign(PartOrLater, { load: get });
}
