import { expect, it } from 'vitest';
import { MAJORS } from '../../conformance/compose-app.ts';
import { readSpans } from '../../conformance/read-spans.ts';
import { runService } from '../../test/service.ts';

const SOURCE = `
import express from 'express';
import { SentryService, sentryRequestHandler, withSpan } from '@garrison/node';
const app = express();
app.use(sentryRequestHandler());
for (const path of ['/internal/:id', '/orders/:id']) {
  app.get(path, (request, response) => withSpan('function', 'work', () => response.json({})));
}
const server = app.listen(0, async () => {
  for (const path of ['/internal/1', '/orders/1']) await fetch('http://localhost:' + server.address().port + path);
  const service = SentryService.getInstance();
  await service.shutdown();
  tell(service.status().drops);
});`;

it.each(MAJORS)(
  'SDK %d: a transaction that is noise does not arrive, with none of its spans, and is counted',
  async (major) => {
    const { told, capture } = await runService({
      major,
      source: SOURCE,
      env: { SENTRY_TRACES_SAMPLE_RATE: '1' },
      files: {
        'garrison.config.mjs': `import { defaultPolicy } from '@garrison/node';
        const { noise } = defaultPolicy;
        export default { policy: { ...defaultPolicy, noise: { ...noise, node: { ...noise.node, transactions: ['^GET /internal/'] } } } };`,
      },
    });
    const spans = readSpans(capture.items());
    const roots = spans.filter((span) => span.root && span.name.startsWith('GET /')).map((span) => span.name);
    expect(roots).toEqual(['GET /orders/:id']);
    expect(spans.filter((span) => span.name === 'work')).toHaveLength(1);
    expect(told[0]).toMatchObject({ noise: 1 });
  },
);
