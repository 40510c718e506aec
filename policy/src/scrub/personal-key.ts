import { compactKey } from './key-rule.ts';

/**
 * Exact names, compared with a key without its separators. As attributes, `name` and `address` alone belong to a person;
 * `server.address` does not.
 */
const PERSONAL_EXACT = new Set(
  'name address street city zip zipcode postcode postalcode phone mobile telephone fax birthday dob birthdate dateofbirth email mail'.split(
    ' ',
  ),
);
/** Whose name or address: a person's or a company's, not a host's, a queue's or a route's. */
const PERSONAL =
  /(?:first|last|full|middle|maiden|given|family|sur|nick|display|user|customer|client|contact|person|owner|author|recipient|holder|patient|employee|member|guest|buyer|seller|billing|shipping|delivery|home|street|postal|mail|residential|company)(?:name|address)(?:line)?\d?$|e?mail(?:address)?$|(?:phone|mobile|fax)(?:number|no)?$/;

/** What `policy.json` carries of this file. */
export const PERSONAL_KEYS = { exact: PERSONAL_EXACT, pattern: PERSONAL };

/**
 * Whether an attribute of this name holds who somebody is: in spans, logs and metrics, whose attributes are short values without a
 * sentence around them that a text rule could judge.
 */
export function isPersonalKey(key: string): boolean {
  const compact = compactKey(key);
  return PERSONAL_EXACT.has(compact) || PERSONAL.test(compact);
}
