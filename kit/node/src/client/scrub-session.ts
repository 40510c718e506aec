/** Sessions carry the address and, where the user has no id, the e-mail address of the scope's user. */
export function scrubSession([header, payload]: readonly [{ readonly type?: string }, unknown]): void {
  if (header.type !== 'session' || typeof payload !== 'object' || payload === null) return;
  if ('did' in payload && !/^[\w-]{1,64}$/.test(String(payload.did))) delete payload.did;
  if ('attrs' in payload && typeof payload.attrs === 'object' && payload.attrs !== null) {
    Reflect.deleteProperty(payload.attrs, 'ip_address');
    Reflect.deleteProperty(payload.attrs, 'user_agent');
  }
}
