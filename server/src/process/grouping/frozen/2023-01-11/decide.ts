import { type Component, hasTrace, textOf } from './component.ts';
import type { ExceptionRules } from './exception.ts';
import { type PreparedEvent, STRATEGIES, type VariantName } from './strategies.ts';

/** A component with its text, and whether it makes a hash. */
export interface Variant {
  readonly name: VariantName;
  readonly component: Component;
  readonly text: string;
  readonly contributes: boolean;
  readonly hint: string | null;
}

export interface Decision {
  /** Of the strategy that decided; `app` first. Empty when nothing contributes. */
  readonly variants: readonly Variant[];
  /** What the strategies of lower priority would have said; only when asked for. */
  readonly others: readonly Variant[];
  readonly mainExceptionId: number | undefined;
  /** Why an exception group was not read as one. */
  readonly ignoredGroup: string | undefined;
}

const ORDER: readonly VariantName[] = ['app', 'default', 'system'];

/** Asks the strategies by priority. The first with something to hash decides. */
export function decide(prepared: PreparedEvent, rules: ExceptionRules, { all }: { all: boolean }): Decision {
  let decided: (Omit<Decision, 'others'> & { readonly name: string }) | undefined;
  const others: Variant[] = [];
  for (const strategy of STRATEGIES) {
    const { variants, mainExceptionId, isDiverse, ignoredGroup } = strategy.variants(prepared, rules);
    const found = ORDER.flatMap((name) => {
      const component = variants[name];
      return component === undefined ? [] : variantOf(name, component);
    });
    if (decided !== undefined) {
      const hint = `${decided.name} takes precedence`;
      others.push(...found.map((variant) => ({ ...variant, contributes: false, hint })));
    } else if (found.some(({ contributes }) => contributes)) {
      const settled = isDiverse === true ? found : settle(found);
      decided = { variants: settled, name: strategy.name, mainExceptionId, ignoredGroup };
      if (!all) break;
    } else {
      others.push(...found);
    }
  }
  const { variants = [], mainExceptionId, ignoredGroup } = decided ?? {};
  return { variants, others, mainExceptionId, ignoredGroup };
}

function variantOf(name: VariantName, component: Component): Variant {
  const text = textOf(component);
  return { name, component, text, contributes: text !== '', hint: component.hint };
}

/** `system` does not contribute when its text equals that of `app`, nor a variant without a stack trace when another has one. */
function settle(variants: readonly Variant[]): Variant[] {
  const app = variants.find(({ name, contributes }) => name === 'app' && contributes);
  const traced = variants.find(({ component }) => hasTrace(component));
  return variants.map((variant) => {
    if (!variant.contributes) return variant;
    if (app !== undefined && variant !== app && variant.text === app.text) {
      return { ...variant, contributes: false, hint: 'ignored because hash matches app variant' };
    }
    if (traced !== undefined && !hasTrace(variant.component)) {
      const hint = `ignored because this variant does not have a contributing stacktrace, but ${traced.name} variant does`;
      return { ...variant, contributes: false, hint };
    }
    return variant;
  });
}
