import type { Family } from '../family.ts';
import type { CompiledRule, Subject } from './compile.ts';

/** Rules that may hold for a frame: those that its fields do not rule out at first sight. */
type FamilyIndex = (subject: Subject) => readonly CompiledRule[];

export function indexByFamily(rules: readonly CompiledRule[]): Readonly<Record<Family, FamilyIndex>> {
  const indexOf = (family: Family): FamilyIndex =>
    indexRules(rules.filter(({ families }) => families.includes(family)));
  return { native: indexOf('native'), javascript: indexOf('javascript'), other: indexOf('other') };
}

/** Most rules name a function in full, or look at a package, module or path, of which a service has few. */
function indexRules(rules: readonly CompiledRule[]): FamilyIndex {
  const isNamed = ({ leadField, functionName }: CompiledRule): boolean =>
    leadField === 'function' && functionName !== undefined;
  const byName = Map.groupBy(rules.filter(isNamed), ({ functionName }) => functionName);
  const byField = Map.groupBy(
    rules.filter((rule) => !isNamed(rule)),
    ({ leadField }) => leadField,
  );
  const byPackage = rememberHolding(byField.get('package') ?? []);
  const byModule = rememberHolding(byField.get('module') ?? []);
  const byPath = rememberHolding(byField.get('path') ?? []);
  const byPattern = byField.get('function') ?? [];
  const ofFamily = byField.get(undefined) ?? [];
  return (subject) => [
    ...ofFamily,
    ...byPackage(subject, subject.package[0]),
    ...byModule(subject, subject.module),
    ...byPath(subject, subject.path[0]),
    ...(byName.get(subject.function) ?? []),
    ...byPattern,
  ];
}

/** Values that are remembered for a field before all are forgotten. */
const REMEMBERED_MAX = 2048;
/** A longer value is not remembered. */
const LENGTH_MAX = 512;

/** The rules whose first test holds for a value of the field it looks at. */
function rememberHolding(rules: readonly CompiledRule[]) {
  const remembered = new Map<string | undefined, readonly CompiledRule[]>();
  return (subject: Subject, value: string | undefined): readonly CompiledRule[] => {
    const known = remembered.get(value);
    if (known !== undefined) return known;
    const holding = rules.filter(({ ownTests: [first] }) => first?.(subject) ?? true);
    if (value !== undefined && value.length > LENGTH_MAX) return holding;
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(value, holding);
    return holding;
  };
}
