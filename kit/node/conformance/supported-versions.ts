import { MAJORS, type Major } from './compose-app.ts';
import { NODES, type NodeMajor } from './older-nodes.ts';

type ProfileItem = 'profile' | 'profile_chunk';

/** What `@sentry/profiling-node` of a major sends, where it has a binary for that Node at all. */
export const PROFILES: Readonly<Record<Major, Partial<Record<NodeMajor, ProfileItem>>>> = {
  8: { 20: 'profile', 22: 'profile' },
  9: { 20: 'profile_chunk', 22: 'profile_chunk', 24: 'profile_chunk', 26: 'profile_chunk' },
  10: { 20: 'profile_chunk', 22: 'profile_chunk', 24: 'profile_chunk', 26: 'profile_chunk' },
  11: { 20: 'profile_chunk', 22: 'profile_chunk', 24: 'profile_chunk', 26: 'profile_chunk' },
};

/** `docs/supported-versions.md`. */
export function supportedVersionsText(): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [
    ...INTRODUCTION,
    row(['SDK', ...NODES.map((node) => `Node ${node}`)]),
    row(['---', ...NODES.map(() => '---')]),
    ...MAJORS.map((major) =>
      row([major, ...NODES.map((node) => (PROFILES[major][node] ? 'everything' : 'everything but profiles'))]),
    ),
    '',
    ...NOTES,
    '',
  ].join('\n');
}

const INTRODUCTION = [
  '# Which SDK on which Node',
  '',
  'On each of these pairs a real service runs with the kit and keeps the whole event contract: identical errors arrive one by one, linked to',
  'traces that are named by their route, tags of concurrent requests never mix, probes are not traced, sessions arrive, third parties get no',
  'trace headers, strangers cannot force sampling. ESM and CommonJS services are instrumented by the preload, and the published package',
  'works. `kit/node/conformance/node-versions.test.ts` runs them all and holds this table to the truth.',
  '',
];

const NOTES = [
  'Not supported by the SDKs themselves:',
  '',
  '- `@sentry/profiling-node` 8 has no binary for Node 24 and newer. The kit says so in one line at start and sends everything else.',
  '- SDK 8 sends a profile with each sampled transaction (`profile`), later majors continuous chunks (`profile_chunk`).',
  '- Logs exist from SDK 9 on, metrics from SDK 10 on; on older ones `SentryService` counts a metric as dropped (`metrics_unsupported`).',
  '- Strict continuation of traces is an option of the SDK from 10 on; on 8 and 9 the kit’s sampler does it.',
];
