export { createApiClient, type ApiClient, type ApiClientOptions } from './create-api-client.ts';
export type { components, paths } from './generated/api.ts';
