/** What a developer pastes to send the first error, per platform of an organisation's services. Only the public half of a DSN is in it. */
export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** Sentry's platform names that start here. */
  readonly platforms: readonly string[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly title: string;
  readonly language: 'bash' | 'javascript' | 'typescript' | 'python';
  readonly code: (dsn: string) => string;
}

const install = (command: string): Step => ({ title: 'Install', language: 'bash', code: () => command });

const instrument = (sdk: string): Step => ({
  title: 'instrument.mjs, loaded before everything else',
  language: 'javascript',
  code: (dsn) => `import * as Sentry from '${sdk}';

Sentry.init({
  dsn: '${dsn}',
  environment: process.env.NODE_ENV,
  release: process.env.RELEASE,
});`,
});

const start: Step = {
  title: 'Start with it, and send a first error',
  language: 'bash',
  code: () => `node --import ./instrument.mjs server.mjs
node --import ./instrument.mjs -e "setTimeout(() => { throw new Error('first error') })"`,
};

const EXPRESS: Snippet = {
  id: 'express',
  label: 'Node · Express',
  platforms: ['node', 'node-express', 'node-koa'],
  steps: [
    install('npm install @sentry/node'),
    instrument('@sentry/node'),
    {
      title: 'server.mjs, after all routes',
      language: 'javascript',
      code: () => `import * as Sentry from '@sentry/node';
import express from 'express';

const app = express();
app.get('/', (request, response) => response.send('ok'));

Sentry.setupExpressErrorHandler(app);
app.listen(3000);`,
    },
    start,
  ],
};

const FASTIFY: Snippet = {
  id: 'fastify',
  label: 'Node · Fastify',
  platforms: ['node-fastify'],
  steps: [
    install('npm install @sentry/node'),
    instrument('@sentry/node'),
    {
      title: 'server.mjs, before all routes',
      language: 'javascript',
      code: () => `import * as Sentry from '@sentry/node';
import Fastify from 'fastify';

const app = Fastify();
Sentry.setupFastifyErrorHandler(app);

app.get('/', async () => 'ok');
await app.listen({ port: 3000 });`,
    },
    start,
  ],
};

const REACT: Snippet = {
  id: 'react',
  label: 'Browser · React',
  platforms: ['javascript', 'javascript-react', 'javascript-vue', 'javascript-svelte'],
  steps: [
    install('npm install @sentry/react'),
    {
      title: 'main.tsx, first import of the app',
      language: 'typescript',
      code: (dsn) => `import * as Sentry from '@sentry/react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

Sentry.init({
  dsn: '${dsn}',
  environment: import.meta.env.MODE,
  release: import.meta.env.VITE_RELEASE,
});

createRoot(document.getElementById('root')!, {
  onUncaughtError: Sentry.reactErrorHandler(),
  onCaughtError: Sentry.reactErrorHandler(),
  onRecoverableError: Sentry.reactErrorHandler(),
}).render(<App />);`,
    },
    {
      title: 'Send a first error from the console',
      language: 'javascript',
      code: () => `setTimeout(() => { throw new Error('first error'); });`,
    },
  ],
};

const NEXTJS: Snippet = {
  id: 'nextjs',
  label: 'Next.js',
  platforms: ['javascript-nextjs'],
  steps: [
    install('npm install @sentry/nextjs'),
    {
      title: 'instrumentation-client.ts',
      language: 'typescript',
      code: (dsn) => `import * as Sentry from '@sentry/nextjs';

Sentry.init({ dsn: '${dsn}' });

export const onRouterTransitionStart = Sentry.captureRouterTransitionStart;`,
    },
    {
      title: 'instrumentation.ts',
      language: 'typescript',
      code: (dsn) => `import * as Sentry from '@sentry/nextjs';

export function register() {
  Sentry.init({ dsn: '${dsn}' });
}

export const onRequestError = Sentry.captureRequestError;`,
    },
    {
      title: 'app/global-error.tsx',
      language: 'typescript',
      code: () => `'use client';
import * as Sentry from '@sentry/nextjs';
import { useEffect } from 'react';

export default function GlobalError({ error }: { error: Error }) {
  useEffect(() => void Sentry.captureException(error), [error]);
  return <html><body><h1>Something went wrong</h1></body></html>;
}`,
    },
  ],
};

const REACT_NATIVE: Snippet = {
  id: 'react-native',
  label: 'React Native',
  platforms: ['react-native'],
  steps: [
    install('npm install @sentry/react-native'),
    {
      title: 'App.tsx',
      language: 'typescript',
      code: (dsn) => `import * as Sentry from '@sentry/react-native';

// On a device, localhost is the device itself: the host in the DSN must be reachable from there.
Sentry.init({ dsn: '${dsn}' });

function App() {
  return null;
}

export default Sentry.wrap(App);`,
    },
  ],
};

const FASTAPI: Snippet = {
  id: 'fastapi',
  label: 'Python · FastAPI',
  platforms: ['python', 'python-fastapi', 'python-django', 'python-flask'],
  steps: [
    install('pip install "sentry-sdk[fastapi]"'),
    {
      title: 'main.py',
      language: 'python',
      code: (dsn) => `import os

import sentry_sdk
from fastapi import FastAPI

sentry_sdk.init(
    dsn="${dsn}",
    environment=os.environ.get("ENVIRONMENT"),
    release=os.environ.get("RELEASE"),
)

app = FastAPI()


@app.get("/first-error")
async def first_error():
    raise RuntimeError("first error")`,
    },
    {
      title: 'Start, and send a first error',
      language: 'bash',
      code: () => `uvicorn main:app --port 8000
curl http://localhost:8000/first-error`,
    },
  ],
};

export const SNIPPETS: readonly Snippet[] = [EXPRESS, FASTIFY, REACT, NEXTJS, REACT_NATIVE, FASTAPI];

export function snippetFor(platform: string | null): Snippet {
  return SNIPPETS.find(({ platforms }) => platforms.includes(platform ?? '')) ?? EXPRESS;
}
