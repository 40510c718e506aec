/** What people do with acme-corp, with the share of each; some of it finds a bug. */
const VISITS: readonly {
  readonly weight: number;
  readonly visit: (user: number) => [path: string, init?: RequestInit];
}[] = [
  { weight: 30, visit: (user) => [`/api/users/${user}`] },
  { weight: 20, visit: (user) => ['/api/login', post({ user, token: 'eyJzdWIiOjF9' })] },
  { weight: 14, visit: (user) => ['/api/checkout', post({ user, amount: 1999, currency: 'EUR' })] },
  { weight: 8, visit: (user) => [`/api/users/${user}/address`] },
  // Users without an address, a currency that does not exist, a token that is cut, an invoice of nothing, a slow database.
  { weight: 6, visit: (user) => [`/api/users/${13 * (1 + (user % 3))}/address`] },
  { weight: 5, visit: (user) => ['/api/checkout', post({ user, amount: 500, currency: 'EURO' })] },
  { weight: 4, visit: (user) => ['/api/login', post({ user, token: 'eyJzdWIi' })] },
  { weight: 3, visit: (user) => ['/api/checkout', post({ user, amount: 0, currency: 'USD' })] },
  { weight: 2, visit: (user) => [`/api/users/${user}/orders`] },
  { weight: 4, visit: () => ['/api/nothing-here'] },
  { weight: 4, visit: () => ['/health'] },
];
/** Where pricing runs; a country of which it knows no tax. */
const PRICED: typeof VISITS = [
  { weight: 10, visit: (user) => ['/api/price', post({ user, amount: 1250, currency: 'EUR', country: 'DE' })] },
  { weight: 3, visit: (user) => ['/api/price', post({ user, amount: 900, currency: 'EUR', country: 'LU' })] },
];
const PAUSE_MS = 250;
const USERS = 40;

/** Sends one visit after another until stopped. A refused or failed answer is what this traffic is for. */
export function driveTraffic(gatewayUrl: string, { pricing }: { pricing: boolean }): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const running = (async () => {
    while (!stopped.signal.aborted) {
      const [path, init] = pickVisit(pricing ? [...VISITS, ...PRICED] : VISITS)(1 + Math.floor(Math.random() * USERS));
      await fetch(`${gatewayUrl}${path}`, {
        ...init,
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(10_000)]),
      }).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
      await pause(PAUSE_MS * (0.5 + Math.random()), stopped.signal);
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

function pickVisit(visits: typeof VISITS): (user: number) => [string, RequestInit?] {
  let ticket = Math.random() * visits.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, visit } of visits) if ((ticket -= weight) < 0) return visit;
  return VISITS[0]!.visit;
}

function post(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
