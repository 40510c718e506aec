import { MINUTE_MS } from '../../durations.ts';
/** Failed sign-ins per address and per account within the window; more are refused until it ends. */
const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_ADDRESS = 50;
const ENTRIES_MAX = 10_000;

export interface LoginThrottle {
  /** Seconds to wait; 0 when another try is allowed. */
  retryAfter(address: string, account: string): number;
  failed(address: string, account: string): void;
  succeeded(account: string): void;
}

interface Entry {
  failures: number;
  readonly since: number;
}

/** Kept in memory: a restart clears it. */
export function createLoginThrottle(now: () => number): LoginThrottle {
  const entries = new Map<string, Entry>();
  const current = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry !== undefined && now() - entry.since < WINDOW_MS) return entry;
    entries.delete(key);
    return undefined;
  };
  const count = (key: string) => {
    const entry = current(key);
    if (entry !== undefined) entry.failures++;
    else entries.set(key, { failures: 1, since: now() });
    if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value ?? key);
  };
  const wait = (key: string, allowed: number) => {
    const entry = current(key);
    return entry === undefined || entry.failures < allowed ? 0 : Math.ceil((entry.since + WINDOW_MS - now()) / 1000);
  };
  return {
    retryAfter: (address, account) =>
      Math.max(wait(`ip:${address}`, FAILURES_PER_ADDRESS), wait(`account:${account}`, FAILURES_PER_ACCOUNT)),
    failed(address, account) {
      count(`ip:${address}`);
      count(`account:${account}`);
    },
    succeeded: (account) => void entries.delete(`account:${account}`),
  };
}
