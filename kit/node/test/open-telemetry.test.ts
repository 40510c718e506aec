import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runService } from './service.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The packages of OpenTelemetry that the SDK's major brings, as a service has them beside it. */
const link =
  (major: number) =>
  async (directory: string): Promise<void> => {
    for (const name of ['@opentelemetry/api', '@opentelemetry/sdk-trace-base']) {
      const path = join(directory, 'node_modules', name);
      await mkdir(dirname(path), { recursive: true });
      await symlink(join(ROOT, `testkit/sdks/v${major}/node_modules`, name), path);
    }
  };

const PROVIDER = `
  import { trace } from '@opentelemetry/api';
  import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
  import * as Sentry from '@sentry/node';
  import { initSentry, sentryStatus } from '@garrison/node';
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor(exporter);
  const register = () => trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
  const work = async () => {
    Sentry.startSpan({ name: 'work', op: 'function' }, () => undefined);
    trace.getTracer('own').startSpan('own').end();
    await Sentry.flush(5000);
    tell({ codes: sentryStatus().problems.map(({ code }) => code), exported: exporter.getFinishedSpans().map(({ name }) => name) });
  };
  const config = { serviceName: 'orders', tracesSampleRate: 1 };
`;

describe('OpenTelemetry of the service on SDK 10', () => {
  const run = (source: string) =>
    runService({
      major: 10,
      source: PROVIDER + source,
      nodeArguments: ['--import', './preload-of-its-own.mjs'],
      files: { 'preload-of-its-own.mjs': '' },
      prepare: link(10),
      env: { SENTRY_TRACES_SAMPLE_RATE: '1' },
    });

  it('registered before: says what is lost, and what to write', async () => {
    const { told, output } = await run('register(); initSentry(config); await work();');
    expect(told, output).toMatchObject([{ codes: ['open-telemetry'] }]);
    expect(output).toContain('openTelemetrySpanProcessors: [new BatchSpanProcessor(exporter)]');
  });

  it('registered after: says so, too', async () => {
    const { told, output } = await run('initSentry(config); register(); await work();');
    expect(told, output).toMatchObject([{ codes: ['open-telemetry'] }]);
  });

  it('its span processors, given to the kit, get every span once, and so does Sentry', async () => {
    const { told, payloads, output } = await run(
      'initSentry({ ...config, openTelemetrySpanProcessors: [processor] }); await work();',
    );
    expect(told, output).toMatchObject([{ codes: [], exported: expect.arrayContaining(['work', 'own']) }]);
    expect((told[0] as { exported: string[] }).exported).toHaveLength(2);
    expect(
      payloads('transaction')
        .map((one) => String(one['transaction']))
        .toSorted(),
    ).toEqual(['own', 'work']);
  });
});
