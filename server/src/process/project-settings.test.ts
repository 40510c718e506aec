import { describe, expect, it } from 'vitest';
import { GROUPING_DEFAULT, toProjectSettings } from './project-settings.ts';

const settingsOf = (options: object, organizationOptions: object) =>
  toProjectSettings(7, {
    organizationId: 1,
    slug: 'api',
    options: { ...options },
    organizationOptions: { ...organizationOptions },
    ownership: null,
    codeowners: { files: [], names: [] },
  })!;

describe('toProjectSettings', () => {
  it('scrubs by default and groups by the current version', () => {
    const settings = settingsOf({}, {});
    expect(settings).toMatchObject({
      projectId: 7,
      organizationId: 1,
      slug: 'api',
      scrubbing: { dataScrubber: true, dataScrubberDefaults: true, scrubIPAddresses: false },
    });
    expect(settings.grouping).toEqual({
      configId: GROUPING_DEFAULT,
      secondary: null,
      enhancements: '',
      fingerprintingRules: '',
    });
  });

  it.each([
    [{}, null],
    [{ secondaryGroupingExpiry: 9_000 }, null],
    [{ secondaryGroupingConfig: 'a' }, null],
    [{ secondaryGroupingConfig: 'a', secondaryGroupingExpiry: 0 }, null],
    [{ secondaryGroupingConfig: 'a', secondaryGroupingExpiry: '9000' }, null],
    [
      { secondaryGroupingConfig: 'a', secondaryGroupingExpiry: 9_000 },
      { configId: 'a', until: 9_000_000 },
    ],
  ])('of %j the transition is %j', (options, secondary) => {
    expect(settingsOf(options, {}).grouping.secondary).toEqual(secondary);
  });

  it('lets a project be stricter than its organisation, not looser', () => {
    const stricter = settingsOf({ scrubIPAddresses: true }, { scrubIPAddresses: false });
    const looser = settingsOf({ scrubIPAddresses: false }, { scrubIPAddresses: true });
    expect([stricter.scrubbing.scrubIPAddresses, looser.scrubbing.scrubIPAddresses]).toEqual([true, true]);
  });

  it('adds up the fields and forgives wrong types', () => {
    const settings = settingsOf(
      { sensitiveFields: ['iban', 5], groupingConfig: 3, dataScrubber: 'no' },
      { sensitiveFields: ['pin'] },
    );
    expect(settings.scrubbing.sensitiveFields).toEqual(['pin', 'iban']);
    expect(settings.scrubbing.dataScrubber).toBe(true);
    expect(settings.grouping.configId).toBe(GROUPING_DEFAULT);
  });
});
