import Fastify from 'fastify';
import type { ApiDeps } from '../deps.ts';
import { API_SERVER_OPTIONS } from '../http/api-app.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { apiScope } from '../scope.ts';

/** The document of all routes, without a server and without stores: nothing is called. */
export async function openApiDocument(): Promise<object> {
  const app = Fastify(API_SERVER_OPTIONS);
  await app.register(apiScope(WITHOUT_STORES));
  await app.ready();
  const answer = await app.inject('/api/garrison/openapi.json');
  await app.close();
  return answer.json<object>();
}

const absent = (): never => {
  throw new Error('the document needs no stores');
};
const WITHOUT_STORES: ApiDeps = {
  get db() {
    return absent();
  },
  get events() {
    return absent();
  },
  get blobs() {
    return absent();
  },
  datasets: [],
  storedDays: 0,
  live: createLiveHub(),
  now: Date.now,
  publicUrl: 'http://localhost:9000',
  version: '0',
  logger: { error: absent },
  onProjectsChanged: absent,
  grouping: { validate: absent, regroup: absent, metadataOf: absent, explain: absent },
  scrubbing: { validate: absent, preview: absent },
  ownership: { explain: absent },
  symbolicate: absent,
  alerting: { wake: absent, seal: absent, channels: [], test: absent },
  assembleBundle: absent,
};
