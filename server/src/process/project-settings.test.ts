import { describe, expect, it } from 'vitest';
import { GROUPING_DEFAULT, toProjectSettings } from './project-settings.ts';

const settingsOf = (options: object, organizationOptions: object) =>
  toProjectSettings(7, {
    organizationId: 1,
    slug: 'api',
    options: { ...options },
    organizationOptions: { ...organizationOptions },
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
      secondaryConfigId: null,
      enhancements: '',
      fingerprintingRules: '',
    });
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
