/**
 * One step of a compiled pattern: a character; any one character or any run of characters (`inSegment` ones stop at `/`);
 * or a mark that the next `steps` steps may be left out.
 */
export type Step =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'one' | 'run'; readonly inSegment: boolean }
  | { readonly kind: 'optional'; readonly steps: number };

/**
 * Whether the steps match the whole text, or, with `endsAtSlash`, a part of it from the start that ends before a `/`.
 * Takes time proportional to steps × text: all places in the pattern are followed at once, nothing is tried twice.
 */
export function matchSteps(steps: readonly Step[], text: string, { endsAtSlash = false } = {}): boolean {
  let places = closure(steps, [0]);
  for (const character of text) {
    if (endsAtSlash && character === '/' && places.has(steps.length)) return true;
    const next: number[] = [];
    for (const place of places) {
      const step = steps[place];
      if (step === undefined || !accepts(step, character)) continue;
      next.push(step.kind === 'run' ? place : place + 1);
    }
    if (next.length === 0) return false;
    places = closure(steps, next);
  }
  return places.has(steps.length);
}

/** All places that are reached without reading: a run may be empty, an optional part left out. */
function closure(steps: readonly Step[], places: readonly number[]): Set<number> {
  const reached = new Set<number>();
  const open = [...places];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const step = steps[place];
    if (step?.kind === 'run') open.push(place + 1);
    if (step?.kind === 'optional') open.push(place + 1, place + 1 + step.steps);
  }
  return reached;
}

function accepts(step: Step, character: string): boolean {
  if (step.kind === 'optional') return false;
  if (step.kind === 'character') return step.character === character;
  return !step.inSegment || character !== '/';
}

/** `*` is any run and `?` any one character, both across `/`: the globs of `path`, `url`, `module` and `tags` matchers. */
export function compileWildcards(pattern: string): readonly Step[] {
  const steps: Step[] = [];
  for (const character of pattern) {
    if (character === '?') steps.push({ kind: 'one', inSegment: false });
    else if (character !== '*') steps.push({ kind: 'character', character });
    else if (steps.at(-1)?.kind !== 'run') steps.push({ kind: 'run', inSegment: false });
  }
  return steps;
}
