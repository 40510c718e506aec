import { asText, type ProjectId } from '@garrison/protocol';
import type { ProjectOptions } from '../store/index.ts';
import type { ProjectSettings } from './stages.ts';

/** The version of grouping that a new project gets. */
export const GROUPING_DEFAULT = 'newstyle:2026-01-20';

/**
 * The settings that processing uses, from the options of the project and its organisation (Sentry's names). A switch that the
 * organisation has turned on cannot be turned off by a project; lists are added up. Wrong types count as not set.
 */
export function toProjectSettings(
  projectId: ProjectId,
  project: ProjectOptions | undefined,
): ProjectSettings | undefined {
  if (project === undefined) return undefined;
  const { organizationId, slug, options, organizationOptions: organization, ownership, codeowners } = project;
  return {
    organizationId,
    projectId,
    slug,
    scrubbing: {
      dataScrubber: isOn('dataScrubber', true),
      dataScrubberDefaults: isOn('dataScrubberDefaults', true),
      scrubIPAddresses: isOn('scrubIPAddresses', false),
      sensitiveFields: [...strings(organization['sensitiveFields']), ...strings(options['sensitiveFields'])],
      safeFields: [...strings(organization['safeFields']), ...strings(options['safeFields'])],
      advanced: [asText(options['relayPiiConfig']) ?? ''].filter(Boolean),
    },
    grouping: {
      configId: asText(options['groupingConfig']) || GROUPING_DEFAULT,
      secondary: secondaryOf(options),
      enhancements: asText(options['groupingEnhancements']) ?? '',
      fingerprintingRules: asText(options['fingerprintingRules']) ?? '',
    },
    ownership: {
      raw: ownership?.raw ?? '',
      codeowners,
      fallthrough: ownership?.fallthrough ?? true,
      autoAssign: ownership?.autoAssignment !== 'Turn off Auto-Assignment',
    },
  };

  function isOn(name: string, fallback: boolean): boolean {
    const own = typeof options[name] === 'boolean' ? options[name] : undefined;
    const inherited = typeof organization[name] === 'boolean' ? organization[name] : undefined;
    return inherited === true || (own ?? inherited ?? fallback);
  }
}

/** Sentry's expiry is in seconds; without one there is no transition. */
function secondaryOf(options: ProjectOptions['options']): ProjectSettings['grouping']['secondary'] {
  const configId = asText(options['secondaryGroupingConfig']) ?? '';
  const expiry = options['secondaryGroupingExpiry'];
  if (configId === '' || typeof expiry !== 'number' || expiry <= 0) return null;
  return { configId, until: expiry * 1000 };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
