/**
 * The rooms (folders) and what each may import, at run time and in types; `tidy.test.ts` checks it. A room is the longest matching
 * folder. Entry files (`compose`, `main`, …) know every room.
 */
export interface Room {
  readonly folder: string;
  readonly mayImport: readonly string[];
}

const SERVER = 'server/src';

export const ROOMS: readonly Room[] = [
  { folder: 'protocol/src', mayImport: [] },
  { folder: 'policy/src', mayImport: [] },
  { folder: `${SERVER}/platform`, mayImport: [] },
  { folder: 'topology/src', mayImport: ['policy/src'] },
  { folder: `${SERVER}/store`, mayImport: ['protocol/src', `${SERVER}/platform`] },
  { folder: `${SERVER}/process`, mayImport: ['protocol/src', 'policy/src', 'topology/src', `${SERVER}/store`] },
  { folder: `${SERVER}/ingest`, mayImport: ['protocol/src', `${SERVER}/platform`] },
  { folder: `${SERVER}/alert`, mayImport: ['protocol/src', 'topology/src', `${SERVER}/platform`] },
  { folder: `${SERVER}/notify`, mayImport: ['protocol/src', `${SERVER}/platform`] },
  { folder: `${SERVER}/query`, mayImport: [`${SERVER}/store`, 'protocol/src', `${SERVER}/platform`] },
  {
    folder: `${SERVER}/api`,
    mayImport: [
      `${SERVER}/query`,
      `${SERVER}/store`,
      `${SERVER}/alert`,
      'topology/src',
      'protocol/src',
      `${SERVER}/platform`,
    ],
  },
  { folder: 'kit/node/src', mayImport: ['policy/src'] },
  { folder: 'api-client/src', mayImport: [] },
  { folder: 'cli/src', mayImport: ['topology/src', 'policy/src', 'api-client/src'] },
  { folder: 'ui/src', mayImport: ['api-client/src'] },
];

/** Files that any server room may import. */
export const LEAVES = [`${SERVER}/durations.ts`, `${SERVER}/errors.ts`];

/** Files that know every room. */
export const COMPOSERS = [
  `${SERVER}/compose.ts`,
  `${SERVER}/compose-worker.ts`,
  `${SERVER}/compose-alerts.ts`,
  `${SERVER}/alert-stores.ts`,
  `${SERVER}/notify-stores.ts`,
  `${SERVER}/main.ts`,
  `${SERVER}/backup.ts`,
  `${SERVER}/reset-password.ts`,
  `${SERVER}/processing-thread.ts`,
  `${SERVER}/worker-messages.ts`,
  `${SERVER}/worker-thread.ts`,
  `${SERVER}/http.ts`,
  `${SERVER}/ui.ts`,
  `${SERVER}/index.ts`,
];

/** Rooms whose types may be imported but nothing that runs. */
export const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { [`${SERVER}/process`]: [`${SERVER}/store`] };

/** Workspace names and the room they open. */
export const WORKSPACES: Readonly<Record<string, string>> = {
  '@garrison/protocol': 'protocol/src',
  '@garrison/policy': 'policy/src',
  '@garrison/topology': 'topology/src',
  '@garrison/api-client': 'api-client/src',
  '@garrison/node': 'kit/node/src',
};

export const FOLDERS_NOT_ALLOWED = ['common', 'shared', 'utils', 'helpers', 'core', 'lib', 'types'];
export const FILE_LINES_MAX = 300;
export const FUNCTION_LINES_MAX = 60;
export const PARAMETERS_MAX = 3;
export const FACE_LINES_MAX = 30;
