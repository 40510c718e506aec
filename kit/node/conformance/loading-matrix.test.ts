import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeApp, MAJORS, type Major } from './compose-app.ts';
import { checkLoading, type LoadingForm, type ModuleKind } from './loading-matrix.ts';

/** Where routes are known. As the first import it depends on the SDK's major, so the start warns of it on all. */
const ROUTES_WORK: Readonly<Record<ModuleKind, Readonly<Record<LoadingForm, readonly Major[]>>>> = {
  ESM: { preload: MAJORS, first: [8, 9, 11], late: [] },
  CJS: { preload: MAJORS, first: MAJORS, late: [] },
};
const FORMS = ['preload', 'first', 'late'] as const;
const cases = (['ESM', 'CJS'] as const).flatMap((module) => FORMS.map((form) => ({ module, form })));

describe.each(MAJORS)('SDK %i', (major) => {
  let app: Awaited<ReturnType<typeof composeApp>>;
  beforeAll(async () => {
    app = await composeApp({ major });
  });
  afterAll(() => app.remove());

  test.each(cases)('$module, $form: errors arrive, and what cannot work is said at start', async ({ module, form }) => {
    const works = ROUTES_WORK[module][form].includes(major);
    const result = await checkLoading(app, { module, form });
    const warned = form === 'late' || (form === 'first' && module === 'ESM');
    expect(result).toEqual({ error: true, route: works, problems: warned ? ['no-preload'] : [] });
  });
});
