import type { NoisePolicy, Policy } from './policy.ts';

const BROWSER_NOISE = {
  errors: [
    '^(?:Error: )?ResizeObserver loop (?:limit exceeded|completed with undelivered notifications)',
    '^(?:Error: )?Script error\\.?$',
    '^ChunkLoadError: ',
    '^(?:TypeError: )?(?:Failed to fetch dynamically imported module|Importing a module script failed)',
    '^AbortError: ',
    '^UnhandledRejection: Non-Error promise rejection captured',
  ],
  transactions: [],
};

const NOISE: NoisePolicy = {
  // Aborted requests and reset sockets of callers that went away. `AbortError` stays: on a server it is a timeout of ours.
  node: {
    errors: ['^Error: (?:request aborted|aborted)$', '^Error: read ECONNRESET$', '^Error: write EPIPE$'],
    transactions: [],
  },
  browser: BROWSER_NOISE,
  'react-native': { errors: ['^TypeError: Network request failed$'], transactions: [] },
  python: { errors: ['^CancelledError(?:: |$)', '^ClientDisconnect(?:: |$)'], transactions: [] },
};

/** What an organisation gets that decides nothing: no personal data, no bodies, a tenth of production's traces. */
export const defaultPolicy: Policy = {
  version: 'default',
  sampling: {
    traces: { production: 0.1, '*': 1 },
    routes: [],
    profiles: { production: 0.1, '*': 1 },
    bounds: { min: 0, max: 1 },
    dropOrphanRoots: true,
  },
  noise: NOISE,
  scrubbing: {
    headers: ['accept', 'accept-encoding', 'content-type', 'content-length', 'host', 'user-agent', 'x-request-id'],
    keys: ['cookie', 'session', 'csrf', 'xsrf', 'passphrase', 'signature', 'creditcard', 'cardnumber', 'cvv', 'iban'],
    safeKeys: [],
    text: [
      'pem',
      'url-credentials',
      'jwt',
      'vendor-token',
      'bearer',
      'assignment',
      'url-query',
      'card',
      'iban',
      'ssn',
      'email',
    ],
    userFields: ['id'],
    freeText: 'scrub',
  },
  data: {
    cookies: false,
    requestBodies: false,
    queryStrings: false,
    clientAddress: false,
    databaseQueryData: false,
    queueArguments: false,
    genAi: false,
    graphQl: false,
    frameVariables: false,
    frameContextLines: 5,
  },
  trace: {
    strictContinuation: true,
    ownHosts: ['localhost', '<single-label>', '*.internal', '*.local', '*.svc'],
  },
  health: {
    routes: ['/health', '/healthz', '/live', '/livez', '/liveness', '/ready', '/readyz', '/readiness', '/metrics'],
  },
  release: { format: '{service}@{version}', requiredIn: ['production'] },
  errors: { clientErrors: { report: 'count', sampleRate: 0.01 } },
  limits: { breadcrumbs: 50, textLength: 8192, depth: 8, breadth: 200, values: 20_000, shutdownTimeout: 5000 },
};

/** For those who must prove that nothing leaves: no free text, no addresses in text, no user at all. */
export const strictPolicy: Policy = {
  ...defaultPolicy,
  version: 'strict',
  scrubbing: {
    ...defaultPolicy.scrubbing,
    headers: ['content-type', 'content-length'],
    text: [...defaultPolicy.scrubbing.text, 'ip', 'user-path'],
    userFields: [],
    freeText: 'drop',
  },
  data: { ...defaultPolicy.data, frameContextLines: 0 },
  trace: { ...defaultPolicy.trace, ownHosts: [] },
};
