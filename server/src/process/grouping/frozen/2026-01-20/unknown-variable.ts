/** A variable that does not exist is named in the fingerprint, so that the mistake is seen. */
export function markUnknownVariable(name: string): string {
  return `<unrecognized-variable-${name}>`;
}
