import type { Scrubbed, Scrubber, TextMode } from '@garrison/policy';

/** Longer texts seldom repeat. */
const LENGTH_MAX = 256;

/**
 * The scrubber with a memory for short texts. Lines of source, names and versions come again with every event; looking one up
 * costs a tenth of judging it. Of `capacity` texts per mode the half that came longest ago is forgotten at a time.
 */
export function rememberTexts(scrubber: Scrubber, capacity: number): Scrubber {
  const full = createMemo(scrubber, 'full', capacity);
  const replace = createMemo(scrubber, 'replace', capacity);
  return { ...scrubber, text: (value, mode) => (mode === 'full' ? full(value) : replace(value)) };
}

function createMemo(scrubber: Scrubber, mode: TextMode, capacity: number): (value: string) => Scrubbed | undefined {
  let young = new Map<string, Scrubbed | null>();
  let old = young;

  return (value) => {
    if (value.length > LENGTH_MAX) return scrubber.text(value, mode);
    let verdict = young.get(value);
    if (verdict === undefined) {
      verdict = old.get(value);
      if (verdict === undefined) verdict = scrubber.text(value, mode) ?? null;
      if (young.size >= capacity / 2) {
        old = young;
        young = new Map();
      }
      young.set(value, verdict);
    }
    return verdict ?? undefined;
  };
}
