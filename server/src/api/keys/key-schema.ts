import { Type, type Static } from 'typebox';
import { DAY_SECONDS } from '../../durations.ts';
import type { ProjectKeyRow } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { Nullable } from '../http/schema.ts';

const DSN_PARTS = [
  'secret',
  'public',
  'csp',
  'security',
  'minidump',
  'nel',
  'unreal',
  'crons',
  'cdn',
  'playstation',
  'integration',
  'otlp_traces',
  'otlp_logs',
] as const;
const LoaderOptions = Type.Object({
  hasReplay: Type.Boolean(),
  hasPerformance: Type.Boolean(),
  hasDebug: Type.Boolean(),
  hasFeedback: Type.Boolean(),
  hasLogsAndMetrics: Type.Boolean(),
});

const RateLimit = Type.Object({
  window: Type.Integer({ minimum: 0, maximum: DAY_SECONDS }),
  count: Type.Integer({ minimum: 0 }),
});

export const KeySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  label: Type.String(),
  public: Type.String(),
  secret: Type.String(),
  projectId: Type.Integer(),
  isActive: Type.Boolean(),
  rateLimit: Nullable(RateLimit),
  dsn: Type.Record(Type.Enum([...DSN_PARTS]), Type.String()),
  browserSdkVersion: Type.String(),
  browserSdk: Type.Object({ choices: Type.Array(Type.Array(Type.String())) }),
  dateCreated: Type.String(),
  dynamicSdkLoaderOptions: LoaderOptions,
  useCase: Type.String(),
});

export function keyView(key: ProjectKeyRow, publicUrl: string): Static<typeof KeySchema> {
  return {
    id: key.public_key,
    name: key.label,
    label: key.label,
    public: key.public_key,
    secret: key.secret_key,
    projectId: key.project_id,
    isActive: key.is_active === 1,
    rateLimit:
      key.rate_window_s === null || key.rate_count === null
        ? null
        : { window: key.rate_window_s, count: key.rate_count },
    dsn: dsnOf(key, publicUrl),
    browserSdkVersion: 'latest',
    browserSdk: { choices: [['latest', 'latest']] },
    dateCreated: isoDate(key.created_at),
    dynamicSdkLoaderOptions: {
      hasReplay: false,
      hasPerformance: false,
      hasDebug: false,
      hasFeedback: false,
      hasLogsAndMetrics: false,
    },
    useCase: 'user',
  };
}

/** The addresses of a key. A public URL with a path keeps it before the project's id. */
function dsnOf(key: ProjectKeyRow, publicUrl: string): Record<(typeof DSN_PARTS)[number], string> {
  const { protocol, host, pathname } = new URL(publicUrl);
  const path = pathname.replace(/\/$/, '');
  const endpoint = (name: string) =>
    `${protocol}//${host}${path}/api/${key.project_id}/${name}/?sentry_key=${key.public_key}`;
  const plain = `${protocol}//${host}${path}/api/${key.project_id}`;
  return {
    public: `${protocol}//${key.public_key}@${host}${path}/${key.project_id}`,
    secret: `${protocol}//${key.public_key}:${key.secret_key}@${host}${path}/${key.project_id}`,
    csp: endpoint('csp-report'),
    security: endpoint('security'),
    minidump: endpoint('minidump'),
    nel: endpoint('nel'),
    unreal: `${plain}/unreal/${key.public_key}/`,
    crons: `${plain}/cron/___MONITOR_SLUG___/${key.public_key}/`,
    cdn: `${protocol}//${host}${path}/js-sdk-loader/${key.public_key}.min.js`,
    playstation: endpoint('playstation'),
    integration: `${plain}/integration/`,
    otlp_traces: `${plain}/integration/otlp/v1/traces`,
    otlp_logs: `${plain}/integration/otlp/v1/logs`,
  };
}
