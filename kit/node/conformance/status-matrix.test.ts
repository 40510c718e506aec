import { expect, test } from 'vitest';
import { composeApp, MAJORS, type AppOptions } from './compose-app.ts';
import { checkStatuses, type Framework } from './status-matrix.ts';

const FRAMEWORKS: readonly { name: string; framework: Framework; versions: Omit<AppOptions, 'major'> }[] = [
  { name: 'Express 4', framework: 'express', versions: { express: 4 } },
  { name: 'Express 5', framework: 'express', versions: { express: 5 } },
  { name: 'Fastify 4', framework: 'fastify', versions: { fastify: 4 } },
  { name: 'Fastify 5', framework: 'fastify', versions: { fastify: 5 } },
];
const cases = MAJORS.flatMap((major) => FRAMEWORKS.map((framework) => ({ major, ...framework })));

test.each(cases)('SDK $major with $name reports by the final status', async ({ major, framework, versions }) => {
  const app = await composeApp({ major, ...versions });
  try {
    expect(await checkStatuses(app, framework)).toEqual([]);
  } finally {
    await app.remove();
  }
});
